package loupe.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import loupe.calibrate.Metrics;
import loupe.detect.OnnxDetector;
import loupe.detect.profile.InputPort.ChannelOrder;
import loupe.detect.profile.InputScale;
import loupe.detect.profile.InputScale.Normalisation;
import loupe.detect.profile.ModelProfile;
import loupe.detect.profile.Reading.Range;
import loupe.domain.FaultCode;
import loupe.domain.Image;
import loupe.domain.InspectionFault;
import loupe.domain.Progress;
import loupe.domain.SampleSet.Sample;
import loupe.imaging.ImageCodec;

/**
 * Is a model fed as it was trained? Scores labelled samples in every plausible way, channel order × normalisation ×
 * antialias, and puts AUROC and shift of the scores side by side. It proposes and changes nothing.
 *
 * @param rows the way of the profile first
 * @param advice English sentences
 */
public record ParityDoctor(List<Row> rows, List<String> advice) {
    /** The phase told to {@link Progress}. */
    public static final String PHASE = "import.parity";

    /** A smaller gain of AUROC is taken for chance. */
    private static final double GAIN = 0.02;

    /** More scores at an end of the scale than this are reported. */
    private static final double SATURATED = 0.01;

    private static final int MOST = 50;
    private static final double END = 1e-6;

    /**
     * One way of feeding.
     *
     * @param way how it is fed
     * @param set what {@code --set} would make of the profile; empty for the profile itself
     * @param auroc empty unless there are good parts and defects
     * @param good mean score of good parts; NaN without
     * @param defects mean score of defects; NaN without
     * @param shift mean absolute difference to the scores of the profile's way
     * @param saturated share of scores at 0 or 1, for models that normalise
     */
    public record Row(
            Feeding way,
            List<String> set,
            OptionalDouble auroc,
            double good,
            double defects,
            double shift,
            double saturated) {}

    /**
     * How samples were fed.
     *
     * @param order of the channels: RGB, BGR, GREY
     * @param outside whether mean and standard deviation were taken off before the model
     * @param area whether pictures were shrunk by area averaging, else linearly
     */
    public record Feeding(String order, boolean outside, boolean area) {
        /** For a console. */
        @Override
        public String toString() {
            return order + ", " + (outside ? "mean/std outside" : "as it is") + (area ? ", area" : ", linear");
        }
    }

    /** A way of feeding with its scores, by sample. */
    private record Way(Feeding name, List<String> set, ModelProfile profile, float[] scores) {}

    public ParityDoctor {
        rows = List.copyOf(rows);
        advice = List.copyOf(advice);
    }

    /**
     * Scores up to 50 good parts and 50 defects, spread evenly, in every way. One session; the detector stays open.
     *
     * @throws InspectionFault CAL-06 without samples, IMG-xx, MOD-06, OPS-01
     */
    public static ParityDoctor examine(OnnxDetector detector, List<Sample> all, Progress progress) {
        List<Sample> samples = new ArrayList<>(spread(all, false));
        samples.addAll(spread(all, true));
        if (samples.isEmpty()) {
            throw new InspectionFault(FaultCode.CAL_06, "");
        }
        List<Way> ways = ways(detector.profile(), samples.size());
        for (int i = 0; i < samples.size(); i++) {
            progress.checkCancelled();
            progress.update(PHASE, i, samples.size());
            Image image = ImageCodec.read(samples.get(i).image());
            for (Way way : ways) {
                way.scores()[i] = detector.predictAs(way.profile(), image).score();
            }
        }
        progress.update(PHASE, samples.size(), samples.size());
        boolean normalised = detector.profile().reading().range() == Range.NORMALISED;
        List<Row> rows = ways.stream()
                .map(w -> row(w, ways.get(0).scores(), samples, normalised))
                .toList();
        return new ParityDoctor(rows, advice(rows));
    }

    private static List<Sample> spread(List<Sample> all, boolean defects) {
        List<Sample> some = all.stream().filter(s -> s.isDefect() == defects).toList();
        List<Sample> chosen = new ArrayList<>();
        int n = Math.min(MOST, some.size());
        for (int i = 0; i < n; i++) {
            chosen.add(some.get((int) ((long) i * some.size() / n)));
        }
        return chosen;
    }

    private static List<Way> ways(ModelProfile profile, int samples) {
        List<Way> ways = new ArrayList<>();
        for (boolean turned : profile.input().channels() == 1 ? new boolean[] {false} : new boolean[] {false, true}) {
            for (boolean scaled : new boolean[] {false, true}) {
                for (boolean resized : new boolean[] {false, true}) {
                    ways.add(way(profile, List.of(turned, scaled, resized), samples));
                }
            }
        }
        return ways;
    }

