package loupe.detect.profile;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import loupe.detect.profile.Reading.Range;
import loupe.detect.profile.Reading.Role;

/**
 * A plain export of anomalib v2: resize, normalisation and thresholds are in the graph; the outputs are those of
 * {@code pred_score, pred_label, anomaly_map, pred_mask} that the method has. Label and mask are not read: the
 * thresholds belong to the recipe. Training resized with antialias and the graph does not, so a model of open size is
 * fed its usual internal size, 256×256, area-filtered.
 */
final class AnomalibV2 implements Family {
    private static final Map<String, Role> KNOWN =
            Map.of("pred_score", Role.SCORE, "pred_label", Role.LABEL, "anomaly_map", Role.MAP, "pred_mask", Role.MASK);

    @Override
    public String name() {
        return "anomalib-v2";
    }

    @Override
    public Optional<String> recognise(ModelFacts model) {
        return hasOnlyKnown(model)
                ? Optional.of("All its outputs are named as anomalib v2 names them.")
                : Optional.empty();
    }

    @Override
    public ModelProfile profile(ModelFacts model) {
        return read(model, name());
    }

    static boolean hasOnlyKnown(ModelFacts model) {
        return model.outline().outputs().stream().allMatch(p -> KNOWN.containsKey(p.name()));
    }

    /** How every version with these outputs is read: normalised around ½ unless it was exported without validation. */
    static ModelProfile read(ModelFacts model, String family) {
        Map<String, Role> outputs = new LinkedHashMap<>();
        model.outline().outputs().forEach(p -> outputs.put(p.name(), KNOWN.getOrDefault(p.name(), Role.FEATURES)));
        if (!outputs.containsValue(Role.SCORE) && !outputs.containsValue(Role.MAP)) {
            throw model.refused("it gives neither a score nor a map, only decisions");
        }
        ModelProfile profile = ModelProfile.of(model, family, Reading.of(outputs, Range.NORMALISED));
        InputScale inside = new InputScale(
                profile.scale().white(),
                InputScale.UNIT.mean(),
                InputScale.UNIT.std(),
                InputScale.Normalisation.INSIDE);
        return profile.with(inside).with(Suggestion.half());
    }
}
