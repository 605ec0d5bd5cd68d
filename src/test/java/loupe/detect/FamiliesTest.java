package loupe.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import loupe.detect.profile.Families;
import loupe.detect.profile.InputPort.ChannelOrder;
import loupe.detect.profile.InputScale.Normalisation;
import loupe.detect.profile.InputSize.Fit;
import loupe.detect.profile.ModelProfile;
import loupe.detect.profile.ProfileJson;
import loupe.detect.profile.Reading.Activation;
import loupe.detect.profile.Reading.Range;
import loupe.detect.profile.Reading.Role;
import loupe.detect.profile.Suggestion.Comparison;
import loupe.domain.FaultCode;
import loupe.domain.Image;
import loupe.domain.PixelOrder;
import loupe.domain.Prediction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every family of onnx-models.md as a small graph with its names, shapes, types and quirks, and what comes out. */
class FamiliesTest {
    /** 0.6 of white in every channel. */
    private static final Image GREY = TestModels.filled(20, 10, PixelOrder.RGB8, 153);

    private static final Image RED = TestModels.filled(20, 10, PixelOrder.RGB8, 255, 0, 0);
    private static final Image GREEN = TestModels.filled(20, 10, PixelOrder.RGB8, 0, 255, 0);

    private static final double[] MEAN = {0.485, 0.456, 0.406};
    private static final double[] STD = {0.229, 0.224, 0.225};

    private static final String PIPELINE = """
            {"pipeline": {"tasks": [{"type": "Task", "module": "Transform", "name": "Preprocess", "transforms": [
              {"type": "LoadImageFromFile"}, {"type": "Resize", "keep_ratio": false, "size": [4, 4]},
              {"type": "Normalize", "to_rgb": true, "mean": [127.5, 127.5, 127.5], "std": [51, 51, 51]}]}]}}
            """;

    @TempDir
    Path folder;

    @Test
    void anomalibNextIsFedHalfASensitivity() throws IOException {
        beside("metadata.json", "{\"schema_version\": \"7.1\", \"task\": \"segmentation\"}");
        Path model = write(TestGraph.of(-1, 3, 8, 8)
                .input("image_sensitivity", TestGraph.FLOAT)
                .input("pixel_sensitivity", TestGraph.FLOAT, 1)
                .floats("threshold", new long[] {1}, 0.5f)
                .node("ReduceMean", "raw", List.of("input"), "axes", new long[] {1, 2, 3}, "keepdims", 0L)
                .node("Sub", "over", List.of("raw", "threshold"))
                .node("Add", "sum", List.of("over", "image_sensitivity"))
                .node("Clip", "pred_score", List.of("sum"))
                .node("ReduceMean", "grey", List.of("input"), "axes", new long[] {1}, "keepdims", 1L)
                .node("Add", "anomaly_map", List.of("grey", "pixel_sensitivity"))
                .output("pred_score", TestGraph.FLOAT, -1)
                .output("anomaly_map", TestGraph.FLOAT, -1, 1, 8, 8));
        ModelProfile profile = resolve(model, "anomalib-next");
        assertThat(profile.scalars()).containsEntry("image_sensitivity", 0.5).containsEntry("pixel_sensitivity", 0.5);
        Prediction p = predict(model, profile, GREY);
        assertThat(p.score()).as("0.6 − 0.5 + ½").isCloseTo(0.6f, within(1e-5f));
        assertThat(p.map().max()).as("0.6 + ½").isCloseTo(1.1f, within(1e-5f));
    }

