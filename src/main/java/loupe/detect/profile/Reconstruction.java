package loupe.detect.profile;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import loupe.detect.profile.Reading.Activation;
import loupe.detect.profile.Reading.Direction;
import loupe.detect.profile.Reading.Range;
import loupe.detect.profile.Reading.Role;

/**
 * A model that gives its input back as it thinks it should be: one output of the input's own shape. The map is the mean
 * absolute difference to what was fed, in units of black to white. A last Tanh says −1…1, else 0…1.
 */
final class Reconstruction implements Family {
    @Override
    public String name() {
        return "reconstruction";
    }

    @Override
    public Optional<String> recognise(ModelFacts model) {
        List<TensorPort> inputs = model.outline().inputs();
        boolean same = model.onlyOutput()
                .filter(out -> inputs.size() == 1 && out.shape().size() == 4)
                .filter(out -> isPicture(inputs.get(0), out))
                .isPresent();
        return same ? Optional.of("Its one output has the shape of its input: a reconstruction.") : Optional.empty();
    }

    /** One channel could as well be a map; then the name must say what it is. */
    private static boolean isPicture(TensorPort in, TensorPort out) {
        boolean same = in.shape().equals(out.shape());
        boolean colour =
                in.shape().size() == 4 && (in.shape().get(1) == 3 || in.shape().get(3) == 3);
        return same && (colour || out.name().matches("(?i).*(recon|decode|restor|repair).*"));
    }

    @Override
    public ModelProfile profile(ModelFacts model) {
        TensorPort output = model.onlyOutput().orElseThrow(() -> model.refused("one picture is needed"));
        String last = model.outline().hints().lastOp(output.name());
        boolean signed = last.equals("Tanh");
        Reading reading = new Reading(
                Map.of(output.name(), Role.RECONSTRUCTION),
                Direction.HIGHER_IS_WORSE,
                Activation.NONE,
                Range.RAW,
                List.of(),
                List.of(),
                signed ? -1 : 0,
                1);
        ModelProfile profile = ModelProfile.of(model, name(), reading);
        InputScale signedInput = InputScale.outside(1, List.of(0.5), List.of(0.5));
        return signed ? profile.with(signedInput) : profile;
    }
}
