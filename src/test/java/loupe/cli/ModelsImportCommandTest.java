package loupe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.SplittableRandom;
import loupe.config.Home;
import loupe.config.RecipeBook;
import loupe.detect.TestGraph;
import loupe.domain.Calibration;
import loupe.domain.Image;
import loupe.domain.PixelOrder;
import loupe.domain.Recipe;
import loupe.imaging.ImageCodec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a stranger's file to an uncalibrated recipe; and what the parity doctor sees on the way. */
class ModelsImportCommandTest {
    private static final int SIDE = 8;

    @TempDir
    Path folder;

    private final Console console = new Console();

    /** Good parts are grey; defects are as bright, but blue. */
    @BeforeEach
    void samples() throws IOException {
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 12; i++) {
            boolean good = i % 2 == 0;
            int level = 70 + random.nextInt(100);
            int[] rgb = good ? new int[] {level, level, level} : new int[] {level / 2, level, level + level / 2};
            Path file = folder.resolve("samples/test/" + (good ? "good" : "blue") + "/" + i + ".png");
            Files.createDirectories(file.getParent());
            Files.write(file, ImageCodec.png(filled(rgb)));
        }
        Path train = Files.createDirectories(folder.resolve("samples/train/good"));
        Files.write(train.resolve("0.png"), ImageCodec.png(filled(new int[] {90, 90, 90})));
    }

    /** A recipe is made, nothing is armed: thresholds that came with the model are shown and not used (I-13). */
    @Test
    void storesAnUncalibratedRecipeThatPassesNothing() throws IOException {
        Path model = blue("anomaly.onnx", "output", -1, 0, 1);
        Files.writeString(
                folder.resolve("metadata.json"),
                "{\"image_threshold\": 0.5, \"pixel_threshold\": 0.4, \"min\": 0, \"max\": 1}");
        assertThat(run("models", "import", model, "--samples", folder.resolve("samples"), "--name", "Blue parts"))
                .as(console.err())
                .isZero();
        assertThat(console.out())
                .contains("anomalib-v1: A metadata.json", "suggestion.image", "0.5", "input.order", "RGB", "FED AS")
                .contains("blue-parts v1 “Blue parts” stored, uncalibrated");
        RecipeBook book = new RecipeBook(new Home(folder.resolve("home")), Clock.systemUTC());
        Recipe recipe = book.find("blue-parts").orElseThrow();
        assertThat(recipe.calibration()).isEqualTo(Calibration.UNCALIBRATED);
        assertThat(recipe.rule().fail()).isInfinite();
        assertThat(run("inspect", folder.resolve("samples/test"), "--recipe", "blue-parts", "--no-journal"))
                .isEqualTo(1);
        assertThat(console.err()).contains("12 images: 0 pass, 12 review, 0 fail, 0 error");
        Path stored = book.modelPath(recipe);
        JsonNode profile = new ObjectMapper()
                .readTree(Files.readAllBytes(stored.resolveSibling(recipe.modelSha256() + ".model-profile.json")));
        assertThat(profile.path("references")).hasSize(11);
        assertThat(profile.path("files")).hasSize(6);
        assertThat(Files.readAllBytes(stored)).isEqualTo(Files.readAllBytes(model));
    }

    /** On another station the model is read as here, without the pictures of parts; its drawn references hold. */
    @Test
    void aRecipeFileCarriesHowTheModelIsRead() {
        Path model = blue("bgr.onnx", "anomaly_map", 1, 0, -1);
        Path samples = folder.resolve("samples");
        assertThat(run("models", "import", model, "--set", "input.order=bgr", "--samples", samples, "--name", "B"))
                .isZero();
        assertThat(run("models", "import", model, "--name", "C")).isEqualTo(2);
        assertThat(console.err()).contains("the recipe b reads this model in another way");
        Path file = folder.resolve("b.loupe");
        assertThat(run("recipes", "export", "b", file)).as(console.err()).isZero();
        Path other = folder.resolve("other");
        assertThat(console.run("--home", other, "recipes", "import", file))
                .as(console.err())
                .isZero();
        assertThat(console.run("--home", other, "inspect", samples, "--recipe", "b", "--no-journal", "--json"))
                .isEqualTo(1);
        String there = console.out();
        assertThat(run("inspect", samples, "--recipe", "b", "--no-journal", "--json"))
                .isEqualTo(1);
        assertThat(scores(there)).isEqualTo(scores(console.out())).hasSizeGreaterThan(6);
        assertThat(scores(there)).as("blue was found, so BGR was fed").anyMatch(score -> score > 0.2);
    }

    @Test
    void anOnnxIsRefusedWhereOnlySignedFilesAreTakenAndIsAnActElsewhere() {
        Path model = blue("plain.onnx", "anomaly_map", -1, 0, 1);
        assertThat(run("recipes", "keys", "require")).as(console.err()).isZero();
        assertThat(run("models", "import", model, "--look")).isZero();
        assertThat(run("models", "import", model)).isEqualTo(2);
        assertThat(console.err()).contains("REC-12");
        assertThat(new RecipeBook(new Home(folder.resolve("home")), Clock.systemUTC()).isEmpty())
                .isTrue();
        assertThat(run("recipes", "keys", "require", "--off")).isZero();
        assertThat(run("models", "import", model)).isZero();
        assertThat(run("audit")).isZero();
        assertThat(console.out()).containsPattern("import +plain v1 .*plain.onnx, not signed");
    }

    private static List<Double> scores(String json) {
        try {
            return new ObjectMapper()
                    .readTree(json).findValues("score").stream()
                            .map(JsonNode::doubleValue)
                            .toList();
        } catch (IOException e) {
            throw new AssertionError(json, e);
        }
    }

    /** I-6: weights that lie beside the model are kept with it, under their names, and compared at every start. */
    @Test
    void weightsBesideTheModelAreKept() throws IOException {
        Path model = TestGraph.of(1, 3, SIDE, SIDE)
                .external("more", 1, "weights/part.bin")
                .node("Add", "sum", List.of("input", "more"))
                .node("ReduceMean", "anomaly_map", List.of("sum"), "axes", new long[] {1}, "keepdims", 1L)
                .output("anomaly_map", TestGraph.FLOAT, 1, 1, SIDE, SIDE)
                .write(folder.resolve("large.onnx"));
        Files.createDirectory(folder.resolve("weights"));
        Files.write(folder.resolve("weights/part.bin"), new byte[4]);
        assertThat(run("models", "import", model)).as(console.err()).isZero();
        Files.delete(folder.resolve("weights/part.bin"));
        assertThat(run("inspect", folder.resolve("samples/train"), "--recipe", "large", "--no-journal"))
                .isEqualTo(1);
        RecipeBook book = new RecipeBook(new Home(folder.resolve("home")), Clock.systemUTC());
        Path stored = book.modelPath(book.find("large").orElseThrow());
        Path weights = stored.resolveSibling(stored.getFileName() + "-data").resolve("weights/part.bin");
        Files.write(weights, new byte[] {1, 2, 3, 4});
        assertThat(run("inspect", folder.resolve("samples/train"), "--recipe", "large", "--no-journal"))
                .isEqualTo(2);
        assertThat(console.err()).contains("MOD-05", "weights/part.bin");
    }

    /** The model was trained on BGR and finds blue in the first channel: there red is, when RGB is fed. */
    @Test
    void wrongChannelOrderIsCaught() {
        Path model = blue("bgr.onnx", "anomaly_map", 1, 0, -1);
        JsonNode json = look(model, "--set", "input.order=rgb");
        assertThat(auroc(json, 0)).isLessThan(0.6);
        assertThat(json.path("advice").toString())
                .contains("separates better")
                .contains("--set input.order=bgr")
                .doesNotContain("scale.mean");
        JsonNode right = look(model, "--set", "input.order=bgr");
        assertThat(auroc(right, 0)).isEqualTo(1);
        assertThat(right.path("advice").toString()).contains("No other way separates");
    }

    /** The graph normalises by itself: done twice, everything is cut off at 0. */
    @Test
    void doubleNormalisationIsCaught() {
        Path model = normalising("twice.onnx");
        JsonNode json = look(
                model,
                "--set",
                "scale.mean=[0.5]",
                "--set",
                "scale.std=[0.25]",
                "--set",
                "scale.normalisation=outside");
        assertThat(auroc(json, 0)).isLessThan(0.6);
        assertThat(json.path("parity").get(0).path("saturated").asDouble()).isEqualTo(1);
        assertThat(json.path("advice").toString())
                .contains("100 % of the scores are exactly 0 or 1")
                .contains("separates better", "--set scale.mean=[0.0]");
    }

    /** anomalib without a validation set passes raw values on: then ½ is no threshold. */
    @Test
    void rawScoresOfAModelThatShouldNormaliseAreSeen() {
        Path model = start(new float[] {-100, 0, 100}, "input", TestGraph.of(1, 3, SIDE, SIDE))
                .node("Identity", "anomaly_map", List.of("weighed"))
                .output("anomaly_map", TestGraph.FLOAT, 1, 1, SIDE, SIDE)
                .write(folder.resolve("raw.onnx"));
        JsonNode profile = look(model).path("profile");
        assertThat(profile.path("family").asText()).isEqualTo("anomalib-v2");
        assertThat(profile.path("reading.range").asText()).isEqualTo("RAW");
        assertThat(profile.path("suggestion.image").asText()).isEqualTo("NaN");
        assertThat(console.err()).contains("they are raw");
    }

    /** From a stranger's file to verdicts: nothing passes before the calibration, and what it says passes after. */
    @Test
    void calibratedItJudges() {
        Path model = blue("anomaly.onnx", "anomaly_map", -1, 0, 1);
        Path samples = folder.resolve("samples");
        assertThat(run("models", "import", model, "--samples", samples, "--name", "B"))
                .isZero();
        assertThat(run("calibrate", samples, "--recipe", "b", "--policy", "zero-miss", "--who", "me", "--why", "test"))
                .as(console.err())
                .isZero();
        assertThat(run("inspect", folder.resolve("samples/test"), "--recipe", "b", "--no-journal"))
                .isEqualTo(1);
        assertThat(console.err()).contains("12 images: 6 pass, 0 review, 6 fail, 0 error");
    }

    @Test
    void saturationAloneIsReported() {
        Path model = blue("steep.onnx", "anomaly_map", -1000, 0, 1000);
        assertThat(look(model).path("advice").toString()).contains("of the scores are exactly 0 or 1");
    }

    @Test
    void asksWhatItCannotKnow() {
        Path model = blue("logits.onnx", "logits", -1, 0, 1);
        assertThat(run("models", "import", model, "--family", "custom", "--look"))
                .isEqualTo(2);
        assertThat(console.err()).contains("--set reading.outputs.NAME", "[logits]");
        assertThat(run("models", "import", model, "--set", "input.colour=red", "--look"))
                .isEqualTo(64);
        assertThat(console.err()).contains("there is no field “input.colour”", "input.order");
        assertThat(run("models", "import", model, "--family", "martian")).isEqualTo(64);
    }

    /** The window's way: no questions asked, and none needed. */
    @Test
    void recipesImportTakesModelsAsWell() {
        Path model = blue("Blue map.onnx", "anomaly_map", -1, 0, 1);
        assertThat(run("recipes", "import", model)).as(console.err()).isZero();
        assertThat(console.out()).contains("blue-map v1 “Blue map” imported");
        assertThat(run("recipes")).isZero();
        assertThat(console.out()).contains("uncalibrated", "-Infinity", "Infinity");
        Path unknown = blue("unknown.onnx", "something", -1, 0, 1);
        assertThat(run("recipes", "import", unknown))
                .as("one channel: a segmentation network")
                .isZero();
        Path asks = TestGraph.of(1, 3, SIDE, SIDE)
                .node("GlobalAveragePool", "pooled", List.of("input"))
                .node("Flatten", "logits", List.of("pooled"))
                .output("logits", TestGraph.FLOAT, 1, 3)
                .write(folder.resolve("asks.onnx"));
        assertThat(run("recipes", "import", asks)).isEqualTo(2);
        assertThat(console.err()).contains("MOD-02", "reading.defects");
    }

    @Test
    void doctorAndBench() {
        Path model = blue("m.onnx", "anomaly_map", -1, 0, 1);
        assertThat(run("models", "doctor")).isZero();
        assertThat(console.out()).contains("CPU", "not in this build of ONNX Runtime");
        assertThat(run("models", "doctor", model)).isZero();
        assertThat(console.out()).contains("works, gives what the CPU gives");
        assertThat(run("models", "bench", model, "--runs", 3)).isZero();
        assertThat(console.out()).contains("Whole prediction to bare model on the CPU");
    }

    private JsonNode look(Path model, Object... more) {
        Object[] words = new Object[more.length + 7];
        System.arraycopy(
                new Object[] {"models", "import", model, "--look", "--json", "--samples", folder.resolve("samples")},
                0,
                words,
                0,
                7);
        System.arraycopy(more, 0, words, 7, more.length);
        assertThat(run(words)).as(console.err()).isZero();
        try {
            return new ObjectMapper().readTree(console.out());
        } catch (IOException e) {
            throw new AssertionError(console.out(), e);
        }
    }

    private static double auroc(JsonNode json, int row) {
        return json.path("parity").get(row).path("auroc").asDouble();
    }

    private int run(Object... args) {
        Object[] all = new Object[args.length + 2];
        all[0] = "--home";
        all[1] = folder.resolve("home");
        System.arraycopy(args, 0, all, 2, args.length);
        return console.run(all);
    }

    private static Image filled(int[] rgb) {
        byte[] pixels = new byte[SIDE * SIDE * 3];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) rgb[i % 3];
        }
        return new Image(SIDE, SIDE, PixelOrder.RGB8, pixels);
    }

    private Path blue(String name, String output, float... weights) {
        return start(weights, "input", TestGraph.of(1, 3, SIDE, SIDE))
                .node("Clip", output, List.of("weighed", "zero", "one"))
                .output(output, TestGraph.FLOAT, 1, 1, SIDE, SIDE)
                .write(folder.resolve(name));
    }

    /**
     * Normalises by itself; 1 where blue is half of white more than red, 0 where it is no more or all of white more.
     */
    private Path normalising(String name) {
        TestGraph graph = TestGraph.of(1, 3, SIDE, SIDE)
                .floats("mean", new long[] {1}, 0.5f)
                .floats("std", new long[] {1}, 0.25f)
                .node("Sub", "centred", List.of("input", "mean"))
                .node("Div", "normal", List.of("centred", "std"));
        return start(new float[] {-1, 0, 1}, "normal", graph)
                .floats("two", new long[] {1}, 2)
                .node("Sub", "beyond", List.of("weighed", "two"))
                .node("Abs", "away", List.of("beyond"))
                .node("Sub", "near", List.of("one", "away"))
                .node("Clip", "anomaly_map", List.of("near", "zero", "one"))
                .output("anomaly_map", TestGraph.FLOAT, 1, 1, SIDE, SIDE)
                .write(folder.resolve(name));
    }

    private static TestGraph start(float[] weights, String from, TestGraph graph) {
        return graph.floats("weights", new long[] {1, 3, 1, 1}, weights)
                .floats("zero", new long[0], 0)
                .floats("one", new long[0], 1)
                .node("Conv", "weighed", List.of(from, "weights"));
    }
}
