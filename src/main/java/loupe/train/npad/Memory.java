package loupe.train.npad;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * A representative set of good features, chosen by greedy k-centre: always the feature farthest from those chosen
 * (Sener and Savarese, arXiv 1708.00489; Roth et al., arXiv 2106.08265).
 *
 * @param count centroids
 * @param k dimensions
 * @param columns {@code [k][count]}, dimension by dimension
 * @param norms squared length of every centroid
 */
record Memory(int count, int k, float[] columns, float[] norms) implements Learned, Learned.Distances {
    private static final int CHUNK = 4096;
    private static final int BLOCK = 16;

    /** Chooses {@code count} of the candidates. */
    static Memory choose(float[][] candidates, int k, int count, long seed) {
        int wanted = Math.min(count, candidates.length);
        int[] chosen = greedy(candidates, wanted, new Random(seed).nextInt(candidates.length));
        float[] columns = new float[k * wanted];
        for (int c = 0; c < wanted; c++) {
            for (int j = 0; j < k; j++) {
                columns[j * wanted + c] = candidates[chosen[c]][j];
            }
        }
        return of(wanted, k, columns);
    }

    /** Centroids that are known already, {@code [k][count]}. */
    static Memory of(int count, int k, float[] columns) {
        float[] norms = new float[count];
        for (int c = 0; c < count; c++) {
            double norm = 0;
            for (int j = 0; j < k; j++) {
                double value = columns[j * count + c];
                norm += value * value;
            }
            norms[c] = (float) norm;
        }
        return new Memory(count, k, columns, norms);
    }

    /** All centroids of several sets. */
    static Memory join(List<Memory> parts) {
        int k = parts.get(0).k();
        int count = parts.stream().mapToInt(Memory::count).sum();
        float[] columns = new float[k * count];
        int from = 0;
        for (Memory part : parts) {
            for (int j = 0; j < k; j++) {
                System.arraycopy(part.columns, j * part.count, columns, j * count + from, part.count);
            }
            from += part.count;
        }
        return of(count, k, columns);
    }

    @Override
    public Memory distances(int neighbourhood) {
        return this;
    }

    /** The centroids one by one. */
    float[][] rows() {
        float[][] rows = new float[count][k];
        for (int c = 0; c < count; c++) {
            for (int j = 0; j < k; j++) {
                rows[c][j] = columns[j * count + c];
            }
        }
        return rows;
    }

    /**
     * A candidate whose centre lies at least twice as far from the new centre as from the candidate cannot be nearer to
     * the new one (triangle inequality): most distances need not be computed.
     */
    private static int[] greedy(float[][] candidates, int wanted, int first) {
        float[] nearest = new float[candidates.length];
        Arrays.fill(nearest, Float.POSITIVE_INFINITY);
        int[] owner = new int[candidates.length];
        float[] between = new float[wanted];
        int[] chosen = new int[wanted];
        chosen[0] = first;
        int chunks = (candidates.length + CHUNK - 1) / CHUNK;
        for (int i = 1; i < wanted; i++) {
            int newest = i - 1;
            float[] centre = candidates[chosen[newest]];
            for (int c = 0; c < newest; c++) {
                between[c] = squaredDistance(candidates[chosen[c]], centre, Float.POSITIVE_INFINITY);
            }
            IntStream.range(0, chunks).parallel().forEach(chunk -> {
                int end = Math.min(candidates.length, (chunk + 1) * CHUNK);
                for (int c = chunk * CHUNK; c < end; c++) {
                    if (newest == 0 || between[owner[c]] < 4 * nearest[c]) {
                        float distance = squaredDistance(candidates[c], centre, nearest[c]);
                        if (distance < nearest[c]) {
                            nearest[c] = distance;
                            owner[c] = newest;
                        }
                    }
                }
            });
            chosen[i] = farthest(nearest);
        }
        return chosen;
    }

    private static int farthest(float[] nearest) {
        int best = 0;
        for (int i = 1; i < nearest.length; i++) {
            if (nearest[i] > nearest[best]) {
                best = i;
            }
        }
        return best;
    }

    /** The squared distance, or some value of at least {@code enough} as soon as it cannot be smaller. */
    private static float squaredDistance(float[] a, float[] b, float enough) {
        float sum = 0;
        for (int from = 0; from < a.length && sum < enough; from += BLOCK) {
            sum += block(a, b, from, Math.min(a.length, from + BLOCK));
        }
        return sum;
    }

    /** Four partial sums, so that the additions need not wait for one another. */
    private static float block(float[] a, float[] b, int from, int to) {
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        int i = from;
        for (; i + 3 < to; i += 4) {
            float d0 = a[i] - b[i];
            float d1 = a[i + 1] - b[i + 1];
            float d2 = a[i + 2] - b[i + 2];
            float d3 = a[i + 3] - b[i + 3];
            s0 += d0 * d0;
            s1 += d1 * d1;
            s2 += d2 * d2;
            s3 += d3 * d3;
        }
        for (; i < to; i++) {
            s0 += (a[i] - b[i]) * (a[i] - b[i]);
        }
        return s0 + s1 + s2 + s3;
    }

    /** For every cell the Euclidean distance of its feature to the nearest centroid. */
    @Override
    public float[] of(float[] image) {
        float[] nearest = new float[image.length / k];
        float[] squared = new float[count];
        for (int cell = 0; cell < nearest.length; cell++) {
            System.arraycopy(norms, 0, squared, 0, count);
            double own = 0;
            for (int j = 0; j < k; j++) {
                float value = image[cell * k + j];
                own += (double) value * value;
                subtract(squared, 2 * value, j * count);
            }
            float least = Float.POSITIVE_INFINITY;
            for (float s : squared) {
                least = Math.min(least, s);
            }
            nearest[cell] = (float) Math.sqrt(Math.max(0, own + least));
        }
        return nearest;
    }

    private void subtract(float[] squared, float factor, int from) {
        for (int c = 0; c < squared.length; c++) {
            squared[c] -= factor * columns[from + c];
        }
    }
}
