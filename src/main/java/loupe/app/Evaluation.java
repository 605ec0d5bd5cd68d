package loupe.app;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import loupe.app.EvaluationResult.TypeResult;
import loupe.calibrate.Metrics;
import loupe.calibrate.Scoreboard;
import loupe.calibrate.Scored;
import loupe.domain.Frame;
import loupe.domain.Image;
import loupe.domain.Inspection;
import loupe.domain.InspectionFault;
import loupe.domain.Inspector;
import loupe.domain.Outcome;
import loupe.domain.Progress;
import loupe.domain.SampleSet;
import loupe.domain.SampleSet.Sample;
import loupe.imaging.ImageCodec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Measures a detector on labelled images, each inspected exactly as on the line. One thread; the inspector stays open.
 * The phase told to {@link Progress} is {@code evaluate.images}.
 */
public final class Evaluation {
    private static final Logger LOG = LoggerFactory.getLogger(Evaluation.class);
    private static final String PHASE = "evaluate.images";
    private static final double PRO_LIMIT = 0.3;
    private static final double STRICT_PRO_LIMIT = 0.05;

    private final SampleSet set;
    private final Map<String, List<Float>> scores = new TreeMap<>();
    private final List<Scored> scored = new ArrayList<>();
    private final List<Double> milliseconds = new ArrayList<>();
    private final TruthMetrics truth;
    private int tried;
    private int errors;
    private long modelBytes;

    /** Starts with nothing inspected. */
    public Evaluation(SampleSet set) {
        this.set = set;
        this.truth = new TruthMetrics(set.test().stream().anyMatch(s -> s.mask().isPresent()));
    }

    /**
     * Inspects every test image. An image that cannot be read or judged is counted and left out.
     *
     * @throws InspectionFault OPS-01 when cancelled; IMG-xx when a mask cannot be read
     */
    public static EvaluationResult of(SampleSet set, Inspector inspector, Progress progress) {
        Evaluation evaluation = new Evaluation(set);
        evaluation.add(set.test(), inspector, progress);
        return evaluation.result();
    }

    /** Opens a model file by itself, measures it, and closes it. */
    public static EvaluationResult of(SampleSet set, Path model, Progress progress) {
        try (Inspector inspector = ModelRecipe.inspector(model)) {
            return of(set, inspector, progress);
        }
    }

    /**
     * Inspects some of the test images; others may be left to another detector.
     *
     * @throws InspectionFault as {@link #of}
     */
    public void add(List<Sample> samples, Inspector inspector, Progress progress) {
        modelBytes = inspector.detector().bytes();
        for (Sample sample : samples) {
            progress.checkCancelled();
            progress.update(PHASE, tried++, set.test().size());
            add(sample, inspector, progress);
        }
        progress.update(PHASE, tried, set.test().size());
    }

    private void add(Sample sample, Inspector inspector, Progress progress) {
        Image image;
        try {
            image = ImageCodec.read(sample.image());
        } catch (InspectionFault fault) {
            LOG.warn("{} is left out: {}", sample.image(), fault.getMessage());
            errors++;
            return;
        }
        inspect(sample, image, inspector, progress);
    }

    private void inspect(Sample sample, Image image, Inspector inspector, Progress progress) {
        Path file = sample.image();
        Frame frame = new Frame(milliseconds.size() + 1L, file.toString(), Instant.now(), image);
        long start = System.nanoTime();
        Inspection inspection = inspector.inspect(frame, progress);
        long nanos = System.nanoTime() - start;
        if (inspection.outcome() == Outcome.ERROR || inspection.prediction().isEmpty()) {
            LOG.warn("{} has no verdict: {}", file, inspection.faultText());
            errors++;
            return;
        }
        milliseconds.add(nanos / 1e6);
        scores.computeIfAbsent(sample.type(), t -> new ArrayList<>())
                .add(inspection.verdict().score());
        scored.add(new Scored(
                file.toString(),
                sample.part(),
                sample.type(),
                inspection.verdict().score()));
        truth.add(sample, image, inspection.prediction().get().map());
    }

    /** Figures of all that was inspected. */
    public EvaluationResult result() {
        float[] good = scoresOf(SampleSet.GOOD);
        Scoreboard board = Scoreboard.of(scored);
        Metrics.F1Max f1 = board.hasBoth() ? Metrics.f1Max(board.good(), board.defects()) : null;
        double[] times =
                milliseconds.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return new EvaluationResult(
                set.name(),
                tried,
                errors,
                auroc(board.good(), board.defects()),
                f1 == null ? OptionalDouble.empty() : OptionalDouble.of(f1.value()),
                f1 == null ? OptionalDouble.empty() : OptionalDouble.of(f1.threshold()),
                truth.auroc(),
                truth.auPro(PRO_LIMIT),
                Percentile.of(times, 0.5),
                Percentile.of(times, 0.95),
                modelBytes,
                OptionalDouble.empty(),
                perType(good),
                truth.averagePrecision(),
                truth.auPro(STRICT_PRO_LIMIT),
                scored);
    }

    private Map<String, TypeResult> perType(float[] good) {
        Map<String, TypeResult> types = new TreeMap<>();
        scores.keySet().forEach(type -> {
            float[] own = scoresOf(type);
            OptionalDouble auroc = type.equals(SampleSet.GOOD) ? OptionalDouble.empty() : auroc(good, own);
            types.put(type, new TypeResult(own.length, auroc));
        });
        return types;
    }

    private static OptionalDouble auroc(float[] good, float[] defect) {
        boolean both = good.length > 0 && defect.length > 0;
        return both ? OptionalDouble.of(Metrics.auroc(good, defect)) : OptionalDouble.empty();
    }

    private float[] scoresOf(String type) {
        List<Float> list = scores.getOrDefault(type, List.of());
        float[] array = new float[list.size()];
        for (int i = 0; i < array.length; i++) {
            array[i] = list.get(i);
        }
        return array;
    }
}
