package loupe.ui.calibrate;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import loupe.calibrate.Scored;
import loupe.domain.FaultCode;
import loupe.domain.Frame;
import loupe.domain.Image;
import loupe.domain.Inspection;
import loupe.domain.InspectionFault;
import loupe.domain.Inspector;
import loupe.domain.Prediction;
import loupe.domain.SampleSet.Sample;
import loupe.imaging.ImageCodec;
import loupe.imaging.Masks;

/** Reads a scored part again and predicts its map, off the JavaFX thread; answers on it. */
final class PartLoader {
    /**
     * A part to look at.
     *
     * @param part its score and label
     * @param image pixels
     * @param prediction with the map
     * @param mask ground truth
     */
    record Loaded(Scored part, Image image, Prediction prediction, Optional<boolean[]> mask) {}

    private final Seat seat;
    private final Executor fx;

    PartLoader(Seat seat, Executor fx) {
        this.seat = seat;
        this.fx = fx;
    }

    void load(Measured measured, Scored part, Consumer<Loaded> then, Consumer<InspectionFault> onFault) {
        seat.use(
                measured.recipe(),
                inspector -> {
                    Loaded loaded = load(part, measured.sample(part).flatMap(Sample::mask), inspector);
                    fx.execute(() -> then.accept(loaded));
                },
                f -> fx.execute(() -> onFault.accept(f)));
    }

    private static Loaded load(Scored part, Optional<Path> mask, Inspector inspector) {
        Image image = ImageCodec.read(Path.of(part.name()));
        Optional<boolean[]> truth = mask.map(m -> Masks.read(m, image.width(), image.height()));
        return new Loaded(part, image, predict(part.name(), image, inspector), truth);
    }

    /** The map of an image. */
    static Prediction predict(String name, Image image, Inspector inspector) {
        Inspection inspection = inspector.inspect(new Frame(1, name, Instant.EPOCH, image));
        return inspection.prediction().orElseThrow(() -> new InspectionFault(FaultCode.MOD_09, inspection.faultText()));
    }
}