    private static Way way(ModelProfile profile, List<Boolean> changes, int samples) {
        List<String> set = new ArrayList<>();
        ModelProfile other = profile;
        if (changes.get(0)) {
            boolean rgb = profile.input().order() == ChannelOrder.RGB;
            other = other.with(profile.input().withOrder(rgb ? ChannelOrder.BGR : ChannelOrder.RGB));
            set.add("input.order=" + (rgb ? "bgr" : "rgb"));
        }
        if (changes.get(1)) {
            InputScale scale = otherScale(profile);
            other = other.with(scale);
            set.add("scale.mean=" + scale.mean());
            set.add("scale.std=" + scale.std());
            set.add("scale.normalisation=" + scale.normalisation().name().toLowerCase(Locale.ROOT));
        }
        if (changes.get(2)) {
            other = other.with(profile.size().withAntialias(!profile.size().antialias()));
            set.add("size.antialias=" + other.size().antialias());
        }
        return new Way(name(other), List.copyOf(set), other, new float[samples]);
    }

    /** Normalised outside where it was not, and the other way round. */
    private static InputScale otherScale(ModelProfile profile) {
        InputScale scale = profile.scale();
        double white = scale.white();
        if (scale.normalisation() == Normalisation.OUTSIDE) {
            return new InputScale(white, List.of(0.0), List.of(1.0), Normalisation.INSIDE);
        }
        if (profile.input().channels() == 1) {
            return InputScale.outside(white, List.of(0.5 * white), List.of(0.5 * white));
        }
        return InputScale.outside(
                white,
                InputScale.IMAGENET.mean().stream().map(m -> m * white).toList(),
                InputScale.IMAGENET.std().stream().map(s -> s * white).toList());
    }

    private static Feeding name(ModelProfile profile) {
        return new Feeding(
                profile.input().order().name(),
                profile.scale().normalisation() == Normalisation.OUTSIDE,
                profile.size().antialias());
    }

    private static Row row(Way way, float[] own, List<Sample> samples, boolean normalised) {
        List<Float> good = new ArrayList<>();
        List<Float> bad = new ArrayList<>();
        double shift = 0;
        int ends = 0;
        for (int i = 0; i < own.length; i++) {
            float score = way.scores()[i];
            (samples.get(i).isDefect() ? bad : good).add(score);
            shift += Math.abs(score - own[i]) / own.length;
            ends += score <= END || score >= 1 - END ? 1 : 0;
        }
        OptionalDouble auroc = good.isEmpty() || bad.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(Metrics.auroc(sorted(good), sorted(bad)));
        double saturated = normalised ? (double) ends / own.length : 0;
        return new Row(way.name(), way.set(), auroc, mean(good), mean(bad), shift, saturated);
    }

    private static float[] sorted(List<Float> values) {
        float[] sorted = new float[values.size()];
        for (int i = 0; i < sorted.length; i++) {
            sorted[i] = values.get(i);
        }
        java.util.Arrays.sort(sorted);
        return sorted;
    }

    private static double mean(List<Float> values) {
        return values.stream().mapToDouble(Float::doubleValue).average().orElse(Double.NaN);
    }

    /** The first row, unless another separates clearly better. */
    private static Row best(List<Row> rows) {
        Row best = rows.get(0);
        for (Row row : rows) {
            boolean better = row.auroc().orElse(0) > best.auroc().orElse(0) + GAIN;
            best = better ? row : best;
        }
        return best;
    }

    /** The way that separates good parts and defects clearly better than the profile's; empty when none does. */
    public Optional<Row> better() {
        return Optional.of(best(rows)).filter(r -> !r.equals(rows.get(0)));
    }

    /** Whether so many scores of a row are exactly 0 or 1 that it has to be told. */
    public static boolean isSaturated(Row row) {
        return row.saturated() > SATURATED;
    }

    private static List<String> advice(List<Row> rows) {
        List<String> advice = new ArrayList<>();
        Row own = rows.get(0);
        if (isSaturated(own)) {
            advice.add(String.format(
                    Locale.ROOT,
                    "%.0f %% of the scores are exactly 0 or 1: among those the model cannot tell better from worse.",
                    100 * own.saturated()));
        }
        if (own.auroc().isEmpty()) {
            advice.add("Good parts and defects are needed to say which way is right; only shifts are shown.");
            return advice;
        }
        Row best = best(rows);
        if (best.equals(own)) {
            advice.add("No other way separates good parts and defects better.");
        } else {
            advice.add(String.format(
                    Locale.ROOT,
                    "“%s” separates better, AUROC %.3f against %.3f: probably the model was trained so. Try --set %s",
                    best.way(),
                    best.auroc().getAsDouble(),
                    own.auroc().getAsDouble(),
                    String.join(" --set ", best.set())));
        }
        return advice;
    }
}
