package loupe.train.npad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
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
        float[] image = {0, 0, 1, 0, 10, 0, 0, 9, 1, 1, 5, 5}; // six cells of two dimensions
        Memory memory = Memory.choose(List.of(image), 2, 4, 3);
        List<List<Float>> chosen = new ArrayList<>();
        for (int c = 0; c < memory.count(); c++) {
            chosen.add(List.of(memory.columns()[c], memory.columns()[memory.count() + c]));
        }
        assertThat(chosen).contains(List.of(10f, 0f), List.of(0f, 9f));
        float[] distances = memory.distances(new float[] {10, 3});
        assertThat(distances[0]).isCloseTo(3, Offset.offset(1e-5f));
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

    static float[] features(Random random, int count, double centre) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) (centre + random.nextGaussian());
        }
        return values;
    }

    @Test
    void sharesOfPairsInOrder() {
        assertThat(OmegaSearch.auroc(new float[] {1, 2, 3}, new float[] {2, 4})).isEqualTo(4.5 / 6);
    }
}
