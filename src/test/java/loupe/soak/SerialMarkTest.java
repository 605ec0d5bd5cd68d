package loupe.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import loupe.camera.demo.DemoLine;
import loupe.domain.Image;
import loupe.imaging.ImageCodec;
import org.junit.jupiter.api.Test;

class SerialMarkTest {
    private final Image part = new DemoLine(3, 0).good(0).image();

    @Test
    void survivesJpeg() {
        Random random = new Random(1);
        for (int i = 0; i < 20; i++) {
            int serial = random.nextInt(Integer.MAX_VALUE);
            byte[] jpeg = ImageCodec.jpeg(SerialMark.stamped(part, serial), 60);
            assertThat(SerialMark.read(ImageCodec.decode(jpeg, "test"))).hasValue(serial);
        }
    }

    @Test
    void leavesThePartBelowAsItIs() {
        Image stamped = SerialMark.stamped(part, 5);
        assertThat(stamped.crop(SerialMark.below(part.width(), part.height())).pixels())
                .isEqualTo(part.pixels());
    }

    @Test
    void isNotFoundWhereThereIsNone() {
        assertThat(SerialMark.read(part)).isEmpty();
        assertThat(SerialMark.read(Image.NONE)).isEmpty();
        Image stamped = SerialMark.stamped(part, 5);
        for (int y = 0; y < SerialMark.HEIGHT; y++) { // one block turned over
            for (int x = 0; x < 16 * 3; x++) {
                int at = y * part.width() * 3 + x;
                stamped.pixels()[at] = (byte) (255 - (stamped.pixels()[at] & 0xff));
            }
        }
        assertThat(SerialMark.read(stamped)).isEmpty();
    }
}
