package loupe.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import loupe.calibrate.SampleSplit;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;
import loupe.domain.SampleSet;
import loupe.domain.SampleSet.Sample;
import loupe.train.Material;

/**
 * What one round of a {@link MethodTrial} teaches from and what it is measured on; no part is on both sides.
 *
 * @param good parts to teach from
 * @param defects to teach from
 * @param tested labelled images to measure on
 */
public record TrialRound(List<Path> good, List<Sample> defects, List<Sample> tested) {
    private static final int FOLDS = 5;

    public TrialRound {
        good = List.copyOf(good);
        defects = List.copyOf(defects);
        tested = List.copyOf(tested);
    }

    /** Good parts alone are taught; everything else is measured. */
    public static List<TrialRound> goodOnly(SampleSet set) {
        return List.of(new TrialRound(set.training(), List.of(), set.test()));
    }

    /**
     * Five rounds: each teaches from four fifths of the test set's defects, evenly by type, and is measured on the last
     * fifth of the whole test set. Where a set has no training images, four fifths of its good test images stand in.
     *
     * @throws InspectionFault TEA-03 when there are fewer parts than folds
     */
    public static List<TrialRound> folds(SampleSet set, long seed) {
        List<Sample> test = set.test();
        List<String> parts = test.stream().map(Sample::part).toList();
        if (parts.stream().distinct().count() < FOLDS) {
            throw new InspectionFault(
                    FaultCode.TEA_03, set.name(), "it has fewer than " + FOLDS + " labelled parts to divide");
        }
        List<String> types = test.stream().map(Sample::type).toList();
        int[] folds = SampleSplit.folds(parts, types, FOLDS, seed);
        return IntStream.range(0, FOLDS)
                .mapToObj(fold -> of(set, i -> folds[i] != fold))
                .toList();
    }

    /**
     * One round that teaches from so many parts of every type of defect, drawn by seed, and is measured on the rest.
     * Where a set has no training images, half of its good test images stand in.
     */
    public static List<TrialRound> perType(SampleSet set, int count, long seed) {
        return List.of(drawn(set, parts -> Math.min(count, parts), seed));
    }

    private static TrialRound drawn(SampleSet set, IntUnaryOperator most, long seed) {
        Map<String, List<String>> parts = new TreeMap<>();
        for (Sample s : set.test()) {
            List<String> known = parts.computeIfAbsent(s.type(), t -> new ArrayList<>());
            if (!known.contains(s.part())) {
                known.add(s.part());
            }
        }
        Random random = new Random(seed);
        Set<String> taught = new HashSet<>();
        parts.forEach((type, ids) -> {
            Collections.shuffle(ids, random);
            int good = set.training().isEmpty() ? ids.size() / 2 : 0;
            taught.addAll(ids.subList(0, type.equals(SampleSet.GOOD) ? good : most.applyAsInt(ids.size())));
        });
        List<Sample> test = set.test();
        return of(set, i -> taught.contains(test.get(i).part()));
    }

    /**
     * One round for methods of all kinds: teaches from at most so many parts of every type, never from more than half
     * of them, and is measured on the rest. Where a set has no training images, half of its good test images stand in.
     */
    public static TrialRound shared(SampleSet set, int most, long seed) {
        return drawn(set, parts -> Math.min(most, parts / 2), seed);
    }

    /**
     * Every fifth good picture and half of every type of defect, the larger one, are measured, the others are taught.
     *
     * @param good in a fixed order
     */
    public static TrialRound ofParts(List<Path> good, List<Sample> defects, long seed) {
        List<Path> taught = new ArrayList<>();
        List<Sample> tested = new ArrayList<>();
        for (int i = 0; i < good.size(); i++) {
            if (i % FOLDS == 0) {
                tested.add(new Sample(good.get(i), SampleSet.GOOD, Optional.empty()));
            } else {
                taught.add(good.get(i));
            }
        }
        List<String> parts = defects.stream().map(Sample::part).toList();
        List<String> types = defects.stream().map(Sample::type).toList();
        boolean[] measured = SampleSplit.subset(parts, types, 0.5, seed);
        List<Sample> known = new ArrayList<>();
        for (int i = 0; i < measured.length; i++) {
            (measured[i] ? tested : known).add(defects.get(i));
        }
        return new TrialRound(taught, known, tested);
    }

    /** What is taught from. */
    public Material material() {
        return Lesson.material(good, defects);
    }

    private static TrialRound of(SampleSet set, IntPredicate taught) {
        List<Path> good = new ArrayList<>(set.training());
        List<Sample> defects = new ArrayList<>();
        List<Sample> tested = new ArrayList<>();
        for (int i = 0; i < set.test().size(); i++) {
            Sample sample = set.test().get(i);
            if (!taught.test(i)) {
                tested.add(sample);
            } else if (sample.isDefect()) {
                defects.add(sample);
            } else if (set.training().isEmpty()) {
                good.add(sample.image());
            }
        }
        return new TrialRound(good, defects, tested);
    }
}
