package loupe.domain;

import java.time.Clock;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;

/**
 * The only path from pixels to a verdict: region → tiles → detector → rule. Live, review, command line, calibration and
 * evaluation all call it. Owned and used by one thread; closes its detector.
 */
public final class Inspector implements AutoCloseable {
    private static final HexFormat HEX = HexFormat.of();

    private final Recipe recipe;
    private final Detector detector;
    private final Clock clock;
    private final BooleanSupplier repairsWanted;
    private final String session = HEX.toHexDigits(ThreadLocalRandom.current().nextInt());
    private long count;

    public Inspector(Recipe recipe, Detector detector, Clock clock) {
        this(recipe, detector, clock, () -> false);
    }

    /** @param repairsWanted asked for every frame: does somebody look at repaired pictures? */
    public Inspector(Recipe recipe, Detector detector, Clock clock, BooleanSupplier repairsWanted) {
        this.repairsWanted = repairsWanted;
        this.recipe = recipe.readAs(detector.info().profile());
        this.detector = detector;
        this.clock = clock;
    }

    public Recipe recipe() {
        return recipe;
    }

    public DetectorInfo detector() {
        return detector.info();
    }

    /** Never throws a fault: whatever goes wrong becomes an inspection with outcome ERROR. */
    public Inspection inspect(Frame frame) {
        return inspect(frame, Progress.NONE);
    }

    /**
     * The same for whoever may have to stop: an image in tiles can take seconds. Nothing is told to {@code progress}.
     *
     * @throws InspectionFault OPS-01 when cancelled between two tiles, and nothing else
     */
    public Inspection inspect(Frame frame, Progress progress) {
        try {
            Prediction prediction = predict(frame.image(), progress);
            long start = System.nanoTime();
            Verdict verdict = recipe.judge(prediction);
            Timings timings = prediction.timings().plusPostprocess(System.nanoTime() - start);
            return inspection(frame, Optional.of(prediction.withTimings(timings)), verdict, faultText(verdict));
        } catch (InspectionFault fault) {
            if (fault.code() == FaultCode.OPS_01) {
                throw fault;
            }
            return error(frame, fault);
        } catch (RuntimeException e) { // a part that met a defect of ours is still a part
            return error(frame, new InspectionFault(FaultCode.SYS_02, e, e + place(e)));
        }
    }

    /** The inspection keeps no exception, so its text must tell where to look. */
    private static String place(RuntimeException e) {
        return e.getStackTrace().length == 0 ? "" : " at " + e.getStackTrace()[0];
    }

    /** The ERROR that stands for a part of which there is no picture or no prediction. */
    public Inspection error(Frame frame, InspectionFault fault) {
        return inspection(
                frame, Optional.empty(), Verdict.error(fault.code()), fault.whatHappened(Locale.getDefault()));
    }

    private Prediction predict(Image image, Progress progress) {
        if (recipe.region().isEmpty()) {
            return look(image, progress);
        }
        Region region = recipe.region().get();
        Prediction p = look(shown(image, region), progress);
        double dx = Math.max(0, Math.round(region.x()));
        double dy = Math.max(0, Math.round(region.y()));
        return p.translated(dx, dy);
    }

    private static Image shown(Image image, Region region) {
        if (!region.isWithin(image.width(), image.height())) { // what is not seen must not pass
            throw new InspectionFault(FaultCode.REC_04, region, image.width() + "×" + image.height());
        }
        return image.crop(region);
    }

    /**
     * What the model says of the first tile alone, or of the region or image where there are none: no verdict, but
     * enough to tell sizes and times.
     *
     * @throws InspectionFault as the detector, REC-04
     */
    public Prediction glance(Image image) {
        Image part =
                recipe.region().isEmpty() ? image : shown(image, recipe.region().get());
        return detector.predict(recipe.tiling()
                .map(t -> part.crop(new Region(0, 0, t.width(), t.height())))
                .orElse(part));
    }

    private Prediction look(Image image, Progress progress) {
        if (recipe.tiling().isPresent()) {
            return Tiles.predict(image, recipe.tiling().get(), detector::predict, progress);
        }
        Prediction p = detector.predict(image);
        return p.repair().isPresent() && repairsWanted.getAsBoolean() ? p.withRepaired(detector.repaired()) : p;
    }

    private static String faultText(Verdict verdict) {
        return verdict.fault().map(f -> f.whatHappened(Locale.getDefault())).orElse("");
    }

    private Inspection inspection(Frame frame, Optional<Prediction> prediction, Verdict verdict, String faultText) {
        String id = HEX.toHexDigits(clock.millis(), 11) + "-" + session + "-" + ++count;
        return new Inspection(id, frame, prediction, verdict, recipe, faultText, clock.instant());
    }

    @Override
    public void close() {
        detector.close();
    }
}
