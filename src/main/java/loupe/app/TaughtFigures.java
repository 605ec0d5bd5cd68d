package loupe.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import loupe.calibrate.Detectability;
import loupe.calibrate.Metrics;
import loupe.detect.Detectors;
import loupe.detect.OnnxDetector;
import loupe.detect.ProviderPreference;
import loupe.domain.Calibration;
import loupe.domain.FaultCode;
import loupe.domain.Frame;
import loupe.domain.InspectionFault;
import loupe.domain.Inspector;
import loupe.domain.Progress;
import loupe.domain.Recipe;
import loupe.domain.SampleSet.Sample;
import loupe.domain.ScoreSource;
import loupe.imaging.ImageCodec;
import loupe.samples.TeachingPictures;
import loupe.train.Taught;

/**
 * What a taught model does on this computer, measured before anybody keeps it.
 *
 * @param provider that ran it
 * @param msP50 median time of one inspection without reading the file, milliseconds
 * @param msP95 95th percentile of the same
 * @param timed inspections that were timed
 * @param bytes size of the file
 * @param auroc known defects, which it was not taught from, against held-out good parts; empty when there are none
 * @param detectability of drawn scratches under the first limits; empty when no good part passes
 */
public record TaughtFigures(
        String provider,
        OptionalDouble msP50,
        OptionalDouble msP95,
        int timed,
        long bytes,
        OptionalDouble auroc,
        Optional<Detectability> detectability) {
    /** The phase told to {@link Progress} before that of {@link DetectabilityScan}. */
    public static final String PHASE = "teach.figures";

    private static final int WARM_UP = 3;
    private static final int TIMED = 30;
    private static final int MOST_DEFECTS = 500;

    /**
     * Measures. Blocks for seconds; the scratches are drawn into good parts that were taught from.
     *
     * @param provider as the settings name it
     * @param folder for the model, which is deleted again
     * @throws InspectionFault OPS-01 when cancelled, MOD-xx, CFG-02
     */
    public static TaughtFigures measure(
            Taught taught, Method method, TeachingPictures pictures, String provider, Path folder, Progress progress) {
        Path file = null;
        try {
            Files.createDirectories(folder);
            file = Files.createTempFile(folder, "taught-", ".onnx");
            Files.write(file, taught.onnx());
            OnnxDetector detector = Detectors.open(file, ProviderPreference.parse(provider));
            Recipe shown = ModelRecipe.of(detector.info(), "").recipe();
            Recipe recipe = shown.withRule(
                    Teacher.limits(taught).rule(taught.display().one(), 0, ScoreSource.MODEL),
                    Calibration.UNCALIBRATED);
            try (Inspector inspector = new Inspector(recipe, detector, Clock.systemUTC())) {
                return measure(taught, method, pictures, inspector, progress);
            }
        } catch (IOException e) {
            throw new InspectionFault(FaultCode.CFG_02, e, folder, String.valueOf(e.getMessage()));
        } finally {
            delete(file);
        }
    }

    private static void delete(Path file) {
        if (file != null && !file.toFile().delete()) {
            file.toFile().deleteOnExit(); // where an open file cannot be deleted
        }
    }

    private static TaughtFigures measure(
            Taught taught, Method method, TeachingPictures pictures, Inspector inspector, Progress progress) {
        boolean unseen = method.defects() == Method.Defects.UNUSED;
        List<Path> defects = unseen
                ? pictures.defects().stream()
                        .map(Sample::image)
                        .limit(MOST_DEFECTS)
                        .toList()
                : List.of();
        List<Path> good = readable(pictures.good(), taught);
        List<Double> milliseconds = new ArrayList<>();
        int wanted = Math.min(good.size(), TIMED);
        for (int i = 0; i < wanted; i++) {
            progress.checkCancelled();
            progress.update(PHASE, i, wanted + defects.size());
            score(good.get(i), inspector, milliseconds);
        }
        List<Float> found = new ArrayList<>();
        for (Path defect : defects) {
            progress.checkCancelled();
            progress.update(PHASE, (long) wanted + found.size(), wanted + defects.size());
            score(defect, inspector, milliseconds).ifPresent(found::add);
        }
        double[] times = milliseconds.stream()
                .skip(Math.min(WARM_UP, milliseconds.size() - 1))
                .mapToDouble(d -> d)
                .sorted()
                .toArray();
        return new TaughtFigures(
                inspector.detector().provider(),
                Percentile.of(times, 0.5),
                Percentile.of(times, 0.95),
                times.length,
                inspector.detector().bytes(),
                auroc(taught.heldOutScores(), found),
                detectability(good, inspector, progress));
    }

    private static List<Path> readable(List<Path> good, Taught taught) {
        List<Path> readable = new ArrayList<>();
        for (int i = 0; i < good.size(); i++) {
            if (!taught.unreadable().contains(i)) {
                readable.add(good.get(i));
            }
        }
        return readable;
    }

    private static Optional<Float> score(Path file, Inspector inspector, List<Double> milliseconds) {
        Frame frame;
        try {
            frame = new Frame(1, "", Instant.EPOCH, ImageCodec.read(file));
        } catch (InspectionFault fault) {
            return Optional.empty(); // told when it was taught from, or when it was checked
        }
        long start = System.nanoTime();
        var inspection = inspector.inspect(frame);
        milliseconds.add((System.nanoTime() - start) / 1e6);
        return inspection.prediction().map(p -> inspection.verdict().score());
    }

    private static OptionalDouble auroc(float[] good, List<Float> defects) {
        float[] bad = new float[defects.size()];
        for (int i = 0; i < bad.length; i++) {
            bad[i] = defects.get(i);
        }
        return bad.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(Metrics.auroc(good, bad));
    }

    private static Optional<Detectability> detectability(List<Path> good, Inspector inspector, Progress progress) {
        try {
            return Optional.of(
                    DetectabilityScan.of(good, inspector, inspector.recipe(), DetectabilityScan.Plan.USUAL, progress));
        } catch (InspectionFault fault) {
            if (fault.code() == FaultCode.CAL_02) {
                return Optional.empty();
            }
            throw fault;
        }
    }
}
