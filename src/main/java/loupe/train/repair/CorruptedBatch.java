package loupe.train.repair;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;
import loupe.domain.Image;
import loupe.domain.PixelOrder;
import loupe.imaging.defect.Corrupted;
import loupe.imaging.defect.Draws;
import loupe.imaging.defect.SyntheticDefects;

/**
 * Crops of good pictures, some of their pixels corrupted, in direct memory that is used again: what the network sees,
 * what it should make of it, and where the two differ.
 */
public final class CorruptedBatch {
    private static final double LARGEST_NOISE = 0.02;

    /** Standard deviation of the sum of four uniform 16-bit numbers. */
    private static final double FOUR = 65536 / Math.sqrt(3);

    private final int pictures;
    private final int side;
    private final ByteBuffer seen;
    private final ByteBuffer wanted;
    private final ByteBuffer mask;

    /** @param side of a crop, pixels */
    public CorruptedBatch(int pictures, int side) {
        this.pictures = pictures;
        this.side = side;
        this.seen = direct(3L * pictures * side * side);
        this.wanted = direct(3L * pictures * side * side);
        this.mask = direct((long) pictures * side * side);
    }

    static ByteBuffer direct(long floats) {
        return ByteBuffer.allocateDirect(Math.toIntExact(floats * Float.BYTES)).order(ByteOrder.nativeOrder());
    }

    /**
     * Fills in batch {@code number} of an endless sequence.
     *
     * @param corrupted false = what is seen is what is wanted
     */
    public void fill(List<Image> from, long seed, long number, boolean corrupted) {
        SyntheticDefects defects = new SyntheticDefects(seed);
        for (int i = 0; i < pictures; i++) {
            long index = number * pictures + i;
            Draws draws = new Draws(seed, index);
            Image good = RepairPictures.cut(from, side, draws);
            Corrupted painted =
                    corrupted ? defects.corrupt(good, index) : new Corrupted(good, new byte[side * side], "");
            put(i, good, painted, draws);
        }
    }

    /** The same noise goes into both: what is noisy is not wrong. */
    private void put(int i, Image good, Corrupted painted, Draws draws) {
        int n = side * side;
        FloatBuffer in = seen.asFloatBuffer();
        FloatBuffer out = wanted.asFloatBuffer();
        FloatBuffer where = mask.asFloatBuffer();
        double sigma = draws.uniform(0, LARGEST_NOISE);
        for (int p = 0; p < n; p++) {
            where.put(i * n + p, painted.mask()[p] == 0 ? 0 : 1);
            float noise = 0;
            for (int c = 0; c < 3; c++) {
                boolean own = c == 0 || good.order() != PixelOrder.GRAY8; // grey pictures have grey noise
                noise = own ? (float) (sigma * normal(draws.bits())) : noise;
                int to = (3 * i + c) * n + p;
                in.put(to, RepairPictures.level(painted.image(), p, c) + noise);
                out.put(to, RepairPictures.level(good, p, c) + noise);
            }
        }
    }

    /** Nearly normal, and much faster than exactly normal. */
    private static double normal(long bits) {
        long sum = (bits & 0xffff) + (bits >>> 16 & 0xffff) + (bits >>> 32 & 0xffff) + (bits >>> 48);
        return (sum - 2 * 65535.0) / FOUR;
    }

    /** RGB 0…1 with defects and noise, {@link #shape}. */
    public ByteBuffer seen() {
        return seen.rewind();
    }

    /** The same without the defects. */
    public ByteBuffer wanted() {
        return wanted.rewind();
    }

    /** 1 where a defect is, [N,1,H,W]. */
    public ByteBuffer mask() {
        return mask.rewind();
    }

    /** [N,3,H,W], or with another number of channels. */
    public long[] shape(int channels) {
        return new long[] {pictures, channels, side, side};
    }
}