    /** PatchCore: output 1 the map of the central 224 of 256, output 2 the score that the threshold belongs to. */
    @Test
    void anomalibV1PatchCore() throws IOException {
        beside("metadata.json", """
                {"task": "segmentation", "image_threshold": 30.5, "pixel_threshold": 20.25,
                 "pred_scores.min": 10.0, "pred_scores.max": 50.0, "anomaly_maps.min": 5, "anomaly_maps.max": 25}""");
        Path model = write(TestGraph.of(-1, 3, 256, 256)
                .longs("from", 16, 16)
                .longs("to", 240, 240)
                .longs("axes", 2, 3)
                .node("ReduceMean", "grey", List.of("input"), "axes", new long[] {1}, "keepdims", 1L)
                .node("Slice", "output", List.of("grey", "from", "to", "axes"))
                .node("ReduceMax", "1234", List.of("output"), "axes", new long[] {1, 2, 3}, "keepdims", 0L)
                .output("output", TestGraph.FLOAT, -1, 1, 224, 224)
                .output("1234", TestGraph.FLOAT, -1));
        ModelProfile profile = resolve(model, "anomalib-v1");
        assertThat(profile.reading().outputs())
                .containsEntry("output", Role.MAP)
                .containsEntry("1234", Role.SCORE);
        assertThat(profile.reading().range()).isEqualTo(Range.RAW);
        assertThat(profile.suggestion().image()).isEqualTo(30.5);
        assertThat(profile.suggestion().comparison()).isEqualTo(Comparison.GREATER_OR_EQUAL);
        assertThat(profile.suggestion().normalised(40.5))
                .as("(40.5 − 30.5)/40 + ½")
                .isEqualTo(0.75);
        assertThat(profile.size().mapShare()).isEqualTo(0.875);
        Prediction p = predict(model, profile, GREY);
        assertThat(p.map().covered().x()).as("1/16 of 20").isEqualTo(1.25);
        assertThat(p.map().covered().height()).as("7/8 of 10").isEqualTo(8.75);
    }

    @Test
    void anomalibV1ScoreOnly() throws IOException {
        beside("metadata.json", "{\"image_threshold\": 1, \"min\": 0, \"max\": 2}");
        Path model = write(mean(8, 8).output("mean", TestGraph.FLOAT, -1));
        ModelProfile profile = resolve(model, "anomalib-v1");
        assertThat(profile.reading().outputs()).containsEntry("mean", Role.SCORE);
        assertThat(profile.suggestion().normalised(1)).isEqualTo(0.5);
    }

    @Test
    void anomalibV0PreprocessesAsItsTransformSays() throws IOException {
        beside("meta_data.json", """
                {"task": "segmentation", "image_threshold": 0.4, "pixel_threshold": 0.3, "min": 0, "max": 1,
                 "transform": {"__version__": "1.3.1", "transform": {"__class_fullname__": "Compose", "transforms": [
                   {"__class_fullname__": "Resize", "height": 10, "width": 12, "interpolation": 1},
                   {"__class_fullname__": "CenterCrop", "height": 8, "width": 8},
                   {"__class_fullname__": "Normalize", "mean": [0.1, 0.2, 0.3], "std": [0.5, 0.5, 0.5]},
                   {"__class_fullname__": "ToTensorV2"}]}}}""");
        Path model = write(mean(8, 8).output("mean", TestGraph.FLOAT, -1));
        ModelProfile profile = resolve(model, "anomalib-v0");
        assertThat(profile.size().fit()).isEqualTo(Fit.STRETCH_CROP);
        assertThat(profile.size().antialias()).isFalse();
        Prediction p = predict(model, profile, GREY);
        assertThat(p.score()).as("mean of (0.6 − 0.1, 0.2, 0.3)/0.5").isCloseTo(0.8f, within(1e-5f));
        assertThat(p.map().covered().x())
                .as("2 of 12 columns at the left, of 20 pixels")
                .isCloseTo(20 * 2 / 12.0, within(1e-9));
    }

    @Test
    void glassWantsEightPicturesNormalisedLikeImageNet() {
        Path model = write(TestGraph.of(8, 3, 288, 288)
                .longs("one", 1)
                .node("ReduceMean", "grey", List.of("input"), "axes", new long[] {1}, "keepdims", 1L)
                .node(
                        "AveragePool",
                        "patches",
                        List.of("grey"),
                        "kernel_shape",
                        new long[] {8, 8},
                        "strides",
                        new long[] {8, 8})
                .node("Squeeze", "output", List.of("patches", "one"))
                .output("output", TestGraph.FLOAT, 8, 36, 36));
        ModelProfile profile = resolve(model, "glass");
        assertThat(profile.input().batch()).isEqualTo(8);
        Prediction p = predict(model, profile, GREY);
        assertThat(p.map().width()).isEqualTo(36);
        assertThat(p.map().height()).isEqualTo(36);
        assertThat(p.score()).isCloseTo(imageNet(0.6), within(1e-4f));
    }

