package loupe.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import loupe.domain.AnomalyMap;
import loupe.domain.Calibration;
import loupe.domain.DecisionRule;
import loupe.domain.Detector;
import loupe.domain.DetectorInfo;
import loupe.domain.DisplayScale;
import loupe.domain.Image;
import loupe.domain.Inspector;
import loupe.domain.PixelOrder;
import loupe.domain.Prediction;
import loupe.domain.Progress;
import loupe.domain.Recipe;
import loupe.domain.SampleSet;
import loupe.domain.ScoreSource;
import loupe.domain.Timings;
import loupe.imaging.ImageCodec;
import loupe.samples.SampleFolders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluationTest {
    private static final int SIZE = 32;

    @TempDir
    Path root;

    /** Its map is the image itself in 2×2 blocks' upper left pixels: white is a defect. */
    private static final class Brightness implements Detector {
        @Override
        public Prediction predict(Image image) {
            int w = image.width() / 2;
            float[] scores = new float[w * image.height() / 2];
            float max = 0;
            for (int i = 0; i < scores.length; i++) {
                int at = (i / w * 2) * image.width() + i % w * 2;
                scores[i] = image.pixels()[at] & 0xff;
                max = Math.max(max, scores[i]);
            }
            return new Prediction(max, new AnomalyMap(w, image.height() / 2, scores, image.bounds()), Timings.ZERO);
        }

        @Override
        public DetectorInfo info() {
            return new DetectorInfo("0".repeat(64), 123, "CPU", "test", 0, 0, Map.of());
        }

        @Override
        public void close() {}
    }

    @Test
    void measuresImagesAndPixels() throws Exception {
        part("test/good/1.png", 10, 0);
        part("test/good/2.png", 10, 0);
        part("test/dent/1.png", 10, 200);
        part("ground_truth/dent/1_mask.png", 0, 255);
        part("test/dent/2.png", 10, 0); // no mask and nothing to see: ties with good
        part("test/spot/1.png", 10, 100);
        part("ground_truth/spot/1_mask.png", 0, 255);
        Files.write(root.resolve("test/spot/2.png"), new byte[] {1, 2, 3});
        EvaluationResult r = evaluate();
        assertThat(r.images()).isEqualTo(6);
        assertThat(r.errors()).isEqualTo(1);
        // 2 good against 200, 10, 100: (2 + 1 + 2) of 6
        assertThat(r.imageAuroc()).hasValueCloseTo(5.0 / 6, within(1e-12));
        assertThat(r.perType().keySet()).containsExactly("dent", "good", "spot");
        assertThat(r.perType().get("dent").imageAuroc()).hasValueCloseTo(0.75, within(1e-12));
        assertThat(r.perType().get("spot")).isEqualTo(new EvaluationResult.TypeResult(1, OptionalDouble.of(1)));
        assertThat(r.auPro().orElseThrow()).isBetween(0.98, 1.0);
        assertThat(r.perType().get("good").n()).isEqualTo(2);
        assertThat(r.perType().get("good").imageAuroc()).isEmpty();
        assertThat(r.f1Max()).hasValueCloseTo(0.8, within(1e-12));
        assertThat(r.f1Threshold()).hasValue(100);
        // bilinear reading blurs the block's border: found, but not without neighbours
        assertThat(r.pixelAuroc().orElseThrow()).isBetween(0.98, 1.0);
        assertThat(r.modelBytes()).isEqualTo(123);
        assertThat(r.msP95().orElseThrow()).isGreaterThanOrEqualTo(r.msP50().orElseThrow());
        assertThat(r.teachSeconds()).isEmpty();
        assertThat(r.taughtIn(3).teachSeconds()).hasValue(3);
    }

    @Test
    void whatCannotBeMeasuredIsEmpty() throws Exception {
        part("test/good/1.png", 10, 0);
        EvaluationResult r = evaluate();
        assertThat(r.imageAuroc()).isEmpty();
        assertThat(r.f1Max()).isEmpty();
        assertThat(r.pixelAuroc()).isEmpty();
        assertThat(r.auPro()).isEmpty();
        assertThat(r.msP50()).isPresent();
        EvaluationResult nothing =
                Evaluation.of(new SampleSet("none", List.of(), List.of()), inspector(), Progress.NONE);
        assertThat(nothing.msP50()).isEmpty();
    }

    @Test
    void percentilesAreNearestRank() {
        double[] times = {1, 2, 3, 4};
        assertThat(Percentile.of(times, 0.5)).hasValue(2);
        assertThat(Percentile.of(times, 0.95)).hasValue(4);
        assertThat(Percentile.of(times, 0)).hasValue(1);
    }

    private EvaluationResult evaluate() {
        return Evaluation.of(SampleFolders.read(root), inspector(), Progress.NONE);
    }

    private static Inspector inspector() {
        DecisionRule rule = new DecisionRule(50, 150, 50, 0, ScoreSource.MODEL);
        Recipe recipe = new Recipe(
                "test",
                1,
                "Test",
                "",
                Optional.empty(),
                "0".repeat(64),
                rule,
                new DisplayScale(0, 1),
                Calibration.CALIBRATED,
                Instant.EPOCH);
        return new Inspector(recipe, new Brightness(), Clock.systemUTC());
    }

    /** An even picture with an 8×8 block in it. */
    private void part(String file, int level, int block) throws Exception {
        byte[] pixels = new byte[SIZE * SIZE];
        for (int i = 0; i < pixels.length; i++) {
            boolean inside = i % SIZE / 8 == 1 && i / SIZE / 8 == 2;
            pixels[i] = (byte) (inside ? Math.max(level, block) : level);
        }
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.write(path, ImageCodec.png(new Image(SIZE, SIZE, PixelOrder.GRAY8, pixels)));
    }
}
