package loupe.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Stream;
import loupe.calibrate.SampleSplit;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;
import loupe.domain.Progress;
import loupe.domain.SampleSet;
import loupe.domain.SampleSet.Sample;
import loupe.imaging.ImageFiles;
import loupe.imaging.NaturalOrder;

/**
 * The papers' protocol for classifiers: a folder of folders, one for each class; every class is normal in turn and all
 * others are anomalous. Half of every class, drawn by seed, may be taught from (the others only by methods that use
 * defects), the other half is measured.
 */
public final class OneVsRest {
    private static final int FEWEST = 2;

    private OneVsRest() {}

    /**
     * One class as the normal one.
     *
     * @param name of the class
     * @param result against all others; every other class is a type
     */
    public record Row(String name, EvaluationResult result) {}

    /**
     * Measures every class in turn.
     *
     * @param trial with the method to teach
     * @throws InspectionFault TEA-03 when there are fewer than two folders with two images each, IMG-05 when the folder
     *     is missing, TEA-xx when a class is too small to teach from, OPS-01 when cancelled
     */
    public static List<Row> of(Path folder, Method method, MethodTrial trial, long seed, Progress progress) {
        Map<String, List<Path>> classes = classes(folder);
        List<Row> rows = new ArrayList<>();
        for (String normal : classes.keySet()) {
            progress.checkCancelled();
            List<Path> good = new ArrayList<>();
            List<Sample> defects = new ArrayList<>();
            List<Sample> tested = new ArrayList<>();
            classes.forEach((name, files) -> {
                String type = name.equals(normal) ? SampleSet.GOOD : name;
                boolean[] taught = half(files, seed);
                for (int i = 0; i < taught.length; i++) {
                    Sample sample = new Sample(files.get(i), type, Optional.empty());
                    if (!taught[i]) {
                        tested.add(sample);
                    } else if (sample.isDefect()) {
                        defects.add(sample);
                    } else {
                        good.add(sample.image());
                    }
                }
            });
            List<Sample> used = method.defects() == Method.Defects.UNUSED ? List.of() : defects;
            SampleSet set = new SampleSet(normal, good, tested);
            List<TrialRound> rounds = List.of(new TrialRound(good, used, tested));
            rows.add(new Row(normal, trial.measure(set, rounds, progress)));
        }
        return rows;
    }

    /** The mean of all AUROCs; empty when one could not be measured. */
    public static OptionalDouble mean(List<Row> rows) {
        boolean whole = rows.stream().allMatch(r -> r.result().imageAuroc().isPresent());
        return whole
                ? rows.stream()
                        .mapToDouble(r -> r.result().imageAuroc().getAsDouble())
                        .average()
                : OptionalDouble.empty();
    }

    private static boolean[] half(List<Path> files, long seed) {
        List<String> parts = files.stream().map(Path::toString).toList();
        return SampleSplit.subset(parts, files.stream().map(f -> "").toList(), 0.5, seed);
    }

    private static Map<String, List<Path>> classes(Path folder) {
        Map<String, List<Path>> classes = new TreeMap<>(new NaturalOrder());
        try (Stream<Path> below = Files.list(folder)) {
            below.filter(Files::isDirectory)
                    .filter(f -> !f.getFileName().toString().startsWith("."))
                    .sorted(Comparator.comparing(Path::toString))
                    .forEach(f -> {
                        List<Path> files = ImageFiles.list(f);
                        if (files.size() >= FEWEST) {
                            classes.put(f.getFileName().toString(), files);
                        }
                    });
        } catch (IOException e) {
            throw new InspectionFault(FaultCode.IMG_05, e, folder);
        }
        if (classes.size() < 2) {
            throw new InspectionFault(
                    FaultCode.TEA_03,
                    folder,
                    classes.size() + " folder of images; one for each of two classes is needed");
        }
        return classes;
    }
}