    @Test
    void anomaVisionHalfFloats() throws IOException {
        beside("config.yml", "normalize: true\nnorm_mean: [0.5, 0.5, 0.5]\nnorm_std:\n  - 0.25\n  - 0.25\n  - 0.25\n");
        Path model = write(new TestGraph()
                .input("input", TestGraph.FLOAT16, -1, 3, 8, 8)
                .node("ReduceMean", "output_1", List.of("input"), "axes", new long[] {1}, "keepdims", 0L)
                .node("ReduceMax", "output_0", List.of("output_1"), "axes", new long[] {1, 2}, "keepdims", 0L)
                .output("output_0", TestGraph.FLOAT16, -1)
                .output("output_1", TestGraph.FLOAT16, -1, 8, 8));
        Prediction p = predict(model, resolve(model, "anomavision"), GREY);
        assertThat(p.score()).as("(0.6 − 0.5)/0.25 in half floats").isCloseTo(0.4f, within(1e-3f));
        assertThat(p.map().width()).isEqualTo(8);
    }

    @Test
    void mmdeploySegmentationByIndices() throws IOException {
        beside("pipeline.json", PIPELINE);
        Path model = write(TestGraph.of(1, 3, 4, 4)
                .node("ArgMax", "output", List.of("input"), "axis", 1L, "keepdims", 1L)
                .output("output", TestGraph.INT64, 1, 1, 4, 4));
        ModelProfile asking = resolve(model, "mmdeploy-segmentation");
        assertThat(asking.questions()).singleElement().asString().contains("which classes");
        ModelProfile profile = ProfileJson.with(asking, "reading.defects", "[1]");
        assertThat(predict(model, profile, RED).map().max()).as("class 0").isZero();
        Prediction p = predict(model, profile, GREEN);
        assertThat(p.map().scores()).as("class 1").containsOnly(1f);
        assertThat(p.score()).isEqualTo(1);
    }

    @Test
    void mmdeployClassification() throws IOException {
        beside("pipeline.json", PIPELINE);
        Path model = write(classes("Softmax", "output", 3));
        ModelProfile profile = ProfileJson.with(resolve(model, "mmdeploy-classification"), "reading.defects", "[1, 2]");
        double high = Math.exp((255 - 127.5) / 51);
        double low = Math.exp(-127.5 / 51);
        assertThat(predict(model, profile, RED).score())
                .as("softmax of three normalised channels, two of them bad")
                .isCloseTo((float) (2 * low / (high + 2 * low)), within(1e-5f));
    }

    @Test
    void ultralyticsClassify() {
        Path model = write(
                ultralytics(classes("Softmax", "output0", 3), "classify", "{0: 'good', 1: \"scr'atch\", 2: 'dent'}")
                        .metadata("imgsz", "[4, 4]"));
        ModelProfile profile = resolve(model, "ultralytics-classify");
        assertThat(profile.reading().classes()).containsExactly("good", "scr'atch", "dent");
        assertThat(profile.reading().defects()).containsExactly(1, 2);
        assertThat(profile.size().fit()).isEqualTo(Fit.CROP);
        Prediction p = predict(model, profile, RED);
        assertThat(p.score()).isCloseTo((float) (2 / (Math.E + 2)), within(1e-5f));
        assertThat(p.map().covered().x()).as("the centre of 20×10").isEqualTo(5);
        assertThat(p.map().covered().width()).isEqualTo(10);
    }

    /** Two boxes on a letter-boxed 40×20 picture; only the one of class 1 is a defect, its mask the right half. */
    @Test
    void ultralyticsSegment() {
        Path model = write(ultralytics(
                        TestGraph.of(1, 3, 32, 32)
                                .floats(
                                        "boxes",
                                        new long[] {1, 7, 2},
                                        16,
                                        16, // centre x
                                        16,
                                        16, // centre y
                                        32,
                                        32, // width
                                        16,
                                        16, // height
                                        0.9f,
                                        0.1f, // class 0
                                        0.05f,
                                        0.7f, // class 1
                                        1,
                                        1) // coefficient
                                .floats("masks", new long[] {1, 1, 4, 4}, leftRight())
                                .node("Identity", "output0", List.of("boxes"))
                                .node("Identity", "output1", List.of("masks"))
                                .output("output0", TestGraph.FLOAT, 1, 7, 2)
                                .output("output1", TestGraph.FLOAT, 1, 1, 4, 4),
                        "segment",
                        "{0: 'ok', 1: 'scratch'}")
                .metadata("imgsz", "[32, 32]"));
        ModelProfile profile = resolve(model, "ultralytics-segment");
        assertThat(profile.size().padding()).isEqualTo(114);
        assertThat(profile.reading().defects()).containsExactly(1);
        Prediction p = predict(model, profile, TestModels.filled(40, 20, PixelOrder.RGB8, 10));
        assertThat(p.score()).isEqualTo(0.7f);
        assertThat(p.map().height()).as("two of four rows are padding").isEqualTo(2);
        assertThat(p.map().scores()).containsExactly(0, 0, 0.7f, 0.7f, 0, 0, 0.7f, 0.7f);
        assertThat(p.map().covered())
                .isEqualTo(TestModels.filled(40, 20, PixelOrder.RGB8, 1).bounds());
    }

