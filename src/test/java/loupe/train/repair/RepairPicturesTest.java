package loupe.train.repair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import loupe.domain.Image;
import loupe.domain.ImageSequence;
import loupe.domain.PixelOrder;
import loupe.domain.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepairPicturesTest {
    @TempDir
    private Path folder;

    @Test
    void everyFifthIsHeldOutAndColoursStay() {
        RepairPictures pictures = RepairPictures.read(Textures.folder(folder, 11));
        assertThat(pictures.heldOut()).hasSize(3);
        assertThat(pictures.training()).hasSize(8);
        assertThat(pictures.training().get(0)).isEqualTo(Textures.of(1));
        assertThat(pictures.side()).isEqualTo(Textures.SIDE);
    }

    /** A part without colour never has a coloured defect; three equal planes are seen. */
    @Test
    void greyPartsAreCorruptedInGrey() {
        RepairFolder files = new RepairFolder(folder);
        List<Image> grey =
                IntStream.range(0, 9).mapToObj(i -> grey(Textures.of(i))).toList();
        RepairFolder.fill(files.good(), ImageSequence.of(grey), Textures.SIDE, Progress.NONE);
        RepairPictures pictures = RepairPictures.read(files);
        assertThat(pictures.training()).extracting(Image::order).containsOnly(PixelOrder.GRAY8);
        assertThat(pictures.training().get(0)).isEqualTo(grey.get(1));
        CorruptedBatch batch = new CorruptedBatch(8, 64);
        batch.fill(pictures.training(), 5, 0, true);
        FloatBuffer seen = batch.seen().asFloatBuffer();
        FloatBuffer wanted = batch.wanted().asFloatBuffer();
        FloatBuffer mask = batch.mask().asFloatBuffer();
        int n = 64 * 64;
        int painted = 0;
        for (int i = 0; i < 8 * n; i++) {
            int red = i / n * 3 * n + i % n;
            double change = seen.get(red) - wanted.get(red);
            assertThat(seen.get(red + n)).isEqualTo(seen.get(red)).isEqualTo(seen.get(red + 2 * n));
            if (mask.get(i) == 0) {
                assertThat(change).as("the noise cancels").isCloseTo(0, within(1e-6));
            } else {
                painted++;
            }
        }
        assertThat(painted).isBetween(8 * 6, 8 * n / 4);
    }

    private static Image grey(Image rgb) {
        byte[] pixels = new byte[rgb.width() * rgb.height()];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = rgb.pixels()[3 * i];
        }
        return new Image(rgb.width(), rgb.height(), PixelOrder.GRAY8, pixels);
    }
}
