package loupe.detect.profile;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import loupe.detect.profile.InputSize.Fit;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;

/**
 * anomalib v0: as v1, but with everything before the model outside as well; {@code metadata.json} holds the
 * albumentations transform: Resize, CenterCrop, Normalize. albumentations resizes linearly without antialias.
 */
final class AnomalibV0 implements Family {
    @Override
    public String name() {
        return "anomalib-v0";
    }

    @Override
    public Optional<String> recognise(ModelFacts model) {
        boolean ours = model.sidecars()
                .metadata()
                .filter(m -> m.has("transform") && (m.has("image_threshold") || m.has("task")))
                .isPresent();
        return ours ? Optional.of("A metadata.json with anomalib’s transform lies beside it.") : Optional.empty();
    }

    @Override
    public ModelProfile profile(ModelFacts model) {
        ModelProfile profile = AnomalibV1.read(model, name());
        int width = profile.size().width();
        int height = profile.size().height();
        for (JsonNode step : steps(model)) {
            String type = step.path("__class_fullname__").asText("").replaceFirst("^.*\\.", "");
            if (type.equals("Resize")) {
                width = step.path("width").asInt(width);
                height = step.path("height").asInt(height);
            } else if (type.equals("Normalize")) {
                profile = profile.with(scale(step));
            }
        }
        InputSize size = profile.size().withAntialias(false);
        boolean crops = width > size.width() || height > size.height();
        return profile.with(crops ? size.cropped(Fit.STRETCH_CROP, width, height) : size);
    }

    /** The transform is an object, or a text that holds one. */
    private static JsonNode steps(ModelFacts model) {
        JsonNode transform = model.sidecars().metadata().orElseThrow().path("transform");
        try {
            JsonNode root = transform.isTextual()
                    ? SafeJson.tree(transform.textValue().getBytes(java.nio.charset.StandardCharsets.UTF_8))
                    : transform;
            return root.path("transform").path("transforms");
        } catch (IOException e) {
            throw new InspectionFault(FaultCode.MOD_12, e, model.file(), "the transform in metadata.json");
        }
    }

    private static InputScale scale(JsonNode step) {
        List<Double> mean = numbers(step.path("mean"));
        List<Double> std = numbers(step.path("std"));
        return mean.size() == 3 && std.size() == 3 ? InputScale.outside(1, mean, std) : InputScale.IMAGENET;
    }

    /** Numbers of a JSON list; others are left out. */
    static List<Double> numbers(JsonNode list) {
        List<Double> numbers = new ArrayList<>();
        list.forEach(n -> {
            if (n.isNumber()) {
                numbers.add(n.doubleValue());
            }
        });
        return numbers;
    }
}
