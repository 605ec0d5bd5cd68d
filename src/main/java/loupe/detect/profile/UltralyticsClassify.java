package loupe.detect.profile;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import loupe.detect.profile.InputSize.Fit;
import loupe.detect.profile.Reading.Activation;
import loupe.detect.profile.Reading.Role;

/**
 * Ultralytics classification: softmax [1,C]; the shorter side is scaled to the input's, the centre is cut out, RGB 0…1.
 * A class named good, ok or normal makes the others defects; else that is asked.
 */
final class UltralyticsClassify implements Family {
    @Override
    public String name() {
        return "ultralytics-classify";
    }

    @Override
    public Optional<String> recognise(ModelFacts model) {
        return Ultralytics.isFor(model, "classify")
                ? Optional.of("Its metadata says Ultralytics, task classify.")
                : Optional.empty();
    }

    @Override
    public ModelProfile profile(ModelFacts model) {
        TensorPort output = model.onlyOutput().orElseThrow(() -> model.refused("one row of classes is needed"));
        List<String> names = Ultralytics.names(model);
        Reading reading = Reading.ofClasses(
                Map.of(output.name(), Role.CLASSIFICATION), Activation.NONE, names, ClassOutput.defectsByName(names));
        ModelProfile profile = ModelProfile.of(model, name(), reading, Ultralytics.side(model, 224));
        InputSize size = profile.size();
        int side = Math.max(size.width(), size.height());
        return profile.with(size.cropped(Fit.CROP, side, side));
    }
}
