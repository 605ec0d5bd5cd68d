package loupe.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import loupe.detect.profile.Families;
import loupe.detect.profile.ModelProfile;
import loupe.detect.profile.ProfileJson;
import loupe.detect.profile.Reading.Activation;
import loupe.domain.Calibration;
import loupe.domain.ClassRule;
import loupe.domain.DecisionRule;
import loupe.domain.DefectClass;
import loupe.domain.DefectRegion;
import loupe.domain.DisplayScale;
import loupe.domain.Image;
import loupe.domain.Outcome;
import loupe.domain.PixelOrder;
import loupe.domain.Prediction;
import loupe.domain.Recipe;
import loupe.domain.Region;
import loupe.domain.ScoreSource;
import loupe.domain.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every kind of model that tells classes apart, from its graph to named regions; all values by hand. */
class ClassesTest {
    /** A cell of a 4×4 map is 10×10 pixels. */
    private static final Image PART = TestModels.filled(40, 40, PixelOrder.RGB8, 90);

    private static final DefectClass SCRATCH = new DefectClass(1, "scratch");
    private static final DefectClass STAIN = new DefectClass(2, "stain");
    private static final DecisionRule PLAIN = new DecisionRule(0.5, 0.5, 0.5, 0, ScoreSource.MAP_MAX);

    @TempDir
    Path folder;

    /** Two scratches, 200 and 100 pixels², and two stains of 200; the scratch and the stain below touch at a corner. */
    @Test
    void classIndices() {
        int[] kinds = {
            1, 1, 0, 2,
            0, 0, 0, 2,
            0, 2, 2, 0,
            1, 0, 0, 0
        };
        Path model = write(TestGraph.of(1, 3, 4, 4)
                .floats("logits", new long[] {1, 3, 4, 4}, oneHot(kinds))
                .node("ArgMax", "output", List.of("logits"), "axis", 1L, "keepdims", 1L)
                .output("output", TestGraph.INT64, 1, 1, 4, 4));
        ModelProfile profile = named(resolve(model), "[\"ground\", \"scratch\", \"stain\"]", "[1, 2]");
        Prediction p = predict(model, profile);
        assertThat(p.map().scores()).containsExactly(1, 1, 0, 1, 0, 0, 0, 1, 0, 1, 1, 0, 1, 0, 0, 0);
        assertThat(p.map().classes().orElseThrow().cells())
                .containsExactly(1, 1, 0, 2, 0, 0, 0, 2, 0, 2, 2, 0, 1, 0, 0, 0);
        Verdict verdict = judge(PLAIN, p);
        assertThat(verdict.counts()).containsExactlyInAnyOrderEntriesOf(Map.of(SCRATCH, 2, STAIN, 1));
        assertThat(verdict.regions())
                .as("corners connect places of one class, not of two")
                .extracting(DefectRegion::area)
                .containsExactlyInAnyOrder(200.0, 400.0, 100.0);
        assertThat(verdict.regions().get(0).kind())
                .as("the largest, all being equally sure")
                .contains(STAIN);
        assertThat(verdict.regions().get(0).box()).isEqualTo(new Region(10, 0, 30, 30));
    }