    @Test
    void otherTasksOfUltralyticsAreNamed() {
        Path model = write(ultralytics(
                TestGraph.of(1, 3, 4, 4)
                        .floats("boxes", new long[] {1, 6, 2}, new float[12])
                        .node("Identity", "output0", List.of("boxes"))
                        .output("output0", TestGraph.FLOAT, 1, 6, 2),
                "detect",
                "{0: 'scratch'}"));
        Faults.assertRefused(model, "task “detect”").isEqualTo(FaultCode.MOD_02);
    }

    @Test
    void segmentationWithSigmoidInTheGraphOrNot() {
        TestGraph logits = TestGraph.of(1, 3, 4, 4)
                .node("ReduceMean", "logits", List.of("input"), "axes", new long[] {1}, "keepdims", 1L);
        Path done =
                write(logits.node("Sigmoid", "mask", List.of("logits")).output("mask", TestGraph.FLOAT, 1, 1, 4, 4));
        ModelProfile profile = resolve(done, "segmentation");
        assertThat(profile.reading().activation()).isEqualTo(Activation.NONE);
        float expected = (float) (1 / (1 + Math.exp(-imageNet(0.6))));
        assertThat(predict(done, profile, GREY).score()).isCloseTo(expected, within(1e-5f));
        Path open = write(TestGraph.of(1, 3, 4, 4)
                .node("ReduceMean", "mask", List.of("input"), "axes", new long[] {1}, "keepdims", 1L)
                .output("mask", TestGraph.FLOAT, 1, 1, 4, 4));
        ModelProfile raw = resolve(open, "segmentation");
        assertThat(raw.reading().activation()).isEqualTo(Activation.SIGMOID);
        assertThat(predict(open, raw, GREY).score()).isCloseTo(expected, within(1e-5f));
    }

    @Test
    void segmentationOfSeveralClasses() {
        Path model = write(TestGraph.of(1, 3, 4, 4)
                .floats("two", new long[] {1}, 2)
                .node("Add", "logits", List.of("input", "two"))
                .node("Relu", "mask", List.of("logits"))
                .longs("from", 0)
                .longs("to", 2)
                .longs("axis", 1)
                .node("Slice", "output", List.of("mask", "from", "to", "axis"))
                .output("output", TestGraph.FLOAT, 1, 2, 4, 4));
        ModelProfile profile = resolve(model, "segmentation");
        assertThat(profile.scale().normalisation()).as("Add 2 is taken for it").isEqualTo(Normalisation.INSIDE);
        assertThat(profile.reading().defects()).containsExactly(1);
        assertThat(predict(model, profile, GREEN).score())
                .as("softmax of 2 and 3")
                .isCloseTo((float) (Math.E / (1 + Math.E)), within(1e-5f));
    }

    @Test
    void aClassifierAsksWhichClassIsBad() {
        Path model = write(classes("Identity", "logits", 3));
        Faults.assertRefused(model, "reading.defects").isEqualTo(FaultCode.MOD_02);
        ModelProfile profile = ProfileJson.with(resolve(model, "classifier"), "reading.defects", "[0]");
        double r = (1 - MEAN[0]) / STD[0];
        double g = -MEAN[1] / STD[1];
        double b = -MEAN[2] / STD[2];
        assertThat(predict(model, profile, RED).score())
                .isCloseTo((float) (Math.exp(r) / (Math.exp(r) + Math.exp(g) + Math.exp(b))), within(1e-5f));
    }

    @Test
    void reconstruction() {
        Path model = write(TestGraph.of(1, 3, 4, 4)
                .floats("less", new long[] {1, 3, 1, 1}, 0.1f, 0.2f, 0.3f)
                .node("Sub", "less-bright", List.of("input", "less"))
                .node("Relu", "decoded", List.of("less-bright"))
                .output("decoded", TestGraph.FLOAT, 1, 3, 4, 4));
        Prediction p = predict(model, resolve(model, "reconstruction"), GREY);
        assertThat(p.score()).as("mean of 0.1, 0.2, 0.3").isCloseTo(0.2f, within(1e-5f));
    }

