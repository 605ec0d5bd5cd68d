package loupe.detect.profile;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import loupe.detect.profile.InputPort.ChannelOrder;
import loupe.detect.profile.InputSize.Fit;

/** What both kinds of MMDeploy models share: the preprocessing in {@code pipeline.json}. */
final class Mmdeploy {
    private Mmdeploy() {}

    /** Whether MMDeploy's files lie beside a model. */
    static boolean isBeside(ModelFacts model) {
        return model.sidecars()
                .json("pipeline.json")
                .filter(p -> p.path("pipeline").path("tasks").isArray())
                .isPresent();
    }

    /** Reads the preprocessing into a profile; without such a file values 0…255 like ImageNet, as OpenMMLab has it. */
    static ModelProfile preprocessed(ModelFacts model, ModelProfile profile) {
        ModelProfile read = profile;
        for (JsonNode task : model.sidecars()
                .json("pipeline.json")
                .map(p -> p.path("pipeline").path("tasks"))
                .orElse(SafeJson.MAPPER.createArrayNode())) {
            for (JsonNode step : task.path("transforms")) {
                read = step(read, step);
            }
        }
        return read.with(read.size().withAntialias(false));
    }

    private static ModelProfile step(ModelProfile profile, JsonNode step) {
        return switch (step.path("type").asText("")) {
            case "Normalize" -> normalised(profile, step);
            case "CenterCrop" ->
                profile.with(profile.size().cropped(Fit.CROP, shortSide(profile, step), shortSide(profile, step)));
            case "Resize", "LetterResize" ->
                step.path("keep_ratio").asBoolean(false)
                        ? profile.with(profile.size().letterBoxed(0))
                        : profile;
            default -> profile;
        };
    }

    /**
     * A crop is said to come from 8/7 of its size, as ImageNet models are trained; the resize before it has no side.
     */
    private static int shortSide(ModelProfile profile, JsonNode step) {
        int crop = step.path("crop_size").isNumber()
                ? step.path("crop_size").asInt()
                : Math.max(profile.size().width(), profile.size().height());
        return Math.min(
                InputSize.LARGEST,
                Math.max(
                        crop * 8 / 7,
                        Math.max(profile.size().width(), profile.size().height())));
    }

    private static ModelProfile normalised(ModelProfile profile, JsonNode step) {
        List<Double> mean = AnomalibV0.numbers(step.path("mean"));
        List<Double> std = AnomalibV0.numbers(step.path("std"));
        if (mean.size() != 3 || std.size() != 3 || profile.input().channels() != 3) {
            return profile;
        }
        boolean rgb = step.path("to_rgb").asBoolean(true);
        return profile.with(InputScale.outside(255, mean, std))
                .with(profile.input().withOrder(rgb ? ChannelOrder.RGB : ChannelOrder.BGR));
    }
}
