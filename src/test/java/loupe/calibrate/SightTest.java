package loupe.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Locale;
import java.util.OptionalDouble;
import loupe.calibrate.Sight.Standing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sizes worked out by hand: a camera of 5,472 × 3,648 pixels, a model of 256 × 256 with cells of 8 pixels. */
class SightTest {
    @ParameterizedTest
    @CsvSource({
        // 5472 / 256 = 21.375 image pixels in one of the model's; a cell of 8 of those is 171 image pixels
        "12, 21.375, 171, 0.5614, 0.0702, BLIND",
        "43, 21.375, 171, 2.0117, 0.2515, DOUBTFUL",
        "85.5, 21.375, 171, 4, 0.5, SEES",
        "85.4, 21.375, 171, 3.9953, 0.4994, DOUBTFUL",
        // tiles at native resolution
        "12, 1, 8, 12, 1.5, SEES",
        "3, 1, 8, 3, 0.375, DOUBTFUL",
        "1.5, 1, 8, 1.5, 0.1875, BLIND",
        // enough pixels, yet less than half a cell
        "6, 1, 16, 6, 0.375, DOUBTFUL",
        // enlarged: no pixel more than the camera gave
        "3, 0.5, 4, 3, 0.75, DOUBTFUL",
    })
    void standing(double defect, double scale, double cell, double pixels, double cells, Standing expected) {
        Sight sight = new Sight(defect, scale, cell);
        assertThat(sight.modelPixels()).isCloseTo(pixels, within(1e-4));
        assertThat(sight.cells()).isCloseTo(cells, within(1e-4));
        assertThat(sight.standing()).isEqualTo(expected);
    }

    /** 12 pixels may shrink three times until 4 are left, and so may a tile: 3 × 256. */
    @Test
    void tilesThatShowEnough() {
        Sight sight = new Sight(12, 21.375, 171);
        assertThat(sight.largestScale()).isCloseTo(3, within(1e-9));
        assertThat(sight.tilesHelp()).isTrue();
        assertThat(sight.longest(256)).isEqualTo(768);
        assertThat(sight.closer()).isEqualTo(1);
        double same = 768 / 256.0;
        assertThat(new Sight(12, same, 8 * same).standing())
                .as("what is advised is enough")
                .isEqualTo(Standing.SEES);
        assertThat(new Sight(12, same * 1.01, 8 * same * 1.01).standing())
                .as("and nothing larger")
                .isEqualTo(Standing.DOUBTFUL);
    }

    /** A coarse map asks for more: half a cell of 32 pixels is 16, so that 12 pixels are never enough. */
    @Test
    void coarseMapsLimitTilesToo() {
        Sight sight = new Sight(40, 10, 320);
        assertThat(sight.largestScale()).isCloseTo(2.5, within(1e-9));
        assertThat(new Sight(12, 10, 320).tilesHelp()).isFalse();
        assertThat(new Sight(12, 10, 320).closer()).isCloseTo(16 / 12.0, within(1e-9));
    }

    /** 2 pixels in the image need twice as many, whatever the tiles. */
    @Test
    void cameraThatShowsTooLittle() {
        Sight sight = new Sight(2, 21.375, 85.5);
        assertThat(sight.tilesHelp()).isFalse();
        assertThat(sight.closer()).isCloseTo(2, within(1e-9));
    }

    @Test
    void inWords() {
        Words words = new Words(Locale.ENGLISH);
        Sight sight = new Sight(12, 21.375, 171);
        assertThat(words.of(sight, OptionalDouble.of(0.02)))
                .isEqualTo("A defect of 0.24 mm (12 pixels) has 0.561 pixels where the model looks and 0.0702 cells of"
                        + " its map: too small to be seen.");
        assertThat(words.advice(sight, 256, 256).orElseThrow()).contains("768 × 768");
        assertThat(words.advice(new Sight(2, 21, 85), 256, 256).orElseThrow()).contains("2 times closer");
        assertThat(words.advice(new Sight(12, 1, 8), 256, 256)).isEmpty();
        assertThat(words.cost(345, 5.234)).contains("345 looks").contains("5.2 s");
        assertThat(words.cost(1, 0.0123)).contains("One look").contains("12 ms");
        assertThat(new Words(Locale.GERMAN).of(sight, OptionalDouble.empty()))
                .contains("12 Pixeln")
                .contains("zu klein");
        assertThat(new Words(Locale.CHINESE).cost(35, 0.5)).contains("35").contains("500 ms");
    }

    @Test
    void sizesAreSizes() {
        for (double wrong : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatIllegalArgumentException().isThrownBy(() -> new Sight(wrong, 1, 1));
            assertThatIllegalArgumentException().isThrownBy(() -> new Sight(1, wrong, 1));
            assertThatIllegalArgumentException().isThrownBy(() -> new Sight(1, 1, wrong));
        }
    }
}
