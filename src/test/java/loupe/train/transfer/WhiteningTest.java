package loupe.train.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import loupe.domain.Image;
import loupe.domain.PixelOrder;
import loupe.train.ChannelStats;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class WhiteningTest {
    /** The second difference of four points; its eigenvalues are 2 − 2·cos(iπ/5). */
    @Test
    void findsEigenvaluesAndTurnsTheRows() {
        int n = 4;
        double[] matrix = new double[n * n];
        double[] rows = new double[n * n];
        for (int i = 0; i < n; i++) {
            matrix[i * n + i] = 2;
            rows[i * n + i] = 1;
            if (i > 0) {
                matrix[i * n + i - 1] = -1;
                matrix[(i - 1) * n + i] = -1;
            }
        }
        double[] original = matrix.clone();
        double[] values = SymmetricEigen.turn(matrix, rows, n);
        for (int i = 0; i < n; i++) {
            for (int r = 0; r < n; r++) { // A·v = λ·v
                double product = 0;
                for (int c = 0; c < n; c++) {
                    product += original[r * n + c] * rows[i * n + c];
                }
                assertThat(product).isCloseTo(values[i] * rows[i * n + r], Offset.offset(1e-12));
            }
        }
        Arrays.sort(values);
        for (int i = 0; i < n; i++) {
            assertThat(values[i]).isCloseTo(2 - 2 * Math.cos((i + 1) * Math.PI / 5), Offset.offset(1e-12));
        }
    }

    /** Mixed noise of very different strengths comes out with no correlation and nearly one strength. */
    @Test
    void whatWasTaughtBecomesWhite() {
        int channels = 5;
        int count = 20_000;
        Random random = new Random(3);
        float[] values = new float[channels * count];
        for (int i = 0; i < count; i++) {
            double common = random.nextGaussian();
            for (int c = 0; c < channels; c++) {
                values[c * count + i] = (float) (c + 2 * common + (c + 1) * random.nextGaussian());
            }
        }
        ChannelStats.Collector collector = new ChannelStats.Collector(channels);
        collector.add(values);
        Whitening whitening = Whitening.of(collector.finish(), 1);
        assertThat(whitening.k()).isEqualTo(channels);
        float[] white = new float[channels * count];
        for (int row = 0; row < channels; row++) {
            for (int i = 0; i < count; i++) {
                double sum = whitening.bias()[row];
                for (int c = 0; c < channels; c++) {
                    sum += whitening.matrix()[row * channels + c] * values[c * count + i];
                }
                white[row * count + i] = (float) sum;
            }
        }
        ChannelStats.Collector after = new ChannelStats.Collector(channels);
        after.add(white);
        ChannelStats stats = after.finish();
        for (int a = 0; a < channels; a++) {
            assertThat(stats.mean()[a]).isCloseTo(0, Offset.offset(1e-4));
            assertThat(stats.covariance()[a * channels + a]).isBetween(0.8, 1.0);
            for (int b = 0; b < a; b++) {
                assertThat(stats.covariance()[a * channels + b]).isCloseTo(0, Offset.offset(1e-4));
            }
        }
    }

    @Test
    void poolsByHand() {
        float[] local = {3, -1, 0, 2, -5, -6, -7, -8}; // two channels, four places; 2 % of four is one place
        assertThat(Pooling.of(local, 2)).containsExactly(1.25f, 0, 0.25f, 6.5f, 3, 0, 1, 8);
    }

    @Test
    void posesAreEightOfASquareAndFourOfARectangle() {
        Image square = new Image(2, 2, PixelOrder.GRAY16, new byte[] {1, 0, 2, 0, 3, 0, 4, 0});
        assertThat(Poses.of(square)).hasSize(8).doesNotHaveDuplicates().startsWith(square);
        Image wide = new Image(3, 2, PixelOrder.GRAY8, new byte[] {1, 2, 3, 4, 5, 6});
        assertThat(Poses.of(wide).stream().map(i -> Arrays.toString(i.pixels())))
                .containsExactly(
                        "[1, 2, 3, 4, 5, 6]", "[3, 2, 1, 6, 5, 4]", "[4, 5, 6, 1, 2, 3]", "[6, 5, 4, 3, 2, 1]");
    }
}
