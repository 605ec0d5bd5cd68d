package loupe.app;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import loupe.calibrate.Detectability;
import loupe.calibrate.Rate;
import loupe.domain.FaultCode;
import loupe.domain.Frame;
import loupe.domain.Image;
import loupe.domain.InspectionFault;
import loupe.domain.Inspector;
import loupe.domain.Outcome;
import loupe.domain.Progress;
import loupe.domain.Recipe;
import loupe.domain.Region;
import loupe.imaging.ImageCodec;
import loupe.imaging.defect.Scratch;

/**
 * Draws scratches of rising length into good images at random places and inspects them exactly as on the line. Found
 * ⇔ the part does not pass, and it passed without the scratch; good images that do not pass are left out.
 */
public final class DetectabilityScan {
    /** The phase told to {@link Progress}. */
    public static final String PHASE = "calibrate.detectability";

    private DetectabilityScan() {}

    /**
     * What is drawn.
     *
     * @param lengths rising, image pixels
     * @param width image pixels
     * @param contrast grey levels
     * @param places scratches of each length
     * @param seed same seed, same scratches
     */
    public record Plan(List<Double> lengths, double width, double contrast, int places, long seed) {
        /** What is drawn where nobody chose anything else. */
        public static final Plan USUAL = new Plan(List.of(4.0, 8.0, 16.0, 32.0, 64.0), 2, 40, 30, 1);

        public Plan {
            lengths = List.copyOf(lengths);
            if (lengths.isEmpty() || places < 1) {
                throw new IllegalArgumentException(lengths + " at " + places + " places");
            }
        }
    }

    /**
     * Measures. One thread; the inspector stays open.
     *
     * @param good images of good parts
     * @param judge the inspector's recipe, or one with other limits
     * @throws InspectionFault OPS-01 when cancelled, CAL-02 when no image passes, IMG-xx when one cannot be read
     */
    public static Detectability of(List<Path> good, Inspector inspector, Recipe judge, Plan plan, Progress progress) {
        Predicate<Image> passes = image -> passes(image, inspector, judge, progress);
        List<Path> passing = new ArrayList<>();
        for (Path file : good) {
            progress.checkCancelled();
            if (passing.size() < plan.places() && passes.test(ImageCodec.read(file))) {
                passing.add(file);
            }
        }
        if (passing.isEmpty()) {
            throw new InspectionFault(FaultCode.CAL_02, "detectability", 0, 1);
        }
        int[] found = new int[plan.lengths().size()];
        for (int place = 0; place < plan.places(); place++) {
            Image image = ImageCodec.read(passing.get(place % passing.size()));
            for (int k = 0; k < found.length; k++) {
                progress.checkCancelled();
                progress.update(PHASE, (long) place * found.length + k, (long) plan.places() * found.length);
                Scratch scratch = new Scratch(plan.lengths().get(k), plan.width(), plan.contrast());
                Region inside = inspector.recipe().region().orElse(image.bounds());
                // the same place and angle for every length
                found[k] += passes.test(
                                scratch.on(image, inside, plan.seed(), place).image())
                        ? 0
                        : 1;
            }
        }
        List<Rate> rates = new ArrayList<>();
        for (int count : found) {
            rates.add(new Rate(count, plan.places()));
        }
        return new Detectability(plan.lengths(), rates);
    }

    private static boolean passes(Image image, Inspector inspector, Recipe judge, Progress progress) {
        return inspector
                .inspect(new Frame(1, "", Instant.EPOCH, image), progress)
                .prediction()
                .filter(p -> judge.judge(p).outcome() == Outcome.PASS)
                .isPresent();
    }
}
