package loupe.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import loupe.domain.Calibration;
import loupe.domain.DisplayScale;
import loupe.domain.Recipe;
import loupe.domain.Region;
import loupe.domain.Tiling;

/**
 * The file format of one recipe version, {@code schema} 3; 2 had no tiles and no rules of classes, 1 no evidence and no
 * scale. Nothing is guessed: what is missing is an error.
 */
final class RecipeJson {
    private static final int SCHEMA = 3;

    private RecipeJson() {}

    static byte[] write(Recipe r) throws IOException {
        ObjectNode node = Json.object();
        node.put("schema", SCHEMA);
        node.put("id", r.id());
        node.put("version", r.version());
        node.put("name", r.name());
        node.put("source", r.source());
        r.region().ifPresent(area -> {
            ObjectNode region = node.putObject("region");
            region.put("x", area.x());
            region.put("y", area.y());
            region.put("width", area.width());
            region.put("height", area.height());
        });
        r.tiling().ifPresent(t -> {
            ObjectNode tiles = node.putObject("tiles");
            tiles.put("width", t.width());
            tiles.put("height", t.height());
            tiles.put("overlap", t.overlap());
        });
        node.put("model", r.modelSha256());
        RuleJson.put(node.putObject("rule"), r.rule());
        ObjectNode scale = node.putObject("scale");
        Json.put(scale, "zero", r.scale().zero());
        Json.put(scale, "one", r.scale().one());
        node.put("calibration", r.calibration().name().toLowerCase(Locale.ROOT));
        node.put("madeAt", r.madeAt().toString());
        r.evidence().ifPresent(e -> EvidenceJson.put(node.putObject("evidence"), e));
        r.millimetresPerPixel().ifPresent(mm -> node.put("millimetresPerPixel", mm));
        return Json.bytes(node);
    }

    static Recipe read(Path file) throws IOException {
        JsonNode node = Json.read(file);
        int schema = node.path("schema").asInt(0);
        if (schema < 1 || schema > SCHEMA) {
            throw new IOException("schema " + schema + "; known up to " + SCHEMA);
        }
        try {
            return new Recipe(
                    Json.required(node, "id"),
                    node.path("version").asInt(0),
                    Json.required(node, "name"),
                    Json.required(node, "source"),
                    region(node.path("region")),
                    tiling(node.path("tiles")),
                    Json.required(node, "model"),
                    RuleJson.read(node.path("rule")),
                    new DisplayScale(Json.number(node.path("scale"), "zero"), Json.number(node.path("scale"), "one")),
                    Json.required(node, "calibration", Calibration.class),
                    Instant.parse(Json.required(node, "madeAt")),
                    EvidenceJson.read(node.path("evidence")),
                    perPixel(node.path("millimetresPerPixel")));
        } catch (IllegalArgumentException | DateTimeParseException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static OptionalDouble perPixel(JsonNode node) throws IOException {
        if (node.isMissingNode()) {
            return OptionalDouble.empty();
        }
        if (!(node.asDouble(0) > 0)) {
            throw new IOException("“millimetresPerPixel” is not a length");
        }
        return OptionalDouble.of(node.asDouble());
    }

    private static Optional<Region> region(JsonNode node) throws IOException {
        if (node.isMissingNode() || node.isNull()) {
            return Optional.empty();
        }
        return Optional.of(new Region(
                Json.number(node, "x"),
                Json.number(node, "y"),
                Json.number(node, "width"),
                Json.number(node, "height")));
    }

    private static Optional<Tiling> tiling(JsonNode node) throws IOException {
        if (node.isMissingNode() || node.isNull()) {
            return Optional.empty();
        }
        int width = node.path("width").asInt(0);
        int height = node.path("height").asInt(0);
        return Optional.of(new Tiling(width, height, Json.number(node, "overlap")));
    }
}
