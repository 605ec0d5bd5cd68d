package loupe.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import loupe.domain.InspectionFault;
import org.junit.jupiter.api.Test;

class PixelMetricsTest {
    private static final int WIDTH = 9;
    private static final int HEIGHT = 7;

    private record Case(float[] scores, boolean[] mask) {}

    @Test
    void handComputed() {
        // two components: {0} and {2,3}; good pixels 1 and 4
        boolean[] mask = {true, false, true, true, false};
        float[] scores = {4, 2, 3, 1, 0};
        PixelMetrics metrics = new PixelMetrics();
        metrics.add(scores, mask, 5);
        // good 2 and 0 against defect 4, 3, 1: 5 of 6 pairs won
        assertThat(metrics.auroc()).hasValueCloseTo(5.0 / 6, within(1e-12));
        assertThat(metrics.aurocError()).isZero();
        // PRO is (1+½)/2 = 0.75 while FPR goes 0 → ½, then 1 while it goes ½ → 1
        assertThat(metrics.auPro(0.3)).hasValueCloseTo(0.75, within(1e-12));
        assertThat(metrics.auPro(1)).hasValueCloseTo(0.875, within(1e-12));
    }

    @Test
    void nothingToMeasureIsEmpty() {
        PixelMetrics metrics = new PixelMetrics();
        metrics.add(new float[] {1, 2}, new boolean[2], 2);
        assertThat(metrics.auroc()).isEmpty();
        assertThat(metrics.auPro(0.3)).isEmpty();
        assertThat(metrics.aurocError()).isZero();
        assertThatThrownBy(() -> metrics.add(new float[] {Float.NaN}, new boolean[1], 1))
                .isInstanceOf(InspectionFault.class);
    }

    @Test
    void diagonalNeighboursAreOneComponent() {
        boolean[] mask = {
            true, false, false,
            false, true, false,
            false, false, false,
            true, true, true
        };
        Components parts = Components.of(mask, 3);
        assertThat(parts.count()).isEqualTo(2);
        assertThat(parts.size(0)).isEqualTo(2);
        assertThat(parts.size(9)).isEqualTo(3);
        assertThat(parts.pixels()).isEqualTo(5);
    }

    @Test
    void aWholeImageMayBeOneComponent() {
        boolean[] mask = new boolean[300 * 200];
        java.util.Arrays.fill(mask, true);
        assertThat(Components.of(mask, 300).size(0)).isEqualTo(60_000);
    }

    @Test
    void agreesWithAThresholdSweepOnRandomCases() {
        Random random = new Random(11);
        for (int i = 0; i < 300; i++) {
            List<Case> cases = new ArrayList<>();
            for (int k = 0; k < 3; k++) {
                cases.add(randomCase(random));
            }
            PixelMetrics metrics = new PixelMetrics();
            cases.forEach(c -> metrics.add(c.scores(), c.mask(), WIDTH));
            if (metrics.auroc().isPresent()) {
                assertThat(metrics.auroc()).hasValueCloseTo(pairwise(cases), within(1e-12));
                assertThat(metrics.auPro(0.3)).hasValueCloseTo(slowAuPro(cases, 0.3), within(1e-9));
            }
        }
    }

    @Test
    void roundingStaysWithinTheStatedError() {
        Random random = new Random(3);
        for (int i = 0; i < 20; i++) {
            float[] scores = new float[4000];
            boolean[] mask = new boolean[4000];
            for (int k = 0; k < scores.length; k++) {
                mask[k] = random.nextInt(10) == 0;
                scores[k] = 10 + (float) (0.01 * (random.nextGaussian() + (mask[k] ? 1 : 0)));
            }
            PixelMetrics metrics = new PixelMetrics();
            metrics.add(scores, mask, 100);
            double exact = pairwise(List.of(new Case(scores, mask)));
            assertThat(metrics.aurocError()).isPositive();
            assertThat(metrics.auroc()).hasValueCloseTo(exact, within(metrics.aurocError()));
        }
    }

    private static Case randomCase(Random random) {
        boolean[] mask = new boolean[WIDTH * HEIGHT];
        float[] scores = new float[mask.length];
        int density = 2 + random.nextInt(8);
        for (int i = 0; i < mask.length; i++) {
            mask[i] = random.nextInt(density) == 0;
            scores[i] = 0.5f * (random.nextInt(12) + (mask[i] ? 2 : 0)) - 3;
        }
        return new Case(scores, mask);
    }

    private static double pairwise(List<Case> cases) {
        double won = 0;
        long pairs = 0;
        for (Case a : cases) {
            for (Case b : cases) {
                for (int i = 0; i < a.mask().length; i++) {
                    for (int j = 0; a.mask()[i] && j < b.mask().length; j++) {
                        if (!b.mask()[j]) {
                            pairs++;
                            won += 0.5 + 0.5 * Math.signum(a.scores()[i] - b.scores()[j]);
                        }
                    }
                }
            }
        }
        return won / pairs;
    }

    /** The textbook way: at every score flag, count, average over components; then trapezoids up to the limit. */
    private static double slowAuPro(List<Case> cases, double limit) {
        TreeSet<Float> thresholds = new TreeSet<>();
        cases.forEach(c -> {
            for (float s : c.scores()) {
                thresholds.add(s);
            }
        });
        double area = 0;
        double x = 0;
        double y = 0;
        for (float t : thresholds.descendingSet()) {
            double fpr = falseRate(cases, t);
            double pro = meanOverlap(cases, t);
            double end = Math.min(limit, fpr);
            if (end > x) {
                double yEnd = y + (pro - y) * (end - x) / (fpr - x);
                area += (end - x) * (y + yEnd) / 2;
            }
            x = fpr;
            y = pro;
        }
        return area / limit;
    }

    private static double falseRate(List<Case> cases, float threshold) {
        int flagged = 0;
        int good = 0;
        for (Case c : cases) {
            for (int i = 0; i < c.mask().length; i++) {
                good += c.mask()[i] ? 0 : 1;
                flagged += !c.mask()[i] && c.scores()[i] >= threshold ? 1 : 0;
            }
        }
        return (double) flagged / good;
    }

    private static double meanOverlap(List<Case> cases, float threshold) {
        double sum = 0;
        int count = 0;
        for (Case c : cases) {
            for (List<Integer> component : components(c.mask())) {
                long found = component.stream()
                        .filter(i -> c.scores()[i] >= threshold)
                        .count();
                sum += (double) found / component.size();
                count++;
            }
        }
        return sum / count;
    }

    private static List<List<Integer>> components(boolean[] mask) {
        boolean[] seen = new boolean[mask.length];
        List<List<Integer>> all = new ArrayList<>();
        for (int start = 0; start < mask.length; start++) {
            if (!mask[start] || seen[start]) {
                continue;
            }
            List<Integer> one = new ArrayList<>();
            ArrayDeque<Integer> open = new ArrayDeque<>(List.of(start));
            seen[start] = true;
            while (!open.isEmpty()) {
                int i = open.poll();
                one.add(i);
                for (int j = 0; j < mask.length; j++) {
                    boolean near = Math.abs(i % WIDTH - j % WIDTH) <= 1 && Math.abs(i / WIDTH - j / WIDTH) <= 1;
                    if (near && mask[j] && !seen[j]) {
                        seen[j] = true;
                        open.add(j);
                    }
                }
            }
            all.add(one);
        }
        return all;
    }
}
