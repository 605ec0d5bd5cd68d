package loupe.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import loupe.domain.AnomalyMap;
import loupe.domain.Image;
import loupe.domain.PixelOrder;
import loupe.domain.Region;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MapPixelsTest {
    @TempDir
    private Path folder;

    @Test
    void enlargesLikeTheTextbook() {
        float[] scores = noise(16 * 12);
        double[] in = new double[scores.length];
        for (int i = 0; i < in.length; i++) {
            in[i] = scores[i];
        }
        float[] found = MapPixels.of(new AnomalyMap(16, 12, scores, new Region(0, 0, 100, 90)), 100, 90);
        double[] expected = PlainResize.resize(in, 16, 12, 100, 90);
        for (int i = 0; i < expected.length; i++) {
            assertThat((double) found[i]).isCloseTo(expected[i], Offset.offset(1e-6));
        }
    }

    @Test
    void aMapOfImageSizeStaysAsItIs() {
        float[] scores = noise(40 * 30);
        assertThat(MapPixels.of(new AnomalyMap(40, 30, scores, new Region(0, 0, 40, 30)), 40, 30))
                .isEqualTo(scores);
    }

    @Test
    void outsideTheCoveredPartNothingIsFound() {
        float[] found = MapPixels.of(new AnomalyMap(2, 1, new float[] {3, 5}, new Region(1, 1, 2, 1)), 4, 3);
        assertThat(found).containsExactly(3, 3, 3, 3, 3, 3, 5, 3, 3, 3, 3, 3);
    }

    @Test
    void masksAreReadWithTheNearestPixel() throws IOException {
        byte[] small = {0, 1, (byte) 255, 0};
        Path file = folder.resolve("mask.png");
        Files.write(file, ImageCodec.png(new Image(2, 2, PixelOrder.GRAY8, small)));
        assertThat(Masks.read(file, 2, 2)).containsExactly(false, true, true, false);
        assertThat(Masks.read(file, 4, 2)).containsExactly(false, false, true, true, true, true, false, false);
        assertThat(Masks.read(file, 1, 1)).containsExactly(false);
        assertThat(Masks.of(new Image(1, 1, PixelOrder.GRAY16, new byte[] {0, 1}), 1, 1))
                .containsExactly(true);
    }

    @Test
    void thumbnailsFitTheBoxAndKeepTheMean() {
        Image image = PlaneFillerTest.noise(600, 300, PixelOrder.RGB8);
        Image small = Thumbnails.of(image, 100, 100);
        assertThat(small.width()).isEqualTo(100);
        assertThat(small.height()).isEqualTo(50);
        assertThat(small.order()).isEqualTo(PixelOrder.RGB8);
        double[] expected = PlainResize.resize(PlainResize.plane(image, 0), 600, 300, 100, 50);
        double[] found = PlainResize.plane(small, 0);
        for (int i = 0; i < expected.length; i++) {
            assertThat(found[i]).isCloseTo(expected[i], Offset.offset(0.004));
        }
        assertThat(Thumbnails.of(small, 100, 100)).isSameAs(small);
        assertThat(Thumbnails.of(PlaneFillerTest.noise(1000, 1, PixelOrder.GRAY16), 10, 10)
                        .height())
                .isEqualTo(1);
    }

    private static float[] noise(int count) {
        Random random = new Random(3);
        float[] out = new float[count];
        for (int i = 0; i < count; i++) {
            out[i] = random.nextFloat();
        }
        return out;
    }
}