    @Test
    void softmaxOfLogits() {
        float ground = 0;
        float scratch = (float) Math.log(2);
        float stain = (float) Math.log(5);
        float[] logits = new float[48];
        for (int i = 0; i < 16; i++) {
            logits[i] = ground;
            logits[16 + i] = scratch;
            logits[32 + i] = i < 4 ? stain : ground;
        }
        Path model = write(TestGraph.of(1, 3, 8, 8) // of the input's own shape it would be a reconstruction
                .floats("logits", new long[] {1, 3, 4, 4}, logits)
                .node("Identity", "output", List.of("logits"))
                .output("output", TestGraph.FLOAT, 1, 3, 4, 4));
        ModelProfile profile = named(resolve(model), "[\"ground\", \"scratch\", \"stain\"]", "[1, 2]");
        assertThat(profile.reading().activation()).isEqualTo(Activation.SOFTMAX);
        Prediction p = predict(model, profile);
        assertThat(p.map().scores()[0]).as("(2 + 5) / (1 + 2 + 5)").isCloseTo(7 / 8f, within(1e-6f));
        assertThat(p.map().scores()[4]).as("(2 + 1) / (1 + 2 + 1)").isCloseTo(3 / 4f, within(1e-6f));
        assertThat(p.map().classes().orElseThrow().at(0)).contains(STAIN);
        assertThat(p.map().classes().orElseThrow().at(4)).contains(SCRATCH);
        assertThat(judge(PLAIN, p).regions())
                .extracting(r -> r.kind().orElseThrow().name() + " " + r.area())
                .containsExactly("stain 400.0", "scratch 1200.0");
        DecisionRule surer = with(PLAIN, new ClassRule(SCRATCH, OptionalDouble.of(0.8), 0, 0, Outcome.FAIL));
        assertThat(judge(surer, p).counts())
                .as("3/4 is under the scratch's own 0.8")
                .isEqualTo(Map.of(STAIN, 1));
    }

    @Test
    void aSigmoidForEachClass() {
        float[] logits = new float[32];
        java.util.Arrays.fill(logits, -4);
        logits[0] = (float) Math.log(4); // 0.8
        logits[16] = (float) Math.log(9); // 0.9 in the same place
        logits[15] = (float) Math.log(3); // 0.75
        Path model = write(TestGraph.of(1, 3, 4, 4)
                .floats("logits", new long[] {1, 2, 4, 4}, logits)
                .node("Sigmoid", "output", List.of("logits"))
                .output("output", TestGraph.FLOAT, 1, 2, 4, 4));
        ModelProfile profile = resolve(model);
        assertThat(profile.reading().activation()).isEqualTo(Activation.INDEPENDENT);
        assertThat(profile.reading().defects()).as("no background is needed").containsExactly(0, 1);
        Prediction p = predict(model, profile);
        assertThat(p.map().scores()[0]).as("the surer class, not the sum").isCloseTo(0.9f, within(1e-6f));
        assertThat(p.map().scores()[15]).isCloseTo(0.75f, within(1e-6f));
        assertThat(judge(PLAIN, p).counts()).isEqualTo(Map.of(DefectClass.unnamed(1), 1, DefectClass.unnamed(0), 1));
    }

    /** Boxes of three classes with one mask for all: the left half; where two cover a place the surer one names it. */
    @Test
    void ultralyticsSegment() {
        float[] mask = new float[16];
        for (int i = 0; i < 16; i++) {
            mask[i] = i % 4 < 2 ? 5 : -5;
        }
        Path model = write(TestGraph.of(1, 3, 32, 32)
                .floats(
                        "boxes",
                        new long[] {1, 8, 2},
                        16,
                        16, // centre x
                        16,
                        4, // centre y: all, and the top row
                        32,
                        32, // width
                        32,
                        8, // height
                        0.1f,
                        0.1f, // ok
                        0.6f,
                        0.2f, // scratch
                        0.3f,
                        0.9f, // stain
                        1,
                        1) // coefficient
                .floats("masks", new long[] {1, 1, 4, 4}, mask)
                .node("Identity", "output0", List.of("boxes"))
                .node("Identity", "output1", List.of("masks"))
                .output("output0", TestGraph.FLOAT, 1, 8, 2)
                .output("output1", TestGraph.FLOAT, 1, 1, 4, 4)
                .metadata("author", "Ultralytics")
                .metadata("task", "segment")
                .metadata("imgsz", "[32, 32]")
                .metadata("names", "{0: 'ok', 1: 'scratch', 2: 'stain'}"));
        Prediction p = predict(model, resolve(model));
        assertThat(p.score()).isEqualTo(0.9f);
        assertThat(p.map().scores())
                .containsExactly(0.9f, 0.9f, 0, 0, 0.6f, 0.6f, 0, 0, 0.6f, 0.6f, 0, 0, 0.6f, 0.6f, 0, 0);
        assertThat(judge(PLAIN, p).regions())
                .extracting(r -> r.kind().orElseThrow().name() + " " + r.area())
                .containsExactly("stain 200.0", "scratch 600.0");
        assertThat(judge(PLAIN, p).kind()).contains(STAIN);
    }

