package loupe.train.backbone;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;
import loupe.domain.Image;

/** Pictures and what the teacher says of them, in direct memory that is used again. */
final class Batch {
    private final int pictures;
    private final int side;
    private final ByteBuffer images;
    private final List<Tap> taps;
    private final List<ByteBuffer> features;

    Batch(int pictures, int side, List<Tap> taps) {
        this.pictures = pictures;
        this.side = side;
        this.taps = taps;
        this.images = direct(3L * pictures * side * side);
        this.features = taps.stream()
                .map(t -> direct((long) pictures * t.channels() * (side / t.stride()) * (side / t.stride())))
                .toList();
    }

    private static ByteBuffer direct(long floats) {
        return ByteBuffer.allocateDirect(Math.toIntExact(floats * Float.BYTES)).order(ByteOrder.nativeOrder());
    }

    /** Fills in batch {@code number} of an endless sequence. */
    void fill(Crops crops, long number, Teacher teacher) {
        FloatBuffer planes = images.asFloatBuffer();
        List<FloatBuffer> into =
                features.stream().map(ByteBuffer::asFloatBuffer).toList();
        for (int i = 0; i < pictures; i++) {
            Image crop = crops.at(number * pictures + i);
            put(crop, planes);
            teacher.features(crop, into);
        }
    }

    private static void put(Image crop, FloatBuffer planes) {
        byte[] bytes = crop.pixels();
        for (int c = 0; c < 3; c++) {
            float mean = StudentFile.MEAN.get(c).floatValue();
            float std = StudentFile.STD.get(c).floatValue();
            for (int i = c; i < bytes.length; i += 3) {
                planes.put(((bytes[i] & 0xff) / 255f - mean) / std);
            }
        }
    }

    ByteBuffer images() {
        return images.rewind();
    }

    long[] imageShape() {
        return new long[] {pictures, 3, side, side};
    }

    int taps() {
        return taps.size();
    }

    ByteBuffer features(int tap) {
        return features.get(tap).rewind();
    }

    long[] featureShape(int tap) {
        int cells = side / taps.get(tap).stride();
        return new long[] {pictures, taps.get(tap).channels(), cells, cells};
    }
}
