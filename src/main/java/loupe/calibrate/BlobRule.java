package loupe.calibrate;

import java.util.stream.IntStream;

/**
 * Pixel threshold from good maps: the smallest one at which no good map shows a region larger than allowed. Regions
 * are 8-connected. Maps are added one by one; O(n log n) each, nothing of them is kept. One thread.
 */
public final class BlobRule {
    private final double largest;
    private double threshold = Double.NEGATIVE_INFINITY;

    /**
     * Starts without a map.
     *
     * @param largest area in image pixels² that a region of a good part may have, ≥ 0
     */
    public BlobRule(double largest) {
        if (!(largest >= 0)) {
            throw new IllegalArgumentException("area " + largest);
        }
        this.largest = largest;
    }

    /**
     * Adds the map of a good part.
     *
     * @param scores row-major, finite
     * @param width columns
     * @param cellArea image pixels² that one value covers, &gt; 0
     */
    public void add(float[] scores, int width, double cellArea) {
        Metrics.sorted(scores); // refuses what is not finite
        int cells = (int) Math.min(scores.length, Math.floor(largest / cellArea + 1e-9));
        if (cells < scores.length) {
            threshold = Math.max(threshold, new Flood(scores, width).limit(cells));
        }
    }

    /** The threshold; −∞ while every map may be flagged whole. */
    public double threshold() {
        return threshold;
    }

    /** The water falls: cells come out from the highest down and join their neighbours. */
    private static final class Flood {
        private final float[] scores;
        private final int width;
        private final int[] parent;
        private final int[] size;

        Flood(float[] scores, int width) {
            this.scores = scores;
            this.width = width;
            this.parent = new int[scores.length];
            this.size = new int[scores.length];
        }

        /** Just above the score at which a region first has more than so many cells. */
        double limit(int cells) {
            long[] order = IntStream.range(0, scores.length)
                    .mapToLong(i -> ((long) ordered(scores[i]) << 32) | i)
                    .sorted()
                    .toArray();
            for (int k = order.length - 1; k >= 0; k--) {
                int i = (int) order[k];
                if (rise(i) > cells) {
                    return Math.nextUp(scores[i]);
                }
            }
            return Double.NEGATIVE_INFINITY;
        }

        private static int ordered(float score) {
            int bits = Float.floatToIntBits(score + 0f);
            return bits < 0 ? bits ^ Integer.MAX_VALUE : bits;
        }

        private int rise(int i) {
            parent[i] = i;
            size[i] = 1;
            int x = i % width;
            int y = i / width;
            int right = Math.min(width - 1, x + 1);
            int bottom = Math.min(scores.length / width - 1, y + 1);
            for (int ny = Math.max(0, y - 1); ny <= bottom; ny++) {
                for (int nx = Math.max(0, x - 1); nx <= right; nx++) {
                    int n = ny * width + nx;
                    if (size[n] > 0) {
                        join(i, n);
                    }
                }
            }
            return size[root(i)];
        }

        private void join(int a, int b) {
            int one = root(a);
            int other = root(b);
            if (one != other) {
                int big = size[one] >= size[other] ? one : other;
                int small = big == one ? other : one;
                parent[small] = big;
                size[big] += size[small];
            }
        }

        private int root(int i) {
            int r = i;
            while (parent[r] != r) {
                parent[r] = parent[parent[r]];
                r = parent[r];
            }
            return r;
        }
    }
}
