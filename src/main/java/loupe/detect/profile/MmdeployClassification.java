package loupe.detect.profile;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import loupe.detect.profile.Reading.Activation;

/** MMDeploy classification: softmax scores [N,C]. Which classes are defects is asked. */
final class MmdeployClassification implements Family {
    @Override
    public String name() {
        return "mmdeploy-classification";
    }

    @Override
    public Optional<String> recognise(ModelFacts model) {
        return ClassOutput.whole(model).isPresent() && Mmdeploy.isBeside(model)
                ? Optional.of("MMDeploy’s pipeline.json lies beside it, and its output is a row of classes.")
                : Optional.empty();
    }

    @Override
    public ModelProfile profile(ModelFacts model) {
        ClassOutput output =
                ClassOutput.whole(model).orElseThrow(() -> model.refused("it has no single row of classes"));
        Activation none = Activation.NONE; // the deployed head ends with softmax
        Reading reading = Reading.ofClasses(Map.of(output.name(), output.role()), none, List.of(), List.of());
        return Mmdeploy.preprocessed(model, ModelProfile.of(model, name(), reading, 224));
    }
}
