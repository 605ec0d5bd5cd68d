package loupe.train.repair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LineBankTest {
    private static final int SIDE = LineBank.SIDE;
    private static final int AREA = SIDE * SIDE;
    private static final int MIDDLE = SIDE / 2;

    private final float[] kernels = LineBank.kernels();

    @Test
    void everyLineSumsToOneAndIsTheSameFromBothEnds() {
        for (int k = 0; k < LineBank.DIRECTIONS; k++) {
            double sum = 0;
            for (int i = 0; i < AREA; i++) {
                sum += kernels[k * AREA + i];
                assertThat(kernels[k * AREA + i]).isCloseTo(kernels[k * AREA + AREA - 1 - i], within(1e-6f));
            }
            assertThat(sum).isCloseTo(1, within(1e-5));
        }
    }

    @Test
    void theFirstLineLiesLevelAndTheOneInTheMiddleStandsUpright() {
        for (int i = 0; i < AREA; i++) {
            float level = i / SIDE == MIDDLE ? 1f / SIDE : 0;
            float upright = i % SIDE == MIDDLE ? 1f / SIDE : 0;
            assertThat(kernels[i]).isCloseTo(level, within(1e-6f));
            assertThat(kernels[LineBank.DIRECTIONS / 2 * AREA + i]).isCloseTo(upright, within(1e-6f));
        }
    }

    /** A line drawn through the middle by Bresenham's rule is found by the kernel of its direction. */
    @Test
    void aDrawnLineIsFoundByItsDirection() {
        int[][] ends = {{12, 0}, {12, 5}, {12, 12}, {5, 12}, {0, 12}, {-5, 12}, {-12, 12}, {-12, 5}};
        for (int n = 0; n < ends.length; n++) {
            double[] found = new double[LineBank.DIRECTIONS];
            int steps = 12;
            for (int s = -steps; s <= steps; s++) {
                int x = MIDDLE + (int) Math.round(ends[n][0] * s / (double) steps);
                int y = MIDDLE + (int) Math.round(ends[n][1] * s / (double) steps);
                for (int k = 0; k < LineBank.DIRECTIONS; k++) {
                    found[k] += kernels[k * AREA + y * SIDE + x];
                }
            }
            int best = 0;
            for (int k = 1; k < found.length; k++) {
                best = found[k] > found[best] ? k : best;
            }
            assertThat(best).as("direction of line %d", n).isEqualTo(2 * n);
        }
    }
}
