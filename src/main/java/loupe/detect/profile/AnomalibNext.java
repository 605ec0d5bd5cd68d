package loupe.detect.profile;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The format proposed for anomalib: as v2, with two more inputs {@code image_sensitivity} and {@code pixel_sensitivity}
 * and a {@code metadata.json} with {@code schema_version}. Score = clip((raw − threshold)/(max − min) + s, 0, 1); fed
 * ½, which puts the threshold at ½.
 */
final class AnomalibNext implements Family {
    private static final Logger LOG = LoggerFactory.getLogger(AnomalibNext.class);
    private static final String KNOWN_SCHEMA = "1";

    @Override
    public String name() {
        return "anomalib-next";
    }

    @Override
    public Optional<String> recognise(ModelFacts model) {
        boolean sensitive = model.outline().inputs().stream()
                .anyMatch(p -> p.name().equals("image_sensitivity") || p.name().equals("pixel_sensitivity"));
        return sensitive && AnomalibV2.hasOnlyKnown(model)
                ? Optional.of("anomalib’s outputs, and inputs for sensitivities; they are fed 0.5.")
                : Optional.empty();
    }

    @Override
    public ModelProfile profile(ModelFacts model) {
        model.sidecars().metadata().map(m -> m.path("schema_version")).ifPresent(version -> warn(model, version));
        return AnomalibV2.read(model, name());
    }

    private static void warn(ModelFacts model, JsonNode version) {
        String major = version.asText("").replaceFirst("\\..*", "");
        if (!major.equals(KNOWN_SCHEMA)) {
            LOG.warn("{}: metadata of the unknown schema {}; read as {}", model.file(), version, KNOWN_SCHEMA);
        }
    }
}
