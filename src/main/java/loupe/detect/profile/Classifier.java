package loupe.detect.profile;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import loupe.detect.profile.Reading.Role;

/**
 * A classifier: [N,C] logits or probabilities, told by the graph's last operator; [N,1] is one score. More than 100
 * values without a softmax are features. Fed like ImageNet unless the graph normalises. Which classes are defects is
 * asked.
 */
final class Classifier implements Family {
    @Override
    public String name() {
        return "classifier";
    }

    @Override
    public Optional<String> recognise(ModelFacts model) {
        return ClassOutput.whole(model)
                .filter(o -> o.classes() <= ClassOutput.MOST_CLASSES || o.activation() == Reading.Activation.NONE)
                .map(o -> "One row of " + o.classes() + " values: a classifier.");
    }

    @Override
    public ModelProfile profile(ModelFacts model) {
        ClassOutput output = ClassOutput.whole(model).orElseThrow(() -> model.refused("one row of classes is needed"));
        Map<String, Role> outputs = Map.of(output.name(), output.role());
        Reading reading = Reading.ofClasses(outputs, output.activation(), List.of(), List.of());
        return likeImageNet(model, ModelProfile.of(model, name(), reading, 224));
    }

    /** What torchvision's models want, unless the graph does it itself or the input is no float picture in colour. */
    static ModelProfile likeImageNet(ModelFacts model, ModelProfile profile) {
        boolean open = !model.outline().hints().scales()
                && profile.input().channels() == 3
                && profile.input().type() != InputPort.ElementType.UINT8;
        return open ? profile.with(InputScale.IMAGENET) : profile;
    }
}
