package loupe.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import loupe.domain.Image;
import loupe.domain.PixelOrder;
import loupe.domain.Region;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RepairedPartTest {
    /** 40 × 20, grey 100; the repaired 10 × 10 is 20 lighter in one corner pixel. */
    @ParameterizedTest
    @EnumSource(PixelOrder.class)
    void comparesAtThePartsProportions(PixelOrder order) {
        byte[] pixels = new byte[40 * 20 * order.bytesPerPixel()];
        Arrays.fill(pixels, (byte) 100); // of 16 bits 100 · 257
        byte[] made = new byte[300];
        Arrays.fill(made, (byte) 100);
        Arrays.fill(made, 0, 3, (byte) 120);
        Image image = new Image(40, 20, order, pixels);
        RepairedPart part = RepairedPart.of(image, image.bounds(), new Image(10, 10, PixelOrder.RGB8, made));
        assertThat(part.part()).isEqualTo(filled(40, 20, 100));
        assertThat(part.repaired().width()).isEqualTo(40);
        assertThat(part.repaired().height()).isEqualTo(20);
        assertThat(part.difference().pixels()[0] & 0xff).as("four times 20").isEqualTo(80);
        assertThat(part.difference().pixels()[3 * (19 * 40 + 39)]).isZero();
        assertThat(part.beside().width()).isEqualTo(3 * 40 + 16);
        assertThat(part.beside().pixels()[0]).isEqualTo((byte) 100);
        assertThat(part.beside().pixels()[3 * (2 * 48)] & 0xff).isEqualTo(80);
    }

    @Test
    void showsWhatTheModelSawAndKeepsColours() {
        byte[] pixels = new byte[3 * 64];
        for (int i = 0; i < 64; i++) {
            pixels[3 * i + 2] = (byte) (i % 8 < 4 ? 0 : 200); // red, right half
        }
        byte[] red = new byte[3 * 16];
        for (int i = 0; i < red.length; i += 3) {
            red[i] = (byte) 200;
        }
        RepairedPart part = RepairedPart.of(
                new Image(8, 8, PixelOrder.BGR8, pixels),
                new Region(4, 0, 4, 8),
                new Image(4, 4, PixelOrder.RGB8, red));
        assertThat(part.part().width()).isEqualTo(4);
        assertThat(part.part()).isEqualTo(part.repaired());
        assertThat(part.difference().pixels()).containsOnly(0);
    }

    private static Image filled(int width, int height, int value) {
        byte[] pixels = new byte[3 * width * height];
        Arrays.fill(pixels, (byte) value);
        return new Image(width, height, PixelOrder.BGR8, pixels);
    }
}
