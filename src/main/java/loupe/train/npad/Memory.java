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
record Memory(int count, int k, float[] columns, float[] norms) {
    /** Features the centroids are chosen among, per centroid. */
    private static final int CANDIDATES = 16;

    private static final int CHUNK = 1024;
    private static final int BLOCK = 16;

    /** Chooses {@code count} of a seeded sample of the images' cells. */
    static Memory choose(List<float[]> images, int k, int count, long seed) {
        float[][] candidates = sample(images, k, count * CANDIDATES, seed);
        int wanted = Math.min(count, candidates.length);
        int[] chosen = greedy(candidates, wanted, new Random(seed).nextInt(candidates.length));
        float[] columns = new float[k * wanted];
        float[] norms = new float[wanted];
        for (int c = 0; c < wanted; c++) {
            float[] feature = candidates[chosen[c]];
            double norm = 0;
            for (int j = 0; j < k; j++) {
                columns[j * wanted + c] = feature[j];
                norm += (double) feature[j] * feature[j];
            }
            norms[c] = (float) norm;
        }
        return new Memory(wanted, k, columns, norms);
    }

    private static float[][] sample(List<float[]> images, int k, int wanted, long seed) {
        int cells = images.get(0).length / k;
        long all = (long) images.size() * cells;
        int size = (int) Math.min(all, wanted);
        Random random = new Random(seed + 1);
        float[][] picked = new float[size][];
        for (int i = 0; i < size; i++) {
            long slot = size == all ? i : (long) ((i + random.nextDouble()) * all / size); // one from every stretch
            float[] image = images.get((int) (slot / cells));
            int from = (int) (slot % cells) * k;
            picked[i] = Arrays.copyOfRange(image, from, from + k);
        }
        return picked;
    }

    private static int[] greedy(float[][] candidates, int wanted, int first) {
        float[] nearest = new float[candidates.length];
        Arrays.fill(nearest, Float.POSITIVE_INFINITY);
        int[] chosen = new int[wanted];
        chosen[0] = first;
        int chunks = (candidates.length + CHUNK - 1) / CHUNK;
        for (int i = 1; i < wanted; i++) {
            float[] centre = candidates[chosen[i - 1]];
            IntStream.range(0, chunks).parallel().forEach(chunk -> {
                int end = Math.min(candidates.length, (chunk + 1) * CHUNK);
                for (int c = chunk * CHUNK; c < end; c++) {
                    nearest[c] = Math.min(nearest[c], squaredDistance(candidates[c], centre, nearest[c]));
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
    float[] distances(float[] image) {
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
