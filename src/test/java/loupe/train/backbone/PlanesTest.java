package loupe.train.backbone;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import loupe.domain.Image;
import loupe.domain.PixelOrder;
import org.junit.jupiter.api.Test;

class PlanesTest {
    private static final int SIDE = 32;

    /** Made smaller, a chequerboard of single pixels is grey; with one sample a pixel it is stripes. */
    @Test
    void aCropThatIsMadeSmallerDoesNotAlias() {
        int large = 16 * SIDE;
        byte[] pixels = new byte[large * large];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) ((i % large + i / large) % 2 == 0 ? 255 : 0);
        }
        Image board = new Image(large, large, PixelOrder.GRAY8, pixels);
        for (long seed = 0; seed < 10; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            byte[] crop = Planes.cut(board, SIDE, random).image(0, random).pixels();
            double sum = 0;
            double squares = 0;
            for (byte value : crop) {
                sum += value & 0xff;
                squares += (value & 0xff) * (double) (value & 0xff);
            }
            double mean = sum / crop.length;
            assertThat(mean).isBetween(110.0, 145.0);
            assertThat(Math.sqrt(squares / crop.length - mean * mean))
                    .as("seed " + seed)
                    .isLessThan(30);
        }
    }
}
