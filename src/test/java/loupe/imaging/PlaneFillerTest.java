package loupe.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Random;
import loupe.domain.Image;
import loupe.domain.PixelOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlaneFillerTest {
    @ParameterizedTest
    @CsvSource({
        "640,480,256,256,BGR8",
        "640,480,256,256,RGB8",
        "640,480,256,256,GRAY8",
        "640,480,256,256,GRAY16",
        "512,512,256,256,BGR8",
        "300,300,256,256,GRAY8",
        "257,999,64,48,BGR8",
        "100,80,256,256,BGR8",
        "100,800,256,256,GRAY16",
        "800,60,256,256,BGR8",
        "256,256,256,256,RGB8",
        "1,1,3,2,GRAY8"
    })
    void agreesWithPlainJava(int w, int h, int tw, int th, PixelOrder order) {
        Image image = noise(w, h, order);
        FloatBuffer found = fill(image, tw, th, 3);
        int[] channels = order == PixelOrder.BGR8 ? new int[] {2, 1, 0} : new int[] {0, 1, 2};
        for (int c = 0; c < 3; c++) {
            double[] expected =
                    PlainResize.resize(PlainResize.plane(image, order.channels() == 1 ? 0 : channels[c]), w, h, tw, th);
            double worst = 0;
            for (int i = 0; i < expected.length; i++) {
                worst = Math.max(worst, Math.abs(found.get(c * tw * th + i) - expected[i]));
            }
            assertThat(worst).as("worst deviation, channel %d", c).isLessThan(2e-5);
        }
    }

    /** Too large for floats: shrunk as bytes, so right to half a grey level. */
    @Test
    void aLargePictureIsRightToHalfAGreyLevel() {
        Image image = noise(4100, 4000, PixelOrder.BGR8);
        FloatBuffer found = fill(image, 128, 125, 3);
        double[] red = PlainResize.resize(PlainResize.plane(image, 2), 4100, 4000, 128, 125);
        for (int i = 0; i < red.length; i++) {
            assertThat((double) found.get(i)).isCloseTo(red[i], org.assertj.core.data.Offset.offset(0.51 / 255));
        }
    }

    @Test
    void onePlaneIsLuminance() {
        Image image = new Image(2, 1, PixelOrder.BGR8, new byte[] {(byte) 255, 0, 0, 0, 0, (byte) 255});
        FloatBuffer found = fill(image, 2, 1, 1);
        assertThat(found.get(0)).isCloseTo(0.114f, org.assertj.core.data.Offset.offset(1e-3f));
        assertThat(found.get(1)).isCloseTo(0.299f, org.assertj.core.data.Offset.offset(1e-3f));
        assertThat(fill(noise(9, 7, PixelOrder.GRAY8), 4, 4, 1).remaining()).isEqualTo(16);
    }

    @Test
    void blackIsZeroAndWhiteIsOne() {
        byte[] white = new byte[50 * 50 * 3];
        java.util.Arrays.fill(white, (byte) 255);
        FloatBuffer found = fill(new Image(50, 50, PixelOrder.BGR8, white), 20, 20, 3);
        for (int i = 0; i < found.remaining(); i++) {
            assertThat(found.get(i)).isEqualTo(1f);
        }
    }

    @Test
    void changingSizesAndOrdersDoNotDisturbEachOther() {
        ByteBuffer memory = memory(3 * 32 * 32);
        try (PlaneFiller filler = new PlaneFiller(32, 32, 3, memory)) {
            Image[] images = {
                noise(64, 48, PixelOrder.BGR8), noise(10, 90, PixelOrder.GRAY16), noise(20, 20, PixelOrder.GRAY8),
                noise(64, 48, PixelOrder.RGB8), noise(90, 10, PixelOrder.GRAY16), noise(64, 48, PixelOrder.BGR8)
            };
            for (Image image : images) {
                filler.fill(image);
                assertThat(memory.asFloatBuffer()).isEqualTo(fill(image, 32, 32, 3));
            }
        }
    }

    @Test
    void allocatesNextToNothing() {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        Image[] images = {noise(640, 480, PixelOrder.BGR8), noise(640, 480, PixelOrder.GRAY16)};
        for (Image image : images) {
            try (PlaneFiller filler = new PlaneFiller(256, 256, 3, memory(3 * 256 * 256))) {
                for (int i = 0; i < 50; i++) {
                    filler.fill(image);
                }
                long before = threads.getCurrentThreadAllocatedBytes();
                for (int i = 0; i < 200; i++) {
                    filler.fill(image);
                }
                long each = (threads.getCurrentThreadAllocatedBytes() - before) / 200;
                assertThat(each).as("bytes per call, %s", image).isLessThan(1000);
            }
        }
    }

    @Test
    void refusesImpossibleShapes() {
        assertThatThrownBy(() -> new PlaneFiller(0, 4, 3, memory(0))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new PlaneFiller(4, 4, 2, memory(32))).isInstanceOf(IllegalArgumentException.class);
    }

    private static FloatBuffer fill(Image image, int w, int h, int channels) {
        ByteBuffer memory = memory(channels * w * h);
        try (PlaneFiller filler = new PlaneFiller(w, h, channels, memory)) {
            filler.fill(image);
            return memory.asFloatBuffer();
        }
    }

    private static ByteBuffer memory(int floats) {
        return ByteBuffer.allocateDirect(floats * Float.BYTES).order(ByteOrder.nativeOrder());
    }

    static Image noise(int w, int h, PixelOrder order) {
        byte[] pixels = new byte[w * h * order.bytesPerPixel()];
        new Random(w * 31L + h).nextBytes(pixels);
        return new Image(w, h, order, pixels);
    }
}
