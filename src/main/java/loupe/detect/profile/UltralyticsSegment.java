package loupe.detect.profile;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import loupe.detect.profile.Reading.Activation;
import loupe.detect.profile.Reading.Role;

/**
 * Ultralytics instance segmentation: {@code output0} [1,4+C+M,anchors] (or [1,n,6+M] with the suppression inside) and
 * {@code output1} [1,M,h,w]; pictures are letter-boxed with 114, RGB 0…1. The map of a place is the highest class value
 * of a mask that covers it, so nothing has to be suppressed. Every class counts as a defect until somebody says
 * otherwise.
 */
final class UltralyticsSegment implements Family {
    private static final int GREY = 114;

    @Override
    public String name() {
        return "ultralytics-segment";
    }

    @Override
    public Optional<String> recognise(ModelFacts model) {
        return Ultralytics.isFor(model, "segment")
                ? Optional.of("Its metadata says Ultralytics, task segment.")
                : Optional.empty();
    }

    @Override
    public ModelProfile profile(ModelFacts model) {
        List<TensorPort> ports = model.outline().outputs();
        boolean known = ports.size() == 2
                && ports.get(0).shape().size() == 3
                && ports.get(1).shape().size() == 4;
        if (!known) {
            throw model.refused("boxes [1,n,m] and masks [1,32,h,w] are needed");
        }
        List<String> names = Ultralytics.names(model);
        if (names.isEmpty()) {
            throw model.refused("its metadata does not name its classes");
        }
        List<Integer> byName = ClassOutput.defectsByName(names);
        Reading reading = Reading.ofClasses(
                Map.of(ports.get(0).name(), Role.DETECTIONS, ports.get(1).name(), Role.PROTOTYPES),
                Activation.NONE,
                names,
                byName.isEmpty() ? Ultralytics.all(names) : byName);
        ModelProfile profile = ModelProfile.of(model, name(), reading, Ultralytics.side(model, 640));
        return profile.with(profile.size().letterBoxed(GREY).withAntialias(false));
    }
}
