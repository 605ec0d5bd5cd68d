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

    /** Strips of a large picture; a sixteenth of it fits into the cache of a core, which pays more than it costs. */
    private static final int MOST_STRIPS = 16;

    private final ByteBuffer memory;
    private final Size size;
    private final int channels;
    private final boolean antialias;
    private final List<PlaneStrip.Scratch> lanes;
    private List<PlaneStrip> strips = List.of();

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
        this(width, height, channels, memory, true);
    }

    /** @param antialias shrink by area averaging; else linearly between neighbours, as most other programs do */
    public PlaneFiller(int width, int height, int channels, ByteBuffer memory, boolean antialias) {
        boolean possible = width >= 1 && height >= 1 && (channels == 1 || channels == 3);
        if (!possible || !memory.isDirect() || memory.capacity() != (long) channels * width * height * Float.BYTES) {
            throw new IllegalArgumentException(width + "×" + height + "×" + channels + " in " + memory);
        }
        Natives.load();
        this.memory = memory;
        this.size = new Size(width, height);
        this.channels = channels;
        this.antialias = antialias;
        this.lanes = List.of(new PlaneStrip.Scratch(), new PlaneStrip.Scratch());
    }

    /** Fills the memory from an image that is not empty. */
    public void fill(Image image) {
        int count = stripsFor(image);
        if (count != strips.size()) {
            cut(count);
        }
        int rows = image.height() / count;
        if (count == 1) {
            strips.get(0).fill(image, 0, rows, lanes.get(0));
        } else {
            int each = count / lanes.size();
            IntStream.range(0, lanes.size()).parallel().forEach(lane -> {
                for (int i = lane * each; i < (lane + 1) * each; i++) {
                    strips.get(i).fill(image, i * rows, rows, lanes.get(lane));
                }
            });
        }
    }

    /** Averages of one strip never look at another as long as all end between two rows; linear enlarging would. */
    private int stripsFor(Image image) {
        int height = (int) size.height;
        boolean apart = antialias
                && image.height() >= height
                && image.order() != PixelOrder.GRAY16
                && (long) image.width() * image.height() >= WORTH_SHARING;
        int count = apart ? MOST_STRIPS : 1;
        while (count > 1 && (image.height() % count != 0 || height % count != 0)) {
            count /= 2;
        }
        return count;
    }

    private void cut(int count) {
        strips.forEach(PlaneStrip::close);
        int rows = (int) size.height / count;
        strips = IntStream.range(0, count)
                .mapToObj(i -> new PlaneStrip(memory, size, channels, new PlaneStrip.Share(i * rows, rows, antialias)))
                .toList();
    }

    @Override
    public void close() {
        strips.forEach(PlaneStrip::close);
        lanes.forEach(PlaneStrip.Scratch::close);
    }
}
