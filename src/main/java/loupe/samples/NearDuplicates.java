package loupe.samples;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.IntStream;
import loupe.imaging.Likeness;

/**
 * Groups images that are much more alike than two images of the set usually are: few bits of their hashes differ, and
 * their patterns are nearer than a fifth of the median of random pairs. The second counts where all parts lie alike
 * under the camera and the hash sees no difference. Every member is near the first of its group, so groups do not grow
 * into chains. Hashes are cut into one band more than bits may differ: two that are near agree in at least one band,
 * and only those are compared (pigeonhole; Norouzi et al. 2012).
 */
public final class NearDuplicates {
    /** Bits of 64 in which images of one part may differ. */
    static final int DISTANCE = 4;

    private static final double SHARE = 0.2;
    private static final int PAIRS = 1001;
    /** Too few to know what is usual among them: what is usual among pictures of different things. */
    private static final int FEW = 8;

    private final int distance;
    private final BiPredicate<Integer, Integer> alike;
    private final List<List<Integer>> groups = new ArrayList<>();
    private final List<Map<Long, List<Integer>>> bands = new ArrayList<>();
    private final long[] hashes;

    private NearDuplicates(long[] hashes, int distance, BiPredicate<Integer, Integer> alike) {
        this.hashes = hashes;
        this.distance = distance;
        this.alike = alike;
        for (int b = 0; b <= distance; b++) {
            bands.add(new HashMap<>());
        }
    }

    /** Indices of images that look alike; groups of two and more, in the order of their first members. */
    public static List<List<Integer>> groups(List<Likeness> images) {
        long[] hashes = images.stream().mapToLong(Likeness::hash).toArray();
        double near = SHARE * usual(images);
        return groups(hashes, DISTANCE, (i, j) -> images.get(i).distance(images.get(j), near) <= near);
    }

    /** Median distance of random pairs; the same for the same images. */
    private static double usual(List<Likeness> images) {
        if (images.size() < FEW) {
            return 1;
        }
        Random random = new Random(images.size());
        return IntStream.range(0, PAIRS)
                .mapToDouble(n -> {
                    int i = random.nextInt(images.size());
                    int j = (i + 1 + random.nextInt(images.size() - 1)) % images.size();
                    return images.get(i).distance(images.get(j), Double.MAX_VALUE);
                })
                .sorted()
                .skip(PAIRS / 2)
                .findFirst()
                .orElse(1);
    }

    /**
     * Groups by hashes and one more look.
     *
     * @param distance bits that may differ, 0…31
     * @param alike whether two whose hashes are near are really alike
     */
    static List<List<Integer>> groups(long[] hashes, int distance, BiPredicate<Integer, Integer> alike) {
        NearDuplicates found = new NearDuplicates(hashes, distance, alike);
        for (int i = 0; i < hashes.length; i++) {
            found.place(i);
        }
        return found.groups.stream().filter(g -> g.size() > 1).map(List::copyOf).toList();
    }

    private void place(int index) {
        int nearest = -1;
        int least = distance + 1;
        Set<Integer> seen = new HashSet<>();
        for (int b = 0; b < bands.size(); b++) {
            for (int group : bands.get(b).getOrDefault(band(hashes[index], b), List.of())) {
                int away = seen.add(group)
                        ? Long.bitCount(hashes[index] ^ hashes[groups.get(group).get(0)])
                        : Integer.MAX_VALUE;
                boolean nearer = away < least || (away == least && group < nearest);
                if (nearer && alike.test(groups.get(group).get(0), index)) {
                    nearest = group;
                    least = away;
                }
            }
        }
        if (nearest >= 0) {
            groups.get(nearest).add(index);
            return;
        }
        for (int b = 0; b < bands.size(); b++) {
            bands.get(b)
                    .computeIfAbsent(band(hashes[index], b), k -> new ArrayList<>())
                    .add(groups.size());
        }
        groups.add(new ArrayList<>(List.of(index)));
    }

    private long band(long hash, int band) {
        int from = 64 * band / bands.size();
        int to = 64 * (band + 1) / bands.size();
        return to - from == 64 ? hash : (hash >>> from) & ((1L << (to - from)) - 1);
    }
}
