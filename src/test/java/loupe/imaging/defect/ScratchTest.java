package loupe.imaging.defect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import loupe.domain.Image;
import loupe.domain.PixelOrder;
import loupe.domain.Region;
import org.junit.jupiter.api.Test;

class ScratchTest {
    private static final Image GREY = grey();

    private static Image grey() {
        byte[] pixels = new byte[200 * 100];
        Arrays.fill(pixels, (byte) 120);
        return new Image(200, 100, PixelOrder.GRAY8, pixels);
    }

    @Test
    void hasTheSizeAndContrastAskedFor() {
        Region inside = new Region(50, 30, 100, 40);
        for (int i = 0; i < 50; i++) {
            Corrupted c = new Scratch(20, 3, 40).on(GREY, inside, 7, i);
            int area = 0;
            int darkest = 255;
            for (int k = 0; k < c.mask().length; k++) {
                int level = c.image().pixels()[k] & 0xff;
                darkest = Math.min(darkest, level);
                area += c.mask()[k] != 0 ? 1 : 0;
                assertThat(c.mask()[k] != 0 || level == 120).isTrue();
            }
            assertThat(darkest).isEqualTo(80);
            assertThat((double) area).isCloseTo(20 * 3.7, within(20.0)); // the soft edge adds to the area
        }
    }

    @Test
    void theSameSeedDrawsTheSame() {
        Region all = new Region(0, 0, 200, 100);
        Scratch s = new Scratch(10, 2, 60);
        assertThat(s.on(GREY, all, 1, 2).image().pixels())
                .isEqualTo(s.on(GREY, all, 1, 2).image().pixels());
        assertThat(s.on(GREY, all, 1, 3).image().pixels())
                .isNotEqualTo(s.on(GREY, all, 1, 2).image().pixels());
    }
}
