package loupe.train.cyclegan;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import loupe.domain.Image;
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

    Pair(int side) {
        this.side = side;
        this.good = ByteBuffer.allocateDirect(3 * side * side * Float.BYTES).order(ByteOrder.nativeOrder());
        this.bad = ByteBuffer.allocateDirect(3 * side * side * Float.BYTES).order(ByteOrder.nativeOrder());
    }

    void fill(RepairPictures pictures, long seed, long number) {
        Draws draws = new Draws(seed ^ STREAM, number);
        put(RepairPictures.cut(pictures.training(), side, draws), good);
        int real = pictures.defects().size();
        if (real >= ENOUGH || draws.chance(real / (double) ENOUGH)) {
            put(RepairPictures.cut(pictures.defects(), side, draws), bad);
        } else {
            Image other = RepairPictures.cut(pictures.training(), side, draws);
            put(new SyntheticDefects(seed).corrupt(other, number).image(), bad);
        }
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
}
