package loupe.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Pixel thresholds, confidence of regions, detectability. */
class RegionsTest {
    @Test
    void pixelRulesByHand() {
        PixelMetrics pixels = new PixelMetrics();
        float[] scores = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
        boolean[] mask = new boolean[10];
        mask[7] = true;
        mask[9] = true;
        pixels.add(scores, mask, 5);
        // T = 8 finds both and flags 9 besides: 2·2/(3+2); T = 10: 2·1/(1+2)
        assertThat(pixels.f1Max().value()).isCloseTo(0.8, within(1e-12));
        assertThat(pixels.f1Max().threshold()).isEqualTo(8);
        // precision 1 at recall ½, ⅔ at recall 1
        assertThat(pixels.averagePrecision().orElseThrow()).isCloseTo(0.5 + 0.5 * 2 / 3, within(1e-12));
        // good: 1…7 and 9; a quarter of 8 may be above
        double t = pixels.goodQuantile(0.75).orElseThrow();
        assertThat(t).isGreaterThan(6).isLessThanOrEqualTo(7);
        assertThat(pixels.goodShareFrom(7)).isEqualTo(2 / 8.0);
    }

    @Test
    void pixelRulesAgreeWithSlowOnesOnRandomMaps() {
        Random random = new Random(6);
        for (int i = 0; i < 200; i++) {
            float[] scores = new float[60];
            boolean[] mask = new boolean[60];
            for (int k = 0; k < 60; k++) {
                scores[k] = random.nextInt(12) - 4; // whole numbers are steps of their own
                mask[k] = random.nextInt(4) == 0;
            }
            mask[0] = true;
            mask[1] = false;
            PixelMetrics pixels = new PixelMetrics();
            pixels.add(scores, mask, 10);
            assertThat(pixels.f1Max().value()).isCloseTo(slowF1(scores, mask), within(1e-12));
            assertThat(pixels.averagePrecision().orElseThrow()).isCloseTo(slowPrecision(scores, mask), within(1e-12));
            double q = random.nextDouble();
            double t = pixels.goodQuantile(q).orElseThrow();
            assertThat(goodFrom(scores, mask, t)).isLessThanOrEqualTo(1 - q + 1e-6);
        }
    }

    private static double slowF1(float[] scores, boolean[] mask) {
        double best = 0;
        for (int t = -4; t < 8; t++) {
            int hits = 0;
            int flagged = 0;
            int all = 0;
            for (int k = 0; k < scores.length; k++) {
                all += mask[k] ? 1 : 0;
                flagged += scores[k] >= t ? 1 : 0;
                hits += mask[k] && scores[k] >= t ? 1 : 0;
            }
            best = Math.max(best, 2.0 * hits / (flagged + all));
        }
        return best;
    }

    private static double slowPrecision(float[] scores, boolean[] mask) {
        double sum = 0;
        int all = 0;
        for (int k = 0; k < scores.length; k++) {
            if (mask[k]) {
                int hits = 0;
                int flagged = 0;
                for (int j = 0; j < scores.length; j++) {
                    flagged += scores[j] >= scores[k] ? 1 : 0;
                    hits += mask[j] && scores[j] >= scores[k] ? 1 : 0;
                }
                sum += (double) hits / flagged;
                all++;
            }
        }
        return sum / all;
    }

    private static double goodFrom(float[] scores, boolean[] mask, double t) {
        int good = 0;
        int above = 0;
        for (int k = 0; k < scores.length; k++) {
            good += mask[k] ? 0 : 1;
            above += !mask[k] && scores[k] >= t ? 1 : 0;
        }
        return (double) above / good;
    }

    @Test
    void largestBlobByHand() {
        // two regions: {9 8} touch at a corner, {7 7 7} in a row
        float[] map = {
            9, 0, 0, 0, 0, //
            0, 8, 0, 0, 0, //
            0, 0, 0, 0, 0, //
            0, 0, 7, 7, 7
        };
        BlobRule one = new BlobRule(1);
        one.add(map, 5, 1);
        assertThat(one.threshold()).isEqualTo(Math.nextUp(8f));
        BlobRule two = new BlobRule(2);
        two.add(map, 5, 1);
        assertThat(two.threshold()).isEqualTo(Math.nextUp(7f));
        BlobRule three = new BlobRule(12);
        three.add(map, 5, 4); // four image pixels² a cell
        assertThat(three.threshold()).isEqualTo(Math.nextUp(0f));
        BlobRule all = new BlobRule(20);
        all.add(map, 5, 1);
        assertThat(all.threshold()).isEqualTo(Double.NEGATIVE_INFINITY);
        BlobRule none = new BlobRule(0);
        none.add(map, 5, 1);
        assertThat(none.threshold()).isEqualTo(Math.nextUp(9f));
    }

