package loupe.train.backbone;

import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import loupe.domain.Image;
import loupe.domain.InspectionFault;
import loupe.domain.PixelOrder;
import loupe.imaging.ImageCodec;
import loupe.imaging.defect.SyntheticDefects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Training pictures: crops of photographs at random scale, shape and orientation, in other light and colour, some
 * grey, some noisy, and many with foreign patches pasted in: a student must be right about what does not belong. Crop i
 * of a seed is always the same. Any thread.
 */
final class Crops {
    private static final double GREY = 0.35;
    private static final double FOREIGN = 0.35;
    private static final double PAINTED = 0.1;
    private static final double NOISY = 0.2;
    private static final int LARGEST_PATCH = 3;
    private static final int TRIES = 20;
    private static final Logger LOG = LoggerFactory.getLogger(Crops.class);

    private final List<Path> files;
    private final int side;
    private final long seed;

    /**
     * Draws from these files.
     *
     * @param side of a crop, pixels
     */
    Crops(List<Path> files, int side, long seed) {
        this.files = List.copyOf(files);
        this.side = side;
        this.seed = seed;
    }

    /** Crop number {@code index}: RGB8, side × side. */
    Image at(long index) {
        SplittableRandom random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + index);
        Planes planes = cut(random);
        if (random.nextDouble() < FOREIGN) {
            Planes other = cut(random);
            int count = 1 + random.nextInt(LARGEST_PATCH);
            for (int i = 0; i < count; i++) {
                planes.paste(other, random);
            }
        }
        planes.relight(random);
        if (random.nextDouble() < GREY) {
            planes.grey();
        }
        double noise = random.nextDouble() < NOISY ? random.nextDouble(0.015) : 0;
        Image image = planes.image(noise, random);
        boolean painted = random.nextDouble() < PAINTED;
        return painted ? new SyntheticDefects(seed).corrupt(image, index).image() : image;
    }

    private Planes cut(SplittableRandom random) {
        return Planes.cut(Shrunk.of(readable(random), 2 * side), side, random);
    }

    /** A damaged photograph is passed over, or one in thousands would end a training of hours. */
    private Image readable(SplittableRandom random) {
        for (int attempt = 1; ; attempt++) {
            Path file = files.get(random.nextInt(files.size()));
            try {
                return ImageCodec.read(file);
            } catch (InspectionFault fault) {
                if (attempt == TRIES) {
                    throw fault;
                }
                LOG.warn("{} is passed over: {}", file, fault.getMessage());
            }
        }
    }

    /** Large photographs are shrunk by whole factors first, so that a crop does not alias. */
    private static final class Shrunk {
        private Shrunk() {}

        static Image of(Image image, int enough) {
            int factor = Math.min(image.width(), image.height()) / enough;
            if (factor < 2 || image.order() == PixelOrder.GRAY16) {
                return image;
            }
            int n = image.order().bytesPerPixel();
            int width = image.width() / factor;
            int height = image.height() / factor;
            byte[] small = new byte[width * height * n];
            for (int i = 0; i < small.length; i++) {
                int x = i / n % width * factor;
                int y = i / n / width * factor;
                int sum = 0;
                for (int dy = 0; dy < factor; dy++) {
                    for (int dx = 0; dx < factor; dx++) {
                        sum += image.pixels()[((y + dy) * image.width() + x + dx) * n + i % n] & 0xff;
                    }
                }
                small[i] = (byte) (sum / (factor * factor));
            }
            return new Image(width, height, image.order(), small);
        }
    }
}
