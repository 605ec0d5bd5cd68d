package loupe.calibrate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Divides samples by part, so that no part is on both sides, and evenly by label. The same seed divides the same
 * samples in the same way. Pure.
 */
public final class SampleSplit {
    private SampleSplit() {}

    /**
     * K folds.
     *
     * @param parts id of the piece that each sample shows
     * @param labels good or the kind of defect of each sample; a part counts where its rarest label does
     * @param folds 2…number of parts
     * @return fold 0…{@code folds} − 1 of each sample
     */
    public static int[] folds(List<String> parts, List<String> labels, int folds, long seed) {
        Map<String, List<String>> strata = strata(parts, labels, seed);
        if (folds < 2 || folds > index(parts).size()) {
            throw new IllegalArgumentException(
                    folds + " folds of " + index(parts).size() + " parts");
        }
        Map<String, Integer> foldOf = new LinkedHashMap<>();
        int next = 0; // goes on from stratum to stratum: folds differ by at most one part
        for (List<String> stratum : strata.values()) {
            for (String part : stratum) {
                foldOf.put(part, next++ % folds);
            }
        }
        return parts.stream().mapToInt(foldOf::get).toArray();
    }

    /**
     * A random subset.
     *
     * @param share 0…1 of the parts of every label, rounded to the nearest whole part
     * @return whether each sample is in it
     */
    public static boolean[] subset(List<String> parts, List<String> labels, double share, long seed) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("share " + share);
        }
        Map<String, Boolean> chosen = new LinkedHashMap<>();
        strata(parts, labels, seed).values().forEach(stratum -> {
            long count = Math.round(share * stratum.size());
            for (int i = 0; i < stratum.size(); i++) {
                chosen.put(stratum.get(i), i < count);
            }
        });
        boolean[] in = new boolean[parts.size()];
        for (int i = 0; i < in.length; i++) {
            in[i] = chosen.get(parts.get(i));
        }
        return in;
    }

    /** Shuffled parts by label, labels in order; a part with several labels counts where the fewest samples are. */
    private static Map<String, List<String>> strata(List<String> parts, List<String> labels, long seed) {
        if (parts.size() != labels.size()) {
            throw new IllegalArgumentException(parts.size() + " parts, " + labels.size() + " labels");
        }
        Map<String, Integer> counts = new TreeMap<>();
        labels.forEach(l -> counts.merge(l, 1, Integer::sum));
        Map<String, List<String>> strata = new TreeMap<>();
        index(parts).forEach((part, samples) -> {
            String label = samples.stream()
                    .map(labels::get)
                    .sorted()
                    .min((a, b) -> Integer.compare(counts.get(a), counts.get(b)))
                    .orElseThrow();
            strata.computeIfAbsent(label, l -> new ArrayList<>()).add(part);
        });
        Random random = new Random(seed);
        strata.values().forEach(s -> Collections.shuffle(s, random));
        return strata;
    }

    /** Samples by part; parts sorted, so that the order of the samples does not matter. */
    private static Map<String, List<Integer>> index(List<String> parts) {
        Map<String, List<Integer>> index = new TreeMap<>();
        for (int i = 0; i < parts.size(); i++) {
            index.computeIfAbsent(parts.get(i), p -> new ArrayList<>()).add(i);
        }
        return index;
    }
}
