package loupe.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ImageMetricsTest {
    @Test
    void byHand() {
        ImageMetrics m = ImageMetrics.of(Scoreboard.of(new float[] {1, 2, 3, 4}, new float[] {3, 5, 6}), 1);
        assertThat(m.pg0()).hasValue(0.5); // T = 3 keeps 1 and 2
        assertThat(m.pb0().orElseThrow()).isCloseTo(2.0 / 3, within(1e-12)); // above 4: 5 and 6
        assertThat(m.accuracyZfn().orElseThrow()).isCloseTo(5.0 / 7, within(1e-12));
        assertThat(m.zeroMissThreshold()).hasValue(3);
        assertThat(m.auroc().orElseThrow()).isCloseTo(10.5 / 12, within(1e-12));
        assertThat(m.aurocInterval().orElseThrow().contains(m.auroc().orElseThrow()))
                .isTrue();
        ImageMetrics none = ImageMetrics.of(Scoreboard.of(new float[] {1}, new float[0]), 1);
        assertThat(none.auroc()).isEmpty();
        assertThat(none.good()).isEqualTo(1);
    }

    @Test
    void agreesWithTryingEveryThresholdOnRandomCasesWithTies() {
        Random random = new Random(31);
        for (int i = 0; i < 1000; i++) {
            float[] good = draw(random, 1 + random.nextInt(50), 0);
            float[] bad = draw(random, 1 + random.nextInt(50), random.nextInt(6));
            Scoreboard board = Scoreboard.of(good, bad);
            double share = random.nextInt(4) * 0.05;
            double kept = 0;
            double found = 0;
            for (int t = 0; t <= 20; t++) {
                double missed = share(bad, t, false);
                double flagged = share(good, t, true);
                kept = missed <= share + 1e-9 ? Math.max(kept, 1 - flagged) : kept;
                found = flagged <= share + 1e-9 ? Math.max(found, 1 - missed) : found;
            }
            assertThat(ImageMetrics.goodKept(board, share)).isCloseTo(kept, within(1e-12));
            assertThat(ImageMetrics.defectsFound(board, share)).isCloseTo(found, within(1e-12));
        }
    }

    /** The bootstrap's interval covers the true AUROC about as often as it says; 2,000 samples. */
    @Test
    void theBootstrapCovers() {
        Random random = new Random(17);
        double truth = 0.5 * (1 + org.hipparchus.special.Erf.erf(0.5)); // Φ(1/√2) for two normals one σ apart
        int covered = 0;
        int draws = 2000;
        for (int i = 0; i < draws; i++) {
            float[] good = new float[40];
            float[] bad = new float[40];
            for (int k = 0; k < 40; k++) {
                good[k] = (float) random.nextGaussian();
                bad[k] = (float) (random.nextGaussian() + 1);
            }
            covered += Bootstrap.auroc(Scoreboard.of(good, bad), i).contains(truth) ? 1 : 0;
        }
        assertThat((double) covered / draws).isBetween(0.92, 0.97);
        Scoreboard same = Scoreboard.of(new float[] {1, 2, 2, 3}, new float[] {2, 3, 4});
        assertThat(Bootstrap.auroc(same, 5)).isEqualTo(Bootstrap.auroc(same, 5));
    }

    private static double share(float[] scores, int threshold, boolean from) {
        int count = 0;
        for (float s : scores) {
            count += (s >= threshold) == from ? 1 : 0;
        }
        return (double) count / scores.length;
    }

    private static float[] draw(Random random, int n, int shift) {
        float[] s = new float[n];
        for (int i = 0; i < n; i++) {
            s[i] = random.nextInt(12) + shift;
        }
        return s;
    }
}
