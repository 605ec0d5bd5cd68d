package loupe.detect.profile;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import loupe.detect.profile.InputScale.Normalisation;
import loupe.detect.profile.Reading.Range;
import loupe.detect.profile.Reading.Role;
import loupe.detect.profile.Suggestion.Comparison;

/**
 * anomalib v1: {@code input} → {@code output} and perhaps more, raw; {@code metadata.json} holds thresholds and the
 * span that its own program normalises with, decision ≥. A first output of one number is a score; a second one after a
 * map is the score that the threshold belongs to. A map smaller than the input by 224/256 covers only the centre.
 */
final class AnomalibV1 implements Family {
    private static final int CENTRE = 224;
    private static final int WHOLE = 256;

    @Override
    public String name() {
        return "anomalib-v1";
    }

    @Override
    public Optional<String> recognise(ModelFacts model) {
        boolean ours = model.sidecars()
                .metadata()
                .filter(m -> m.has("image_threshold") && !m.has("transform"))
                .isPresent();
        return ours ? Optional.of("A metadata.json with anomalib’s thresholds lies beside it.") : Optional.empty();
    }

    @Override
    public ModelProfile profile(ModelFacts model) {
        ModelProfile profile = read(model, name());
        InputScale scale = profile.scale();
        return profile.with(new InputScale(scale.white(), scale.mean(), scale.std(), Normalisation.INSIDE));
    }

    /** Roles, suggestion and the map's share, the same in v0. */
    static ModelProfile read(ModelFacts model, String family) {
        List<TensorPort> ports = model.outline().outputs();
        Map<String, Role> outputs = new LinkedHashMap<>();
        for (TensorPort port : ports.subList(0, Math.min(2, ports.size()))) {
            Role role = isScore(port) ? Role.SCORE : Role.MAP;
            outputs.put(port.name(), outputs.containsValue(role) ? Role.FEATURES : role);
        }
        ports.forEach(p -> outputs.putIfAbsent(p.name(), Role.FEATURES));
        ModelProfile profile = ModelProfile.of(model, family, Reading.of(outputs, Range.RAW));
        profile = profile.with(suggestion(
                model.sidecars().metadata().orElseThrow(() -> model.refused("its metadata.json is missing"))));
        boolean central =
                profile.size().width() == WHOLE && ports.stream().anyMatch(p -> !isScore(p) && lastOf(p) == CENTRE);
        return central ? profile.with(profile.size().withMapShare((double) CENTRE / WHOLE)) : profile;
    }

    private static long lastOf(TensorPort port) {
        return port.shape().isEmpty() ? -1 : port.shape().get(port.shape().size() - 1);
    }

    private static boolean isScore(TensorPort port) {
        return port.shape().size() == 1 || (port.shape().size() == 2 && lastOf(port) == 1);
    }

    private static Suggestion suggestion(JsonNode metadata) {
        return new Suggestion(
                number(metadata, "image_threshold"),
                number(metadata, "pixel_threshold"),
                Comparison.GREATER_OR_EQUAL,
                span(metadata, "pred_scores"),
                span(metadata, "anomaly_maps"));
    }

    private static double span(JsonNode metadata, String what) {
        boolean own = metadata.has(what + ".max");
        double span = number(metadata, own ? what + ".max" : "max") - number(metadata, own ? what + ".min" : "min");
        return span > 0 ? span : Double.NaN;
    }

    private static double number(JsonNode node, String key) {
        return node.path(key).isNumber() ? node.path(key).doubleValue() : Double.NaN;
    }
}
