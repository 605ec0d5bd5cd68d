package loupe.train;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import loupe.domain.InspectionFault;

/**
 * The features of all images, in a temporary file: thousands of images need no more memory than a few. Written by one
 * thread, then read by any.
 */
public final class FeatureStore implements AutoCloseable {
    private final Path file;
    private final FileChannel channel;
    private final int[] lengths;
    private final List<Long> places = new ArrayList<>();
    private long end;

    /**
     * Makes an empty store.
     *
     * @param lengths values per image of every part
     * @throws InspectionFault TEA-09 when the disk is full, CFG-02 when there is no place for temporary files
     */
    public FeatureStore(int... lengths) {
        this.lengths = lengths.clone();
        try {
            file = Files.createTempFile("loupe-features-", ".part");
            channel = FileChannel.open(
                    file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        } catch (IOException e) {
            throw Disk.fault(e, Path.of(System.getProperty("java.io.tmpdir")));
        }
    }

    /** Adds an image. */
    public void add(List<float[]> parts) {
        places.add(end);
        for (float[] part : parts) {
            ByteBuffer bytes = ByteBuffer.allocate(4 * part.length);
            bytes.asFloatBuffer().put(part);
            try {
                while (bytes.hasRemaining()) {
                    end += channel.write(bytes, end);
                }
            } catch (IOException e) {
                throw Disk.fault(e, file);
            }
        }
    }

    public int size() {
        return places.size();
    }

    public void remove(int image) {
        places.remove(image);
    }

    /** One part of one image. */
    public float[] get(int image, int part) {
        long from = places.get(image);
        for (int i = 0; i < part; i++) {
            from += 4L * lengths[i];
        }
        ByteBuffer bytes = ByteBuffer.allocate(4 * lengths[part]);
        try {
            while (bytes.hasRemaining()) {
                if (channel.read(bytes, from + bytes.position()) < 0) {
                    throw new IOException("cut off");
                }
            }
        } catch (IOException e) {
            throw Disk.fault(e, file);
        }
        float[] values = new float[lengths[part]];
        bytes.flip().asFloatBuffer().get(values);
        return values;
    }

    /** All parts of one image. */
    public List<float[]> get(int image) {
        List<float[]> parts = new ArrayList<>();
        for (int part = 0; part < lengths.length; part++) {
            parts.add(get(image, part));
        }
        return parts;
    }

    /** Features of a part, one from every stretch of the images' cells; all of them when no more are wanted. */
    public float[][] sample(int[] images, int part, int k, int wanted, long seed) {
        int cells = lengths[part] / k;
        long all = (long) images.length * cells;
        int size = (int) Math.min(all, wanted);
        Random random = new Random(seed + 1);
        float[][] picked = new float[size][];
        int held = -1;
        float[] image = {};
        for (int i = 0; i < size; i++) {
            long slot = size == all ? i : (long) ((i + random.nextDouble()) * all / size);
            int at = (int) (slot / cells);
            if (at != held) {
                image = get(images[at], part);
                held = at;
            }
            int from = (int) (slot % cells) * k;
            picked[i] = Arrays.copyOfRange(image, from, from + k);
        }
        return picked;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw Disk.fault(e, file);
        }
    }
}
