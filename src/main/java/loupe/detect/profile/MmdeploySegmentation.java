package loupe.detect.profile;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * MMDeploy segmentation: int64 [N,1,H,W] of class indices, or logits [N,C,H,W]. Which classes are defects is asked for
 * class maps; for logits all but class 0 are proposed.
 */
final class MmdeploySegmentation implements Family {
    @Override
    public String name() {
        return "mmdeploy-segmentation";
    }

    @Override
    public Optional<String> recognise(ModelFacts model) {
        return ClassOutput.places(model).isPresent() && Mmdeploy.isBeside(model)
                ? Optional.of("MMDeploy’s pipeline.json lies beside it, and its output is a picture of classes.")
                : Optional.empty();
    }

    @Override
    public ModelProfile profile(ModelFacts model) {
        ClassOutput output =
                ClassOutput.places(model).orElseThrow(() -> model.refused("it has no single picture of classes"));
        Reading reading = Reading.ofClasses(
                Map.of(output.name(), output.role()), output.activation(), List.of(), output.foreground());
        return Mmdeploy.preprocessed(model, ModelProfile.of(model, name(), reading));
    }
}
