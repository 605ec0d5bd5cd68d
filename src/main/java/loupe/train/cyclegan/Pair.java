package loupe.train.cyclegan;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import loupe.domain.Image;
import loupe.imaging.defect.Corrupted;
import loupe.imaging.defect.Draws;
import loupe.imaging.defect.SyntheticDefects;
import loupe.train.repair.RepairPictures;

/** A good and a bad crop that have nothing to do with each other, in direct memory that is used again. */
final class Pair {
    /** With fewer known defects, synthetic ones join them. */
    static final int ENOUGH = 30;

    /** Draws pairs apart from everything else that is drawn from a seed. */
    private static final long STREAM = 0xC7C1EL;

    private final int side;
    private final ByteBuffer good;
    private final ByteBuffer bad;
    private final ByteBuffer answer;
    private final ByteBuffer mask;
    private boolean synthetic;

    Pair(int side) {
        this.side = side;
        this.good = planes(3);
        this.bad = planes(3);
        this.answer = planes(3);
        this.mask = planes(1);
    }

    private ByteBuffer planes(int channels) {
        return ByteBuffer.allocateDirect(channels * side * side * Float.BYTES).order(ByteOrder.nativeOrder());
    }

    /** @param least share of synthetic defects among the bad pictures */
    void fill(RepairPictures pictures, long seed, long number, double least) {
        Draws draws = new Draws(seed ^ STREAM, number);
        put(RepairPictures.cut(pictures.training(), side, draws), good);
        double real = Math.min(1 - least, pictures.defects().size() / (double) ENOUGH);
        synthetic = !draws.chance(real);
        if (synthetic) {
            Image other = RepairPictures.cut(pictures.training(), side, draws);
            Corrupted made = new SyntheticDefects(seed).corrupt(other, number);
            put(other, answer);
            put(made.image(), bad);
            FloatBuffer where = mask.asFloatBuffer();
            for (int i = 0; i < side * side; i++) {
                where.put(i, made.mask()[i] == 0 ? 0 : 1);
            }
        } else {
            put(RepairPictures.cut(pictures.defects(), side, draws), bad);
        }
    }

    /** Whether the bad picture is a good one with synthetic defects. */
    boolean isSynthetic() {
        return synthetic;
    }

    private void put(Image image, ByteBuffer into) {
        int n = side * side;
        FloatBuffer planes = into.asFloatBuffer();
        for (int i = 0; i < 3 * n; i++) {
            planes.put(i, RepairPictures.level(image, i % n, i / n));
        }
    }

    ByteBuffer good() {
        return good.rewind();
    }

    ByteBuffer bad() {
        return bad.rewind();
    }

    /** What a synthetic bad picture was before. */
    ByteBuffer answer() {
        return answer.rewind();
    }

    /** 1 where its defects are. */
    ByteBuffer mask() {
        return mask.rewind();
    }
}
