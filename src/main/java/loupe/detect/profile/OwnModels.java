package loupe.detect.profile;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import loupe.detect.profile.Reading.Range;
import loupe.detect.profile.Reading.Role;

/**
 * Our own contract: metadata {@code loupe.contract}; outputs {@code anomaly_map} [N,1,h,w] and {@code pred_score} [N],
 * both raw, and perhaps {@code reconstruction} [N,3,h,w], RGB 0…1. Normalisation is in the graph.
 */
final class OwnModels implements Family {
    private static final String CONTRACT = "loupe.contract";
    private static final String VERSION = "1";
    private static final String MAP = "anomaly_map";
    private static final String SCORE = "pred_score";
    private static final String REPAIRED = "reconstruction";

    @Override
    public String name() {
        return "loupe";
    }

    @Override
    public Optional<String> recognise(ModelFacts model) {
        return model.outline().metadata().containsKey(CONTRACT)
                ? Optional.of("It carries Loupe’s own contract.")
                : Optional.empty();
    }

    @Override
    public ModelProfile profile(ModelFacts model) {
        String version = model.metadata(CONTRACT);
        if (!version.equals(VERSION)) {
            throw model.refused("its contract " + version + " is not " + VERSION);
        }
        Map<String, Role> outputs = new LinkedHashMap<>(Map.of(MAP, Role.MAP, SCORE, Role.SCORE));
        for (String name : outputs.keySet()) {
            if (model.outline().output(name).isEmpty()) {
                throw model.refused("it has no output " + name);
            }
        }
        model.outline().output(REPAIRED).ifPresent(p -> outputs.put(REPAIRED, Role.REPAIRED));
        ModelProfile read = ModelProfile.of(model, name(), Reading.of(outputs, Range.RAW));
        InputScale inside =
                new InputScale(1, InputScale.UNIT.mean(), InputScale.UNIT.std(), InputScale.Normalisation.INSIDE);
        return read.with(inside);
    }
}
