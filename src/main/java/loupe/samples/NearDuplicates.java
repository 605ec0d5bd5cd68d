package loupe.samples;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Groups images that look alike by the Hamming distance of their perceptual hashes. Every member is within the distance
 * of the first of its group, so groups do not grow into chains. Hashes are cut into one band more than bits may differ:
 * two that are near agree in at least one band, and only those are compared (pigeonhole; Norouzi et al. 2012).
 */
public final class NearDuplicates {
    /** Bits of 64 in which images of one part may differ. */
    public static final int DISTANCE = 4;

    private final int distance;
    private final List<List<Integer>> groups = new ArrayList<>();
    private final List<Map<Long, List<Integer>>> bands = new ArrayList<>();
    private final long[] hashes;

    private NearDuplicates(long[] hashes, int distance) {
        this.hashes = hashes;
        this.distance = distance;
        for (int b = 0; b <= distance; b++) {
            bands.add(new HashMap<>());
        }
    }

    /**
     * Indices of images that look alike; groups of two and more, in the order of their first members.
     *
     * @param distance bits that may differ, 0…31
     */
    public static List<List<Integer>> groups(long[] hashes, int distance) {
        NearDuplicates found = new NearDuplicates(hashes, distance);
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
                if (away < least || (away == least && group < nearest)) {
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
