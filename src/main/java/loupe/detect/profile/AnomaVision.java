package loupe.detect.profile;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import loupe.detect.profile.InputSize.Fit;
import loupe.detect.profile.Reading.Range;
import loupe.detect.profile.Reading.Role;

/**
 * AnomaVision: {@code output_0} the score, {@code output_1} the map, both raw Mahalanobis distances; float16 when it
 * was exported on a GPU. Sizes and normalisation are in {@code config.yml}, else 224×224 like ImageNet.
 */
final class AnomaVision implements Family {
    private static final String CONFIG = "config.yml";
    private static final String SCORE = "output_0";
    private static final String MAP = "output_1";

    @Override
    public String name() {
        return "anomavision";
    }

    @Override
    public Optional<String> recognise(ModelFacts model) {
        List<String> outputs =
                model.outline().outputs().stream().map(TensorPort::name).toList();
        return outputs.equals(List.of(SCORE, MAP))
                        && model.outline().outputs().get(1).shape().size() >= 3
                ? Optional.of("Outputs output_0 and output_1, score and map, as AnomaVision exports them.")
                : Optional.empty();
    }

    @Override
    public ModelProfile profile(ModelFacts model) {
        Reading reading = Reading.of(Map.of(SCORE, Role.SCORE, MAP, Role.MAP), Range.RAW);
        ModelProfile profile = ModelProfile.of(model, name(), reading, 224);
        Map<String, String> config = model.sidecars().yaml(CONFIG);
        if (!config.getOrDefault("normalize", "true").equalsIgnoreCase("false")) {
            List<Double> mean = PlainYaml.numbers(config.getOrDefault("norm_mean", ""));
            List<Double> std = PlainYaml.numbers(config.getOrDefault("norm_std", ""));
            boolean given = mean.size() == 3 && std.size() == 3;
            profile = profile.with(given ? InputScale.outside(1, mean, std) : InputScale.IMAGENET);
        }
        List<Double> resize = PlainYaml.numbers(config.getOrDefault("resize", ""));
        if (resize.size() != 2) {
            return profile;
        }
        int height = resize.get(0).intValue();
        int width = resize.get(1).intValue();
        boolean crops =
                width > profile.size().width() || height > profile.size().height();
        return crops ? profile.with(profile.size().cropped(Fit.STRETCH_CROP, width, height)) : profile;
    }
}
