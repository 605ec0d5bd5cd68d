package loupe.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import loupe.domain.AnomalyMap;
import loupe.domain.Calibration;
import loupe.domain.DecisionRule;
import loupe.domain.DetectorInfo;
import loupe.domain.DisplayScale;
import loupe.domain.Frame;
import loupe.domain.Image;
import loupe.domain.Inspector;
import loupe.domain.PixelOrder;
import loupe.domain.Prediction;
import loupe.domain.Recipe;
import loupe.domain.ScoreSource;
import loupe.domain.Tiling;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Convolutions pad with zeros, so every tile is wrong along its edges; of the blended map nobody must be able to tell. */
class TiledModelTest {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 512;

    @TempDir
    Path folder;

    /** Two layers of 5×5, and a map of one cell for four pixels: the network sees 5 pixels around a cell. */
    @Test
    void noSeamIsVisible() {
        Image image = noise();
        AnomalyMap whole = map(image, model(HEIGHT, WIDTH), Optional.empty());
        AnomalyMap tiled = map(image, model(128, 128), Optional.of(new Tiling(128, 128, 0.25)));
        assertThat(tiled.width()).isEqualTo(whole.width()).isEqualTo(160);
        assertThat(tiled.covered()).isEqualTo(whole.covered());
        float worst = 0;
        for (int i = 0; i < tiled.scores().length; i++) {
            worst = Math.max(worst, Math.abs(tiled.scores()[i] - whole.scores()[i]));
        }
        assertThat(worst).as("largest difference, at tile borders too").isLessThan(1e-5f);
        AnomalyMap hard = map(image, model(128, 128), Optional.of(new Tiling(128, 128, 0)));
        float seam = 0;
        for (int i = 0; i < hard.scores().length; i++) {
            seam = Math.max(seam, Math.abs(hard.scores()[i] - whole.scores()[i]));
        }
        assertThat(seam)
                .as("without overlap it could be seen: the test can fail")
                .isGreaterThan(0.05f);
    }

    @Test
    void tilesNeedNoOtherModel() {
        Image image = noise();
        try (Inspector inspector = inspector(model(128, 128), Optional.of(new Tiling(128, 128, 0.25)))) {
            Prediction p = inspector
                    .inspect(new Frame(1, "test", Instant.EPOCH, image))
                    .prediction()
                    .orElseThrow();
            assertThat(p.score()).as("of the worst tile").isCloseTo(p.map().max(), within(0.05f));
            assertThat(p.timings().inference()).isPositive();
            assertThat(inspector.detector().inputWidth()).isEqualTo(128);
        }
    }

    private AnomalyMap map(Image image, Path model, Optional<Tiling> tiling) {
        try (Inspector inspector = inspector(model, tiling)) {
            return inspector
                    .inspect(new Frame(1, "test", Instant.EPOCH, image))
                    .prediction()
                    .orElseThrow()
                    .map();
        }
    }

    private static Inspector inspector(Path model, Optional<Tiling> tiling) {
        OnnxDetector detector = Detectors.open(model, ProviderPreference.CPU);
        DetectorInfo info = detector.info();
        Recipe recipe = new Recipe(
                "test",
                1,
                "Test",
                "",
                Optional.empty(),
                info.sha256(),
                new DecisionRule(1, 1, 1, 0, ScoreSource.MODEL),
                new DisplayScale(0, 1),
                Calibration.UNCALIBRATED,
                Instant.EPOCH);
        return new Inspector(recipe.withView(Optional.empty(), tiling), detector, Clock.systemUTC());
    }

    private Path model(int height, int width) {
        float[] first = new float[3 * 25];
        Arrays.fill(first, 1 / 75f);
        float[] second = new float[25];
        Arrays.fill(second, 1 / 25f);
        long[] same = {2, 2, 2, 2};
        return TestGraph.of(1, 3, height, width)
                .floats("first", new long[] {1, 3, 5, 5}, first)
                .floats("second", new long[] {1, 1, 5, 5}, second)
                .node("Conv", "one", List.of("input", "first"), "pads", same)
                .node("Conv", "two", List.of("one", "second"), "pads", same)
                .node(
                        "AveragePool",
                        "anomaly_map",
                        List.of("two"),
                        "kernel_shape",
                        new long[] {4, 4},
                        "strides",
                        new long[] {4, 4})
                .node("ReduceMax", "pred_score", List.of("anomaly_map"), "axes", new long[] {1, 2, 3}, "keepdims", 0L)
                .output("anomaly_map", TestGraph.FLOAT, 1, 1, height / 4, width / 4)
                .output("pred_score", TestGraph.FLOAT, 1)
                .contract()
                .write(folder.resolve(width + ".onnx"));
    }

    private static Image noise() {
        SplittableRandom random = new SplittableRandom(5);
        byte[] pixels = new byte[WIDTH * HEIGHT * 3];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) random.nextInt(100, 256);
        }
        return new Image(WIDTH, HEIGHT, PixelOrder.RGB8, pixels);
    }
}
