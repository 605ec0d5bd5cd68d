package loupe.trace;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import loupe.domain.AnomalyMap;
import loupe.domain.Calibration;
import loupe.domain.ClassMap;
import loupe.domain.ClassRule;
import loupe.domain.DecisionRule;
import loupe.domain.DefectClass;
import loupe.domain.DisplayScale;
import loupe.domain.FaultCode;
import loupe.domain.Frame;
import loupe.domain.Image;
import loupe.domain.Inspection;
import loupe.domain.InspectionFault;
import loupe.domain.Outcome;
import loupe.domain.PixelOrder;
import loupe.domain.Prediction;
import loupe.domain.Recipe;
import loupe.domain.ScoreSource;
import loupe.domain.Timings;
import loupe.domain.Verdict;

/** Inspections as the line makes them, without a detector. */
final class Parts {
    static final TraceOptions.Format RAW =
            new TraceOptions.Format("png", i -> i.pixels().clone());

    private Parts() {}

    static Recipe recipe(String id) {
        DecisionRule rule = new DecisionRule(0.5, 0.8, 0.7, 0.5, ScoreSource.MAP_MAX);
        return new Recipe(
                id,
                3,
                id,
                "demo:",
                Optional.empty(),
                "ab".repeat(32),
                rule,
                new DisplayScale(0, 1),
                Calibration.CALIBRATED,
                Instant.EPOCH);
    }

    static String id(Instant at, long number) {
        return String.format("%011x-0000cafe-%d", at.toEpochMilli(), number);
    }

    /** A part whose map peaks at {@code score}: ≥ 0.8 fails, ≥ 0.5 is for review. */
    static Inspection part(long number, Instant at, float score) {
        float[] scores = new float[64 * 64];
        Random random = new Random(number);
        for (int i = 0; i < scores.length; i++) {
            scores[i] = random.nextFloat() * 0.4f;
        }
        scores[100] = score;
        byte[] pixels = new byte[64 * 48 * 3];
        random.nextBytes(pixels);
        Image image = new Image(64, 48, PixelOrder.BGR8, pixels);
        AnomalyMap map = new AnomalyMap(64, 64, scores, image.bounds());
        Prediction prediction = new Prediction(score, map, new Timings(1_000, 20_000_000, 300));
        Recipe recipe = recipe("washer");
        Frame frame = new Frame(number, "demo", at.minusMillis(20), image);
        return new Inspection(id(at, number), frame, Optional.of(prediction), recipe.judge(prediction), recipe, "", at);
    }

    static final DefectClass SCRATCH = new DefectClass(1, "scratch");
    static final DefectClass STAIN = new DefectClass(2, "stain");

    /** A part of one row of cells: s is a scratch, which fails, t a stain, which may be there. */
    static Inspection classified(long number, Instant at, String cells) {
        float[] scores = new float[cells.length()];
        short[] kinds = new short[cells.length()];
        for (int i = 0; i < scores.length; i++) {
            kinds[i] = (short) ".st".indexOf(cells.charAt(i));
            scores[i] = kinds[i] == 0 ? 0 : 0.9f;
        }
        Image image = new Image(64, 48, PixelOrder.BGR8, new byte[64 * 48 * 3]);
        ClassMap classes = new ClassMap(List.of(SCRATCH, STAIN), kinds);
        AnomalyMap map = new AnomalyMap(scores.length, 1, scores, image.bounds(), Optional.of(classes));
        Prediction prediction = new Prediction(0, map, new Timings(1_000, 20_000_000, 300));
        ClassRule stains = new ClassRule(STAIN, OptionalDouble.empty(), 0, 9, Outcome.REVIEW);
        Recipe recipe =
                recipe("classes").withRule(DecisionRule.byClasses(0.5, 0, List.of(stains)), Calibration.UNCALIBRATED);
        Frame frame = new Frame(number, "demo", at.minusMillis(20), image);
        return new Inspection(id(at, number), frame, Optional.of(prediction), recipe.judge(prediction), recipe, "", at);
    }

    static Inspection error(long number, Instant at) {
        return new Inspection(
                id(at, number),
                new Frame(number, "usb “0”", at, Image.NONE),
                Optional.empty(),
                Verdict.error(FaultCode.CAM_02),
                recipe("washer"),
                "The camera stopped; 相机",
                at);
    }

    static TraceOptions options(loupe.domain.ArchivePolicy policy) {
        return new TraceOptions(policy, RAW, 0, 0, "1.2.3");
    }

    static TraceStore store(Journal journal, Path folder, TraceOptions options, List<InspectionFault> faults) {
        return TraceStore.open(journal, folder.resolve("archive"), options, faults::add, Clock.systemUTC());
    }
}
