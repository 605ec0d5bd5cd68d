package loupe.train.npad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import loupe.train.FeatureStore;
import loupe.train.Projection;
import loupe.train.Quantiles;
import loupe.train.Ranks;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class StatisticsTest {
    private static final Offset<Double> EXACT = Offset.offset(1e-12);

    @Test
    void factorsAKnownMatrix() {
        double[] a = {4, 12, -16, 12, 37, -43, -16, -43, 98}; // the textbook's: L = 2 0 0 / 6 1 0 / −8 5 3
        Cholesky.factor(a, 3);
        assertThat(lower(a)).containsExactly(new double[] {2, 6, 1, -8, 5, 3}, EXACT);
        Cholesky.invertLower(a, 3);
        assertThat(lower(a))
                .containsExactly(new double[] {0.5, -3, 1, 19.0 / 3, -5.0 / 3, 1.0 / 3}, Offset.offset(1e-9));
    }

    private static double[] lower(double[] a) {
        return new double[] {a[0], a[3], a[4], a[6], a[7], a[8]};
    }

    @Test
    void refusesAMatrixThatIsNotPositive() {
        assertThatThrownBy(() -> Cholesky.factor(new double[] {1, 2, 2, 1}, 2)).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void projectsOntoOrthonormalRows() {
        int rows = 24;
        int columns = 61;
        double[] w = Projection.semiOrthogonal(rows, columns, 5);
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < rows; j++) {
                double dot = 0;
                for (int c = 0; c < columns; c++) {
                    dot += w[i * columns + c] * w[j * columns + c];
                }
                assertThat(dot).isCloseTo(i == j ? 1 : 0, EXACT);
            }
        }
        assertThat(Projection.semiOrthogonal(rows, columns, 5)).isEqualTo(w);
        assertThat(Projection.semiOrthogonal(rows, columns, 6)).isNotEqualTo(w);
    }

    @Test
    void takesQuantilesBetweenNeighbours() {
        float[] values = {4, 1, 3, 2};
        assertThat(Quantiles.of(values, 0)).isEqualTo(1);
        assertThat(Quantiles.of(values, 0.5)).isEqualTo(2.5);
        assertThat(Quantiles.of(values, 1)).isEqualTo(4);
        assertThat(Scale.of(new float[] {5, 5, 5}).unit()).isPositive();
    }

    @Test
    void choosesTheFarthestFeatures() {
        float[][] candidates = {{0, 0}, {1, 0}, {10, 0}, {0, 9}, {1, 1}, {5, 5}};
        Memory memory = Memory.choose(candidates, 2, 4, 3);
        List<List<Float>> chosen = new ArrayList<>();
        for (int c = 0; c < memory.count(); c++) {
            chosen.add(List.of(memory.columns()[c], memory.columns()[memory.count() + c]));
        }
        assertThat(chosen).contains(List.of(10f, 0f), List.of(0f, 9f));
        float[] distances = memory.of(new float[] {10, 3});
        assertThat(distances[0]).isCloseTo(3, Offset.offset(1e-5f));
    }

    @Test
    void leavingDistancesOutChangesNoChoice() {
        Random random = new Random(5);
        float[][] candidates = new float[3000][];
        for (int i = 0; i < candidates.length; i++) {
            candidates[i] = features(random, 3, i % 7); // clusters, where most distances need not be computed
        }
        float[][] chosen = Memory.choose(candidates, 3, 60, 9).rows();
        double[] nearest = new double[candidates.length];
        Arrays.fill(nearest, Double.POSITIVE_INFINITY);
        for (int c = 0; c < chosen.length; c++) {
            double own = nearest(chosen[c], candidates, nearest);
            double farthest = Arrays.stream(nearest).max().orElseThrow();
            assertThat(c == 0 ? farthest : own).isCloseTo(farthest, Offset.offset(1e-4));
            for (int i = 0; i < candidates.length; i++) {
                nearest[i] = Math.min(nearest[i], distance(candidates[i], chosen[c]));
            }
        }
    }

    private static double nearest(float[] centre, float[][] candidates, double[] nearest) {
        for (int i = 0; i < candidates.length; i++) {
            if (Arrays.equals(candidates[i], centre)) {
                return nearest[i];
            }
        }
        throw new AssertionError("not among the candidates");
    }

    private static double distance(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += ((double) a[i] - b[i]) * ((double) a[i] - b[i]);
        }
        return Math.sqrt(sum);
    }

    @Test
    void keepsTheDirectionsOfMostVariance() {
        int n = 12;
        double[] axes = Projection.semiOrthogonal(n, n, 4);
        double[] covariance = new double[n * n];
        for (int axis = 0; axis < n; axis++) {
            double variance = Math.pow(0.5, axis);
            for (int i = 0; i < n * n; i++) {
                covariance[i] += variance * axes[axis * n + i / n] * axes[axis * n + i % n];
            }
        }
        double[] kept = Projection.principal(covariance, 4, n, 6);
        assertThat(Projection.kept(kept, covariance, 4, n)).isCloseTo(1 + 0.5 + 0.25 + 0.125, Offset.offset(1e-6));
        assertThat(Projection.principal(new double[n * n], 4, n, 6))
                .as("nothing varies")
                .doesNotContain(Double.NaN);
    }

    @Test
    void storesFeaturesOutsideTheHeap() {
        Random random = new Random(2);
        List<List<float[]>> all = new ArrayList<>();
        try (FeatureStore store = new FeatureStore(8, 4)) {
            for (int i = 0; i < 5; i++) {
                all.add(List.of(features(random, 8, i), features(random, 4, -i)));
                store.add(all.get(i));
            }
            store.remove(1);
            all.remove(1);
            for (int i = 0; i < 4; i++) {
                assertThat(store.get(i, 0)).isEqualTo(all.get(i).get(0));
                assertThat(store.get(i).get(1)).isEqualTo(all.get(i).get(1));
            }
            float[][] sample = store.sample(new int[] {0, 2}, 1, 2, 3, 7);
            assertThat(sample).hasDimensions(3, 2);
            assertThat(sample[0])
                    .isIn(cell(all.get(0).get(1), 0), cell(all.get(0).get(1), 1));
        }
    }

    private static float[] cell(float[] image, int cell) {
        return Arrays.copyOfRange(image, 2 * cell, 2 * cell + 2);
    }

    @Test
    void foldsSubtractExactly() {
        Random random = new Random(8);
        List<float[]> all = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            all.add(features(random, 16 * 3, 100));
        }
        CellSums rest = new CellSums(4, 3);
        rest.add(all.subList(0, 6));
        CellSums whole = new CellSums(4, 3);
        whole.add(all);
        CellSums fold = new CellSums(4, 3);
        fold.add(all.subList(6, 9));
        assertThat(whole.minus(fold).around(5, 3)).containsExactly(rest.around(5, 3), Offset.offset(1e-6));
    }

    /** Variance components of a one-way layout: 9 between places, 1 within. */
    @Test
    void tellsFixturedPartsFromFreeOnes() {
        assertThat(sums(3, 1).freedom()).isCloseTo(0.1, Offset.offset(0.04));
        assertThat(sums(0, 1).freedom()).isCloseTo(1, Offset.offset(0.02));
        assertThat(sums(3, 0).freedom()).isZero();
        assertThat(sums(0, 0).freedom()).as("nothing varies").isZero();
    }

    private static CellSums sums(double between, double within) {
        Random random = new Random(12);
        float[] places = features(random, 16 * 16 * 2, 0);
        List<float[]> images = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            float[] image = features(random, places.length, 0);
            for (int j = 0; j < image.length; j++) {
                image[j] = (float) (between * places[j] + within * image[j]);
            }
            images.add(image);
        }
        CellSums sums = new CellSums(16, 2);
        sums.add(images);
        return sums;
    }

    @Test
    void fixturedPartsAreJudgedByPlaceFirst() {
        List<Fitted.Planes> planes = List.of(new Fitted.Planes(List.of(new float[] {1, 2}, new float[] {3, 4})));
        assertThat(Mixture.of(planes, 0.1).weights()).containsExactly(2 / 3.0, 1 / 3.0);
        assertThat(Mixture.of(planes, 0.4).weights()).containsExactly(1 / 3.0, 2 / 3.0);
    }

    static float[] features(Random random, int count, double centre) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) (centre + random.nextGaussian());
        }
        return values;
    }

    @Test
    void sharesOfPairsInOrder() {
        assertThat(Ranks.auroc(new float[] {1, 2, 3}, new float[] {2, 4})).isEqualTo(4.5 / 6);
    }
}
