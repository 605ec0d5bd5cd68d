package loupe.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import loupe.detect.profile.Families;
import loupe.detect.profile.InputPort.Layout;
import loupe.detect.profile.InputScale.Normalisation;
import loupe.detect.profile.ModelProfile;
import loupe.detect.profile.Placement;
import loupe.detect.profile.ProfileFile;
import loupe.detect.profile.ProfileJson;
import loupe.detect.profile.Reference;
import loupe.detect.profile.Suggestion;
import loupe.detect.profile.Suggestion.Comparison;
import loupe.domain.AnomalyMap;
import loupe.domain.Calibration;
import loupe.domain.DecisionRule;
import loupe.domain.DisplayScale;
import loupe.domain.FaultCode;
import loupe.domain.Frame;
import loupe.domain.Image;
import loupe.domain.Inspection;
import loupe.domain.Inspector;
import loupe.domain.Outcome;
import loupe.domain.PixelOrder;
import loupe.domain.Prediction;
import loupe.domain.Recipe;
import loupe.domain.Region;
import loupe.domain.ScoreSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The requirements of onnx-models.md that concern one model, by their numbers. */
class RequirementsTest {
    private static final Image GREY = TestModels.filled(20, 10, PixelOrder.RGB8, 153);
    private static final Image ORANGE = TestModels.filled(20, 10, PixelOrder.RGB8, 255, 102, 0);

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"1, 0.6, 1e-6", "10, 0.6, 1e-3", "2, 153, 0"})
    void i1InputTypes(int type, double expected, float tolerance) {
        Path model = write(new TestGraph()
                .input("input", type, 1, 3, 4, 4)
                .node("Cast", "float", List.of("input"), "to", (long) TestGraph.FLOAT)
                .node("ReduceMean", "pred_score", List.of("float"), "axes", new long[] {1, 2, 3}, "keepdims", 0L)
                .output("pred_score", TestGraph.FLOAT, 1));
        assertThat(predict(model, GREY).score()).isCloseTo((float) expected, within(tolerance + 1e-6f));
    }

    @ParameterizedTest
    @CsvSource({"1, 6.6", "10, 6.6", "11, 6.6", "7, 6", "6, 6", "2, 6", "9, 1"})
    void i1OutputTypes(int type, float expected) {
        Path model = write(TestGraph.of(1, 3, 4, 4)
                .floats("eleven", new long[] {1}, 11)
                .node("ReduceMean", "mean", List.of("input"), "axes", new long[] {1}, "keepdims", 1L)
                .node("Mul", "big", List.of("mean", "eleven"))
                .node("Cast", "anomaly_map", List.of("big"), "to", (long) type)
                .output("anomaly_map", type, 1, 1, 4, 4));
        assertThat(predict(model, GREY).map().scores()).containsOnly(new float[] {expected}, within(4e-3f));
    }

    /** Weighs the channels by 1, 10, 100: any wrong order gives another number. */
    @Test
    void i2ChannelsLast() {
        Path model = write(TestGraph.of(1, 4, 6, 3)
                .floats("weights", new long[] {3}, 1, 10, 100)
                .node("Mul", "weighed", List.of("input", "weights"))
                .node("ReduceMean", "pred_score", List.of("weighed"), "axes", new long[] {1, 2, 3}, "keepdims", 0L)
                .output("pred_score", TestGraph.FLOAT, 1));
        ModelProfile profile = resolve(model);
        assertThat(profile.input().layout()).isEqualTo(Layout.NHWC);
        assertThat(profile.size().width()).isEqualTo(6);
        assertThat(predict(model, profile, ORANGE).score()).isCloseTo((1 + 4) / 3f, within(1e-5f));
        ModelProfile bgr = ProfileJson.with(profile, "input.order", "bgr");
        assertThat(predict(model, bgr, ORANGE).score()).isCloseTo((4 + 100) / 3f, within(1e-5f));
    }

    @Test
    void i2GreyModelsFromColourCamerasAndTheOtherWayRound() {
        Path grey = write(mean(1, 1));
        float luminance = (0.299f * 255 + 0.587f * 102) / 255;
        assertThat(predict(grey, ORANGE).score()).isCloseTo(luminance, within(1e-3f));
        Path colour = write(mean(1, 3));
        Image camera = TestModels.filled(20, 10, PixelOrder.GRAY8, 153);
        assertThat(predict(colour, camera).score()).isCloseTo(0.6f, within(1e-6f));
    }

    /** Slot b gives b more, so reading another slot than the first is seen; the frame must be in all of them. */
    @Test
    void i3FixedBatch() {
        Path model = write(TestGraph.of(4, 3, 4, 4)
                .floats("slot", new long[] {4, 1, 1, 1}, 0, 1, 2, 3)
                .node("Add", "anomaly", List.of("input", "slot"))
                .node("ReduceMean", "anomaly_map", List.of("anomaly"), "axes", new long[] {1}, "keepdims", 1L)
                .node("ReduceMin", "pred_score", List.of("anomaly"), "axes", new long[] {1, 2, 3}, "keepdims", 0L)
                .output("anomaly_map", TestGraph.FLOAT, 4, 1, 4, 4)
                .output("pred_score", TestGraph.FLOAT, 4));
        ModelProfile profile = ProfileJson.with(resolve(model), "scale.normalisation", "none");
        Prediction p = predict(model, profile, GREY);
        assertThat(p.map().scores()).containsOnly(new float[] {0.6f}, within(1e-6f));
        assertThat(p.score()).isCloseTo(0.6f, within(1e-6f));
    }

    @Test
    void i4OpenSizesAndWrongDeclarations() {
        Path model = write(TestGraph.of(-1, 3, -1, -1)
                .node("ReduceMean", "anomaly_map", List.of("input"), "axes", new long[] {1}, "keepdims", 1L)
                .output("anomaly_map", TestGraph.FLOAT, 1, 1, 7, 9));
        ModelProfile small =
                ProfileJson.with(ProfileJson.with(resolve(model), "size.width", "32"), "size.height", "16");
        AnomalyMap map = predict(model, small, GREY).map();
        assertThat(map.width()).isEqualTo(32);
        assertThat(map.height()).isEqualTo(16);
    }

    @Test
    void i5OtherInputsAreRefusedByName() {
        Path model = write(TestGraph.of(1, 3, 4, 4)
                .input("template", TestGraph.FLOAT, 1, 64)
                .node("ReduceMean", "pred_score", List.of("input"), "axes", new long[] {1, 2, 3}, "keepdims", 0L)
                .output("pred_score", TestGraph.FLOAT, 1));
        Faults.assertRefused(model, "inputs that Loupe does not know", "template float32[1,64]")
                .isEqualTo(FaultCode.MOD_02);
    }

    @Test
    void i6WeightsBesideTheModel() throws IOException {
        Path model = write(TestGraph.of(1, 3, 4, 4)
                .external("more", 1, "model.onnx.data")
                .node("Add", "sum", List.of("input", "more"))
                .node("ReduceMean", "pred_score", List.of("sum"), "axes", new long[] {1, 2, 3}, "keepdims", 0L)
                .output("pred_score", TestGraph.FLOAT, 1));
        byte[] two = ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putFloat(2)
                .array();
        Files.write(folder.resolve("model.onnx.data"), two);
        assertThat(predict(model, GREY).score()).isCloseTo(2.6f, within(1e-6f));
        Path own = Files.createDirectory(folder.resolve("model.onnx-data"));
        Files.move(folder.resolve("model.onnx.data"), own.resolve("model.onnx.data"));
        assertThat(predict(model, GREY).score()).as("in a folder of its own").isCloseTo(2.6f, within(1e-6f));
    }

    @Test
    void i7NormalisationInTheGraphIsSeenShownAndEditable() {
        Path inside = write(segmentation(graph -> graph.floats("mean", new long[] {1, 3, 1, 1}, 0.485f, 0.456f, 0.406f)
                .floats("std", new long[] {1, 3, 1, 1}, 0.229f, 0.224f, 0.225f)
                .node("Sub", "centred", List.of("input", "mean"))
                .node("Div", "ready", List.of("centred", "std"))));
        ModelProfile seen = resolve(inside);
        assertThat(seen.scale().normalisation()).isEqualTo(Normalisation.INSIDE);
        assertThat(seen.scale().isUnit()).isTrue();
        assertThat(Detectors.facts(inside).outline().hints().mean().get(1)).isCloseTo(0.456, within(1e-6));
        assertThat(ProfileJson.fields(seen)).containsEntry("scale.normalisation", "INSIDE");
        Path bytes = write(segmentation(
                graph -> graph.floats("white", new long[] {1}, 255).node("Div", "ready", List.of("input", "white"))));
        assertThat(resolve(bytes).scale().white()).as("it divides by 255").isEqualTo(255);
        Path outside = write(segmentation(graph -> graph.node("Identity", "ready", List.of("input"))));
        assertThat(resolve(outside).scale().normalisation()).isEqualTo(Normalisation.OUTSIDE);
        ModelProfile edited = ProfileJson.with(
                ProfileJson.with(resolve(outside), "scale.mean", "[0.6]"), "scale.std", "[0.5, 0.5, 0.5]");
        assertThat(predict(outside, edited, GREY).score())
                .as("sigmoid of nothing")
                .isCloseTo(0.5f, within(1e-5f));
    }

    /** The score that is kept is the raw one; what the maker's program would show is derived from it. */
    @Test
    void i8RawBesideNormalised() {
        Suggestion suggestion = new Suggestion(30, 20, Comparison.GREATER_OR_EQUAL, 40, 40);
        assertThat(suggestion.normalised(30)).isEqualTo(0.5);
        assertThat(suggestion.normalised(35)).isEqualTo(0.625);
        assertThat(suggestion.normalised(1000))
                .as("saturates, the raw score does not")
                .isEqualTo(1);
        assertThat(Suggestion.NONE.normalised(1)).isNaN();
    }

    @ParameterizedTest
    @CsvSource({"pred_score, NaN", "pred_score, Infinity", "anomaly_map, NaN", "anomaly_map, -Infinity"})
    void i9WhatIsNoNumberIsAnError(String where, float value) {
        String clean = where.equals("pred_score") ? "anomaly_map" : "pred_score";
        Path model = write(TestGraph.of(1, 3, 4, 4)
                .floats("bad", new long[] {1}, value)
                .node("ReduceMean", "one", List.of("input"), "axes", new long[] {1, 2, 3}, "keepdims", 1L)
                .node("Add", where, List.of("one", "bad"))
                .node("Identity", clean, List.of("one"))
                .output("pred_score", TestGraph.FLOAT, 1, 1, 1, 1)
                .output("anomaly_map", TestGraph.FLOAT, 1, 1, 1, 1));
        try (Inspector inspector =
                new Inspector(recipe(), Detectors.open(model, ProviderPreference.CPU), Clock.systemUTC())) {
            Inspection inspection = inspector.inspect(new Frame(1, "test", Instant.EPOCH, GREY));
            assertThat(inspection.outcome()).isEqualTo(Outcome.ERROR);
            assertThat(inspection.verdict().fault()).contains(FaultCode.MOD_06);
        }
    }

    /** A bright spot at a known place is found there, within a pixel of the image, whatever happens to the sides. */
    @ParameterizedTest
    @CsvSource({
        "stretch, 64, 64, 300, 200",
        "letter_box, 64, 64, 300, 200",
        "letter_box, 64, 64, 200, 300",
        "crop, 80, 80, 300, 200",
        "crop, 80, 80, 200, 300",
        "stretch_crop, 80, 72, 300, 200"
    })
    void i10MapAndImageAreOneAffine(String fit, int resizeWidth, int resizeHeight, int width, int height) {
        Path model = write(TestGraph.of(1, 3, 64, 64)
                .node("ReduceMean", "anomaly_map", List.of("input"), "axes", new long[] {1}, "keepdims", 1L)
                .output("anomaly_map", TestGraph.FLOAT, 1, 1, 64, 64));
        ModelProfile fitted = ProfileJson.with(resolve(model), "size.fit", fit);
        ModelProfile profile = ProfileJson.with(
                ProfileJson.with(fitted, "size.resizeWidth", "" + resizeWidth), "size.resizeHeight", "" + resizeHeight);
        int x = 130;
        int y = 110;
        AnomalyMap map = predict(model, profile, spot(width, height, x, y)).map();
        Region covered = map.covered();
        double sum = 0;
        double mx = 0;
        double my = 0;
        for (int i = 0; i < map.scores().length; i++) {
            sum += map.scores()[i];
            mx += map.scores()[i] * (i % map.width() + 0.5);
            my += map.scores()[i] * (Math.floorDiv(i, map.width()) + 0.5);
        }
        assertThat(covered.x() + mx / sum * covered.width() / map.width()).isCloseTo(x + 4, within(1.0));
        assertThat(covered.y() + my / sum * covered.height() / map.height()).isCloseTo(y + 4, within(1.0));
        boolean cuts = fit.endsWith("crop");
        assertThat(covered.width() * covered.height() < width * height * 0.9)
                .as("what is cut off is said not to be inspected")
                .isEqualTo(cuts);
    }

    @Test
    void i10LowResolutionMapsOfLetterBoxedPicturesKeepTheirPlace() {
        Path model = write(TestGraph.of(1, 3, 32, 32)
                .node("ReduceMean", "anomaly_map", List.of("input"), "axes", new long[] {1}, "keepdims", 1L)
                .output("anomaly_map", TestGraph.FLOAT, 1, 1, 32, 32));
        ModelProfile boxed = ProfileJson.with(resolve(model), "size.fit", "letter_box");
        Placement placement = Placement.of(boxed.size(), 320, 90);
        assertThat(placement.scaledHeight()).isEqualTo(9);
        assertThat(placement.top()).as("11 rows above, 12 below").isEqualTo(11);
        AnomalyMap map = placement.on(new AnomalyMap(4, 4, new float[16], new Region(0, 0, 1, 1)), 1, 320, 90);
        assertThat(map.height()).as("rows 1 and 2 of four hold the picture").isEqualTo(2);
        assertThat(map.covered().y())
                .as("row 1 begins 3 pixels of the model above it")
                .isCloseTo(-30, within(1e-9));
        assertThat(map.covered().height()).isCloseTo(160, within(1e-9));
    }

    @Test
    void i11TheMakersComparisonIsKeptAndTranslated() {
        Suggestion greater = Suggestion.half();
        assertThat(greater.comparison()).isEqualTo(Comparison.GREATER);
        assertThat(greater.asGreaterOrEqual()).as("what is exactly ½ is good").isEqualTo(Math.nextUp(0.5f));
        Suggestion equal = new Suggestion(0.5, 0.5, Comparison.GREATER_OR_EQUAL, 1, 1);
        assertThat(equal.asGreaterOrEqual()).isEqualTo(0.5f);
    }

    /** The tolerance follows the model's precision: 1e-3 for float32 on the CPU, 1e-2 for float16. */
    @Test
    void i12HalfPrecisionMayBeTenTimesAsFarOff() {
        try (OnnxDetector exact = Detectors.open(write(mean(1, 3)), ProviderPreference.CPU)) {
            assertThat(exact.tolerance()).isEqualTo(1e-3);
            assertThat(GoldenVectors.freeze(exact, Map.of())).hasSizeGreaterThanOrEqualTo(5);
        }
        Path half = write(new TestGraph()
                .input("input", TestGraph.FLOAT16, 1, 3, 4, 4)
                .node("ReduceMean", "pred_score", List.of("input"), "axes", new long[] {1, 2, 3}, "keepdims", 0L)
                .output("pred_score", TestGraph.FLOAT16, 1));
        try (OnnxDetector loose = Detectors.open(half, ProviderPreference.CPU)) {
            assertThat(loose.tolerance()).isEqualTo(1e-2);
        }
    }

    /** The line opens its model in the same way, and without a detector no station starts. */
    @Test
    void i12OutOfToleranceNothingIsOpened() {
        Path model = write(mean(1, 3));
        ModelProfile profile = resolve(model);
        Map<String, String> files = Map.of("model.onnx", ProfileFile.digestOf(model));
        float grey = 128 / 255f;
        Reference right = new Reference("grey", grey + 9e-4f, grey, grey);
        new ProfileFile(ProfileFile.VERSION, "model.onnx", files, profile, List.of(right))
                .write(ProfileFile.beside(model));
        Detectors.open(model, ProviderPreference.CPU).close();
        Reference wrong = new Reference("grey", grey + 1.1e-3f, grey, grey);
        new ProfileFile(ProfileFile.VERSION, "model.onnx", files, profile, List.of(wrong))
                .write(ProfileFile.beside(model));
        Faults.assertRefused(model, "0.001").isEqualTo(FaultCode.MOD_11);
    }

    @Test
    void i14OpsetsOfALaterTimeNameTheRuntime() {
        Path model = mean(1, 3).opset(99).write(folder.resolve("model.onnx"));
        Faults.assertRefused(model, "opset 99", "1.28.0").isEqualTo(FaultCode.MOD_04);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "metadata.json | {\"image_threshold\": 1, \"image_threshold\": 2}",
                "metadata.json | [1, 2]",
                "metadata.json | {\"a\": 1} trailing",
                "metadata.json | DEEP",
                "metadata.json | LONG",
            })
    void i15HostileSidecars(String name, String text) throws IOException {
        String content = switch (text) {
            case "DEEP" -> "{\"a\":".repeat(200) + "1" + "}".repeat(200);
            case "LONG" -> "{\"a\": \"" + "x".repeat(1 << 20) + "\"}";
            default -> text;
        };
        Files.writeString(folder.resolve(name), content);
        Path model = write(segmentation(graph -> graph.node("Identity", "ready", List.of("input"))));
        Faults.assertRefused(model, name).isEqualTo(FaultCode.MOD_12);
        Path ours = write(TestModels.brightness(8, 8).contract());
        assertThat(predict(ours, GREY).score())
                .as("our own models never look at it")
                .isCloseTo(0.6f, within(1e-5f));
    }

    @Test
    void i15SidecarsBehindLinksAreNotOpened() throws IOException {
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        Files.writeString(elsewhere.resolve("secret.json"), "{\"image_threshold\": 1}");
        Files.createSymbolicLink(folder.resolve("metadata.json"), elsewhere.resolve("secret.json"));
        Path model = write(segmentation(graph -> graph.node("Identity", "ready", List.of("input"))));
        assertThat(resolve(model).family()).isEqualTo("segmentation");
    }

    @Test
    void fieldsThatDoNotExistOrDoNotFitAreNamed() {
        ModelProfile profile = resolve(write(mean(1, 3)));
        assertThatThrownBy(() -> ProfileJson.with(profile, "input.colour", "rgb"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("input.order");
        assertThatThrownBy(() -> ProfileJson.with(profile, "size.width", "-3"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ProfileJson.with(profile, "scale.std", "[0]"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ProfileJson.with(profile, "input.order", "xyz"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("XYZ");
        assertThatThrownBy(() -> ProfileJson.with(profile, "family", "loupe"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void readInAnotherWayIsAnotherProfile() {
        Path model = write(mean(1, 3));
        ModelProfile bgr = ProfileJson.with(resolve(model), "input.order", "bgr");
        try (OnnxDetector usual = Detectors.open(model, ProviderPreference.CPU);
                OnnxDetector other = Detectors.open(model, bgr, ProviderPreference.CPU)) {
            assertThat(usual.info().profile()).isEqualTo("anomalib-v2");
            assertThat(other.info().profile()).matches("anomalib-v2-[0-9a-f]{8}");
        }
    }

    private static Recipe recipe() {
        DecisionRule rule = new DecisionRule(0.5, 0.5, 0.5, 0, ScoreSource.MODEL);
        return new Recipe(
                "test",
                1,
                "Test",
                "",
                Optional.empty(),
                "0".repeat(64),
                rule,
                new DisplayScale(0, 1),
                Calibration.UNCALIBRATED,
                Instant.EPOCH);
    }

    private static Image spot(int width, int height, int x, int y) {
        byte[] pixels = new byte[width * height];
        for (int dy = 0; dy < 8; dy++) {
            for (int dx = 0; dx < 8; dx++) {
                pixels[(y + dy) * width + x + dx] = (byte) 255;
            }
        }
        return new Image(width, height, PixelOrder.GRAY8, pixels);
    }

    private static TestGraph mean(long batch, long channels) {
        return TestGraph.of(batch, channels, 4, 4)
                .node("ReduceMean", "pred_score", List.of("input"), "axes", new long[] {1, 2, 3}, "keepdims", 0L)
                .output("pred_score", TestGraph.FLOAT, batch);
    }

    /** A network of one class that looks at {@code ready}. */
    private static TestGraph segmentation(java.util.function.UnaryOperator<TestGraph> begin) {
        return begin.apply(TestGraph.of(1, 3, 4, 4))
                .node("ReduceMean", "mask", List.of("ready"), "axes", new long[] {1}, "keepdims", 1L)
                .output("mask", TestGraph.FLOAT, 1, 1, 4, 4);
    }

    private ModelProfile resolve(Path model) {
        return Families.resolve(Detectors.facts(model));
    }

    private static Prediction predict(Path model, Image image) {
        try (OnnxDetector detector = Detectors.open(model, ProviderPreference.CPU)) {
            return detector.predict(image);
        }
    }

    private static Prediction predict(Path model, ModelProfile profile, Image image) {
        try (OnnxDetector detector = Detectors.open(model, profile, ProviderPreference.CPU)) {
            return detector.predict(image);
        }
    }

    private Path write(TestGraph graph) {
        return graph.write(folder.resolve("model.onnx"));
    }
}
