package loupe.train.repair;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import loupe.domain.Image;
import loupe.domain.ImageSequence;
import loupe.domain.PixelOrder;
import loupe.domain.Progress;
import loupe.imaging.defect.SmoothNoise;
import loupe.train.gradient.Checkpoint;

/** Invented pictures for trainings that last seconds: wavy stripes with a little grain. */
public final class Textures {
    /** Of every picture, pixels. */
    public static final int SIDE = 128;

    private Textures() {}

    /** A folder with so many good pictures. */
    public static RepairFolder folder(Path path, int count) {
        RepairFolder folder = new RepairFolder(path);
        List<Image> images = IntStream.range(0, count).mapToObj(Textures::of).toList();
        assertThat(RepairFolder.fill(folder.good(), ImageSequence.of(images), SIDE, Progress.NONE))
                .isEmpty();
        return folder;
    }

    public static Image of(long seed) {
        SmoothNoise noise = new SmoothNoise(seed);
        byte[] pixels = new byte[3 * SIDE * SIDE];
        for (int i = 0; i < pixels.length; i++) {
            int x = i / 3 % SIDE;
            int y = i / 3 / SIDE;
            double wave = Math.sin((x + 6 * noise.at(x / 40.0, y / 40.0)) * 0.5);
            pixels[i] = (byte) Math.round(130 + 40 * wave + 6 * noise.at(x, y) + 10 * (i % 3));
        }
        return new Image(SIDE, SIDE, PixelOrder.RGB8, pixels);
    }

    /** RGB 0…1 in planes. */
    public static float[] planes(Image image) {
        int n = image.width() * image.height();
        float[] planes = new float[3 * n];
        for (int i = 0; i < planes.length; i++) {
            planes[i] = (image.pixels()[3 * (i % n) + i / n] & 0xff) / 255f;
        }
        return planes;
    }

    /** The numbers of the best state, from the checkpoint that a finished training leaves. */
    public static SortedMap<String, float[]> best(RepairFolder folder) {
        SortedMap<String, float[]> best = new TreeMap<>();
        Checkpoint.read(Checkpoint.beside(folder.model())).values().forEach((name, values) -> {
            if (name.startsWith("best.")) {
                best.put(name.substring(5), values);
            }
        });
        return best;
    }
}
