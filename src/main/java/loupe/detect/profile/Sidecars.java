package loupe.detect.profile;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;

/**
 * The small files that exporters put beside a model. Read when asked for, as plain data: no type is ever named, size
 * and depth are limited, and only these names in this folder are opened.
 */
public final class Sidecars {
    /** None: a model that lies in memory. */
    public static final Sidecars NONE = new Sidecars(null);

    private static final List<String> METADATA = List.of("metadata.json", "meta_data.json");
    private static final List<String> NAMES =
            List.of("metadata.json", "meta_data.json", "config.yml", "pipeline.json", "deploy.json");

    private final Path folder;

    private Sidecars(Path folder) {
        this.folder = folder;
    }

    /** Those in a model's folder. */
    public static Sidecars in(Path folder) {
        return new Sidecars(folder);
    }

    /** Files that are there, by name. */
    public List<Path> present() {
        List<Path> files = new ArrayList<>();
        NAMES.forEach(name -> file(name).ifPresent(files::add));
        return List.copyOf(files);
    }

    /**
     * anomalib's metadata.
     *
     * @throws InspectionFault MOD-12 when it cannot be read
     */
    Optional<JsonNode> metadata() {
        return METADATA.stream().flatMap(name -> json(name).stream()).findFirst();
    }

    /**
     * A word that anomalib's metadata, or any other, holds at its top; empty when there is none.
     *
     * @throws InspectionFault MOD-12 when it cannot be read
     */
    public Optional<String> word(String key) {
        return metadata().map(m -> m.path(key).asText("")).map(String::strip).filter(text -> !text.isEmpty());
    }

    /**
     * A JSON object.
     *
     * @throws InspectionFault MOD-12 when it cannot be read
     */
    Optional<JsonNode> json(String name) {
        return file(name).map(path -> {
            try {
                return SafeJson.read(path);
            } catch (IOException e) {
                throw unreadable(path, e);
            }
        });
    }

    /**
     * A file of {@code key: value} lines; see {@link PlainYaml}. Empty without such a file.
     *
     * @throws InspectionFault MOD-12 when it cannot be read
     */
    Map<String, String> yaml(String name) {
        return file(name)
                .map(path -> {
                    try {
                        return PlainYaml.read(new String(SafeJson.bytes(path), StandardCharsets.UTF_8));
                    } catch (IOException e) {
                        throw unreadable(path, e);
                    }
                })
                .orElse(Map.of());
    }

    private static InspectionFault unreadable(Path path, IOException e) {
        String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        return new InspectionFault(FaultCode.MOD_12, e, path.getFileName(), reason);
    }

    private Optional<Path> file(String name) {
        return Optional.ofNullable(folder)
                .map(f -> f.resolve(name))
                .filter(f -> Files.isRegularFile(f, LinkOption.NOFOLLOW_LINKS));
    }
}