    @Test
    void largestBlobAgreesWithTryingEveryThreshold() {
        Random random = new Random(9);
        for (int i = 0; i < 300; i++) {
            float[] map = new float[8 * 6];
            boolean[] mask = new boolean[map.length];
            for (int k = 0; k < map.length; k++) {
                map[k] = random.nextInt(9) - 3;
            }
            int cells = random.nextInt(12);
            BlobRule rule = new BlobRule(cells);
            rule.add(map, 8, 1);
            double slow = Double.NEGATIVE_INFINITY;
            for (int t = -3; t < 6; t++) {
                int largest = 0;
                for (int k = 0; k < map.length; k++) {
                    mask[k] = map[k] >= t;
                }
                Components parts = Components.of(mask, 8);
                for (int k = 0; k < map.length; k++) {
                    largest = mask[k] ? Math.max(largest, parts.size(k)) : largest;
                }
                slow = largest > cells ? Math.nextUp((float) t) : slow;
            }
            assertThat(rule.threshold()).isEqualTo(slow);
        }
    }

    @Test
    void confidenceByHand() {
        RegionConfidence c = new RegionConfidence(10_000, 0.001, 1);
        assertThat(c.logNfa(1)).isCloseTo(1, within(1e-9)); // ten such cells in a good map are nothing
        double four = 4 + Math.log10(0.316915 * Math.pow(4.06257, 4) / 4) - 12;
        assertThat(c.logNfa(4)).isCloseTo(four, within(1e-9));
        assertThat(c.logNfa(9)).isLessThan(c.logNfa(4));
        assertThat(new RegionConfidence(100, 0, 1).logNfa(1)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(new RegionConfidence(100, 0.9, 1).logNfa(50)).isEqualTo(2);
        assertThat(new RegionConfidence(10_000, 0.001, 4).logNfa(16)).isCloseTo(four, within(1e-9));
        assertThatThrownBy(() -> new RegionConfidence(0, 0.1, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    /** The promise of the method: over noise, regions with NFA ≤ ε come up at most ε times a map on average. */
    @Test
    void inNoiseConfidentRegionsAreAsRareAsTheySay() {
        Random random = new Random(12);
        int width = 40;
        double p = 0.05;
        RegionConfidence confidence = new RegionConfidence(width * width, p, 1);
        int maps = 2000;
        int alarms = 0;
        for (int m = 0; m < maps; m++) {
            boolean[] mask = new boolean[width * width];
            for (int k = 0; k < mask.length; k++) {
                mask[k] = random.nextDouble() < p;
            }
            Components parts = Components.of(mask, width);
            double[] once = new double[mask.length];
            for (int k = 0; k < mask.length; k++) {
                once[k] = mask[k] && confidence.logNfa(parts.size(k)) <= 0 ? 1.0 / parts.size(k) : 0;
            }
            alarms += (int) Math.round(java.util.Arrays.stream(once).sum());
        }
        // ε = 1 for each size; 8-connection makes regions larger than the count of shapes allows for
        assertThat((double) alarms / maps).isLessThan(2);
    }

    @Test
    void detectabilityByHand() {
        Detectability d = new Detectability(
                List.of(1.0, 2.0, 4.0, 8.0),
                List.of(new Rate(0, 10), new Rate(6, 10), new Rate(4, 10), new Rate(10, 10)));
        assertThat(d.curve()).containsExactly(0, 0.5, 0.5, 1);
        // 0.8 lies 0.6 of the way from ½ to 1: 4·2^0.6
        assertThat(d.sizeFor(0.8).orElseThrow()).isCloseTo(4 * Math.pow(2, 0.6), within(1e-9));
        assertThat(d.sizeFor(0.5).orElseThrow()).isCloseTo(2, within(1e-9));
        Detectability blind = new Detectability(List.of(1.0, 2.0), List.of(new Rate(0, 5), new Rate(1, 5)));
        assertThat(blind.sizeFor(0.8)).isEmpty();
        Detectability sharp = new Detectability(List.of(3.0), List.of(new Rate(5, 5)));
        assertThat(sharp.sizeFor(0.8)).hasValue(3);
        assertThatThrownBy(() -> new Detectability(List.of(2.0, 1.0), List.of(new Rate(0, 1), new Rate(0, 1))))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