    @Test
    void classesKeepTheirPlaceWhenThePaddingIsCutOff() {
        int[] kinds = {
            1, 1, 1, 1,
            1, 2, 0, 0,
            0, 0, 2, 1,
            2, 2, 2, 2
        };
        Path model = write(TestGraph.of(1, 3, 4, 4)
                .floats("logits", new long[] {1, 3, 4, 4}, oneHot(kinds))
                .node("ArgMax", "output", List.of("logits"), "axis", 1L, "keepdims", 1L)
                .output("output", TestGraph.INT64, 1, 1, 4, 4));
        ModelProfile profile = named(resolve(model), "[]", "[1, 2]");
        profile = profile.with(profile.size().letterBoxed(0));
        try (OnnxDetector detector = Detectors.open(model, profile, ProviderPreference.CPU)) {
            Prediction p = detector.predict(TestModels.filled(40, 20, PixelOrder.RGB8, 90));
            assertThat(p.map().classes().orElseThrow().cells()).containsExactly(1, 2, 0, 0, 0, 0, 2, 1);
            assertThat(detector.info().classes()).containsExactly(DefectClass.unnamed(1), DefectClass.unnamed(2));
        }
    }

    @Test
    void aClassifierNamesWhatWins() {
        Path model = classifier(0.5f, 0.2f, 0.3f);
        ModelProfile profile = named(resolve(model), "[\"good\", \"scratch\", \"stain\"]", "[1, 2]");
        Prediction p = predict(model, profile);
        assertThat(p.score()).isCloseTo(0.5f, within(1e-6f));
        assertThat(p.winner()).contains(new DefectClass(0, "good"));
        DecisionRule passes = new DecisionRule(0.6, 0.6, 0.6, 0, ScoreSource.MODEL);
        assertThat(judge(passes, p).kind())
                .as("a part that passes may be called good")
                .contains(p.winner().get());
        DecisionRule fails = new DecisionRule(0.4, 0.4, 0.4, 0, ScoreSource.MODEL);
        assertThat(judge(fails, p).kind())
                .as("one that fails is called by its likeliest defect")
                .contains(STAIN);
        DecisionRule nowhere = new DecisionRule(0.4, 0.4, 2, 0, ScoreSource.MODEL);
        assertThat(judge(nowhere, p).kind()).as("never by a good class").isEmpty();
    }

    private Path classifier(float... probabilities) {
        return write(TestGraph.of(1, 3, 4, 4)
                .floats("p", new long[] {1, probabilities.length}, probabilities)
                .node("Log", "logits", List.of("p"))
                .node("Softmax", "output", List.of("logits"))
                .output("output", TestGraph.FLOAT, 1, probabilities.length));
    }

    private static float[] oneHot(int... kinds) {
        float[] logits = new float[3 * kinds.length];
        for (int i = 0; i < kinds.length; i++) {
            logits[kinds[i] * kinds.length + i] = 1;
        }
        return logits;
    }

    private static DecisionRule with(DecisionRule rule, ClassRule... classes) {
        return new DecisionRule(
                rule.review(), rule.fail(), rule.pixel(), rule.minimumArea(), rule.source(), List.of(classes));
    }

    private static ModelProfile named(ModelProfile profile, String names, String defects) {
        return ProfileJson.with(ProfileJson.with(profile, "reading.classes", names), "reading.defects", defects);
    }

    private static Verdict judge(DecisionRule rule, Prediction p) {
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
                        Instant.EPOCH)
                .judge(p);
    }

    private static ModelProfile resolve(Path model) {
        return Families.resolve(Detectors.facts(model));
    }

    private static Prediction predict(Path model, ModelProfile profile) {
        try (OnnxDetector detector = Detectors.open(model, profile, ProviderPreference.CPU)) {
            return detector.predict(PART);
        }
    }

    private Path write(TestGraph graph) {
        return graph.write(folder.resolve("model.onnx"));
    }
}