    @Test
    void reconstructionBetweenMinusOneAndOne() {
        Path model = write(TestGraph.of(1, 3, 4, 4)
                .node("Tanh", "decoded", List.of("input"))
                .output("decoded", TestGraph.FLOAT, 1, 3, 4, 4));
        ModelProfile profile = resolve(model, "reconstruction");
        assertThat(profile.reading().low()).isEqualTo(-1);
        double fed = (0.6 - 0.5) / 0.5;
        assertThat(predict(model, profile, GREY).score())
                .isCloseTo((float) Math.abs((Math.tanh(fed) + 1) / 2 - 0.6), within(1e-5f));
    }

    @Test
    void featuresAreRefusedWithWhatToDoInstead() {
        Path model = write(TestGraph.of(1, 3, 4, 4)
                .longs("size", 1, 128, 4, 4)
                .node("ReduceMean", "grey", List.of("input"), "axes", new long[] {1}, "keepdims", 1L)
                .node("Expand", "layer2", List.of("grey", "size"))
                .output("layer2", TestGraph.FLOAT, 1, 128, 4, 4));
        Faults.assertRefused(model, "it is a backbone", "loupe teach --backbone")
                .isEqualTo(FaultCode.MOD_02);
    }

    @Test
    void unknownModelsSayWhatMustBeTold() {
        Path model = write(TestGraph.of(1, 3, 4, 4)
                .node("ReduceMean", "a", List.of("input"), "axes", new long[] {1}, "keepdims", 1L)
                .node("ReduceMean", "b", List.of("input"), "axes", new long[] {1, 2, 3}, "keepdims", 0L)
                .output("a", TestGraph.FLOAT, 1, 1, 4, 4)
                .output("b", TestGraph.FLOAT, 1));
        Faults.assertRefused(model, "--family custom", "a float32[1,1,4,4]").isEqualTo(FaultCode.MOD_02);
        ModelProfile asking = Families.resolve(Detectors.facts(model), "custom");
        assertThat(asking.questions()).singleElement().asString().contains("[a, b]");
        ModelProfile told =
                ProfileJson.with(ProfileJson.with(asking, "reading.outputs.a", "map"), "reading.outputs.b", "score");
        assertThat(predict(model, told, GREY).score()).isCloseTo(0.6f, within(1e-5f));
        assertThat(told.input().order()).isEqualTo(ChannelOrder.RGB);
    }

    private ModelProfile resolve(Path model, String family) {
        ModelProfile profile = Families.resolve(Detectors.facts(model));
        assertThat(profile.family()).isEqualTo(family);
        assertThat(profile.reason()).endsWith(".");
        return profile;
    }

    private static Prediction predict(Path model, ModelProfile profile, Image image) {
        try (OnnxDetector detector = Detectors.open(model, profile, ProviderPreference.CPU)) {
            return detector.predict(image);
        }
    }

    private static float imageNet(double value) {
        double sum = 0;
        for (int c = 0; c < 3; c++) {
            sum += (value - MEAN[c]) / STD[c];
        }
        return (float) (sum / 3);
    }

    private static float[] leftRight() {
        float[] mask = new float[16];
        for (int i = 0; i < mask.length; i++) {
            mask[i] = i % 4 < 2 ? -5 : 5;
        }
        return mask;
    }

    private static TestGraph ultralytics(TestGraph graph, String task, String names) {
        return graph.metadata("author", "Ultralytics").metadata("task", task).metadata("names", names);
    }

    /** The channels' means as values of three classes. */
    private static TestGraph classes(String last, String output, long count) {
        return TestGraph.of(1, 3, 4, 4)
                .node("GlobalAveragePool", "pooled", List.of("input"))
                .node("Flatten", "row", List.of("pooled"))
                .node(last, output, List.of("row"))
                .output(output, TestGraph.FLOAT, 1, count);
    }

    private static TestGraph mean(long height, long width) {
        return TestGraph.of(1, 3, height, width)
                .node("ReduceMean", "mean", List.of("input"), "axes", new long[] {1, 2, 3}, "keepdims", 0L);
    }

    private void beside(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private Path write(TestGraph graph) {
        return graph.write(folder.resolve("model.onnx"));
    }
}
