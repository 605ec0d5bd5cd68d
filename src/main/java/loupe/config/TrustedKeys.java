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
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;
import loupe.domain.WholeFile;

/**
 * Whose recipe files are trusted, and whether others are taken at all: {@code trusted-keys.json}. Read anew at every
 * call; a damaged file is a fault (REC-14), never an empty list. Thread-safe.
 */
public final class TrustedKeys {
    private static final int VERSION = 1;
    private static final int LONGEST_NAME = 64;

    private final Path file;

    public TrustedKeys(Path file) {
        this.file = file;
    }

    /**
     * A key with the name somebody gave it.
     *
     * @param name 1 to 64 characters, cut where longer
     */
    public record Named(String name, VerifyKey key) {
        public Named {
            String clean = name.strip().replaceAll("\\p{Cntrl}", " ");
            name = clean.isEmpty() ? key.fingerprint() : clean.substring(0, Math.min(LONGEST_NAME, clean.length()));
        }
    }

    private record Content(boolean required, List<Named> keys) {}

    /** As they were added. */
    public synchronized List<Named> list() {
        return List.copyOf(read().keys());
    }

    public synchronized Optional<Named> find(VerifyKey key) {
        return read().keys().stream().filter(n -> n.key().equals(key)).findFirst();
    }

    /** Whether only files that a trusted key signed are taken. */
    public synchronized boolean isRequired() {
        return read().required();
    }

    public synchronized void require(boolean signed) {
        write(new Content(signed, read().keys()));
    }

    /** Adds a key, or gives it another name. */
    public synchronized void trust(Named named) {
        Content now = read();
        List<Named> keys = new ArrayList<>(without(now, named.key()));
        keys.add(named);
        write(new Content(now.required(), keys));
    }

    public synchronized void forget(VerifyKey key) {
        Content now = read();
        write(new Content(now.required(), without(now, key)));
    }

    private static List<Named> without(Content content, VerifyKey key) {
        return content.keys().stream().filter(n -> !n.key().equals(key)).toList();
    }

    private Content read() {
        if (!Files.exists(file)) {
            return new Content(false, List.of());
        }
        try {
            JsonNode node = Json.read(file);
            if (node.path("version").asInt() != VERSION) {
                throw new IOException("not of version " + VERSION);
            }
            List<Named> keys = new ArrayList<>();
            for (JsonNode key : node.path("keys")) {
                keys.add(new Named(Json.required(key, "name"), new VerifyKey(Json.required(key, "key"))));
            }
            return new Content(node.path("required").asBoolean(true), keys);
        } catch (IOException | IllegalArgumentException e) {
            String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            throw new InspectionFault(FaultCode.REC_14, e, file, reason);
        }
    }

    private void write(Content content) {
        ObjectNode node = Json.object();
        node.put("version", VERSION);
        node.put("required", content.required());
        ArrayNode keys = node.putArray("keys");
        for (Named named : content.keys()) {
            ObjectNode key = keys.addObject();
            key.put("name", named.name());
            key.put("key", named.key().hex());
        }
        try {
            WholeFile.write(file, Json.bytes(node));
        } catch (IOException e) {
            throw new InspectionFault(FaultCode.CFG_02, e, file, String.valueOf(e.getMessage()));
        }
    }
}
