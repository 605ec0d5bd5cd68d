package loupe.imaging;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.IntStream;
import loupe.domain.Image;
import loupe.domain.PixelOrder;
import org.opencv.core.Size;

/**
 * Turns images of any size and order into a network's input: float32 planes of a fixed size, values 0…1 (the stored
 * range, 255 or 65535, is 1), rows top down. Three planes are red, green, blue (grey images give three equal ones); one
 * plane is luminance by ITU-R BT.601. Shrinks by area averaging, enlarges linearly (pixel centres aligned), each
 * direction by itself. Used by one thread, and lets a second one take half of a large picture; allocates nothing
 * lasting per call; holds native memory until closed.
 */
public final class PlaneFiller implements AutoCloseable {
    /** Below this many source pixels a second thread costs more than it saves. */
    private static final int WORTH_SHARING = 1 << 17;

    private final int height;
    private final PlaneStrip whole;
    private final List<PlaneStrip> halves;

    /**
     * A filler for one input shape and one place in memory.
     *
     * @param width pixels, ≥ 1
     * @param height pixels, ≥ 1
     * @param channels 3 (red, green, blue) or 1 (luminance)
     * @param memory direct, native order: where {@link #fill} writes {@code channels × height × width} floats, from
     *     index 0 on
     */
    public PlaneFiller(int width, int height, int channels, ByteBuffer memory) {
        boolean possible = width >= 1 && height >= 1 && (channels == 1 || channels == 3);
        if (!possible || !memory.isDirect() || memory.capacity() != (long) channels * width * height * Float.BYTES) {
            throw new IllegalArgumentException(width + "×" + height + "×" + channels + " in " + memory);
        }
        Natives.load();
        this.height = height;
        int half = height / 2;
        whole = new PlaneStrip(memory, new Size(width, height), channels, 0, height);
        halves = height % 2 == 0
                ? List.of(
                        new PlaneStrip(memory, new Size(width, height), channels, 0, half),
                        new PlaneStrip(memory, new Size(width, height), channels, half, half))
                : List.of();
    }

    /** Fills the memory from an image that is not empty. */
    public void fill(Image image) {
        if (canShare(image)) {
            int rows = image.height() / 2;
            IntStream.range(0, 2).parallel().forEach(i -> halves.get(i).fill(image, i * rows, rows));
        } else {
            whole.fill(image, 0, image.height());
        }
    }

    /** Averages of the upper half never look at the lower one; linear enlarging would. */
    private boolean canShare(Image image) {
        return !halves.isEmpty()
                && image.height() % 2 == 0
                && image.height() >= height
                && image.order() != PixelOrder.GRAY16
                && image.width() * image.height() >= WORTH_SHARING;
    }

    @Override
    public void close() {
        whole.close();
        halves.forEach(PlaneStrip::close);
    }
}
