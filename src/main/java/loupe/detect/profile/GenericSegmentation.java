package loupe.detect.profile;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import loupe.detect.profile.Reading.Role;

/**
 * A segmentation network of any maker: [N,1,H,W] sigmoid or logits, [N,C,H,W] softmax or logits, or class indices. All
 * classes but 0 are proposed as defects; for class indices that is asked. Fed like ImageNet unless the graph
 * normalises.
 */
final class GenericSegmentation implements Family {
    @Override
    public String name() {
        return "segmentation";
    }

    @Override
    public Optional<String> recognise(ModelFacts model) {
        return ClassOutput.places(model).map(o -> switch (o.role()) {
            case CLASS_MAP -> "One picture of class indices: a segmentation network.";
            case MAP -> "One picture of one channel: a segmentation network of one class.";
            default -> "One picture of " + o.classes() + " channels: a segmentation network.";
        });
    }

    @Override
    public ModelProfile profile(ModelFacts model) {
        ClassOutput output =
                ClassOutput.places(model).orElseThrow(() -> model.refused("it has no single picture of classes"));
        Map<String, Role> outputs = Map.of(output.name(), output.role());
        Reading reading = Reading.ofClasses(outputs, output.activation(), List.of(), output.foreground());
        return Classifier.likeImageNet(model, ModelProfile.of(model, name(), reading));
    }
}
