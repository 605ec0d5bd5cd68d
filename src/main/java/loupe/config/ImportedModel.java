package loupe.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import loupe.domain.WholeFile;

/** What lies beside a stored model that another program made: how it is read, and perhaps weights. */
final class ImportedModel {
    private static final String PICTURE = ".png";

    private ImportedModel() {}

    private static Path profile(Path model) {
        String name = String.valueOf(model.getFileName()).replaceFirst("\\.onnx$", "");
        return model.resolveSibling(name + "." + RecipeFile.PROFILE);
    }

    /**
     * How a model is read, without the reference pictures of parts: those stay here. The drawn references go along.
     *
     * @throws IOException also when the model keeps weights in files of its own, which a recipe file cannot carry
     */
    static Optional<byte[]> portableProfile(Path model) throws IOException {
        if (Files.isDirectory(model.resolveSibling(model.getFileName() + "-data"))) {
            throw new IOException("the model keeps weights in files of its own");
        }
        Path profile = profile(model);
        if (!Files.exists(profile)) {
            return Optional.empty();
        }
        ObjectNode tree = (ObjectNode) Json.read(profile);
        if (tree.get("files") instanceof ObjectNode files) {
            List<String> names = new ArrayList<>();
            files.fieldNames().forEachRemaining(names::add);
            names.removeIf(n -> !n.endsWith(PICTURE));
            files.remove(names);
        }
        if (tree.get("references") instanceof ArrayNode references) {
            ArrayNode drawn = tree.putArray("references");
            for (JsonNode reference : references) {
                if (!reference.path("picture").asText("").endsWith(PICTURE)) {
                    drawn.add(reference);
                }
            }
        }
        return Optional.of(Json.bytes(tree));
    }

    /** Keeps how a model is read; where it is known here already, that stays: other recipes may depend on it. */
    static void keepProfile(Path model, Path unpacked) throws IOException {
        if (!Files.exists(profile(model))) {
            WholeFile.write(profile(model), Files.readAllBytes(unpacked));
        }
    }
}
