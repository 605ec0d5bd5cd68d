package loupe.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import loupe.domain.WholeFile;

/** The users on disk: {@code access.json}, readable by its owner only. No file means that roles are off. */
final class UserFile {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int VERSION = 1;
    private static final long LIMIT = 1 << 20;

    private final Path file;

    UserFile(Path file) {
        this.file = file;
    }

    Path path() {
        return file;
    }

    /** Empty when there is no file; fails when there is one that is not understood or names no administrator. */
    Optional<Users> read() throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        if (Files.size(file) > LIMIT) {
            throw new IOException("larger than " + LIMIT + " bytes");
        }
        JsonNode node = JSON.readTree(Files.readAllBytes(file));
        if (node == null || node.path("version").asInt() != VERSION) {
            throw new IOException("not of version " + VERSION);
        }
        try {
            List<Users.Entry> entries = new ArrayList<>();
            for (JsonNode entry : node.path("users")) {
                entries.add(entry(entry));
            }
            Users users = new Users(node.path("returnMinutes").asInt(Users.RETURN_MINUTES), entries);
            if (!users.hasAdministrator()) {
                throw new IOException("no administrator");
            }
            return Optional.of(users);
        } catch (IllegalArgumentException e) {
            throw new IOException("a user is not understood", e);
        }
    }

    private static Users.Entry entry(JsonNode node) throws IOException {
        if (!node.path("algorithm").asText().equals(PasswordHash.ALGORITHM)) {
            throw new IOException("a password is kept in an unknown way");
        }
        Role role = Role.valueOf(node.path("role").asText().toUpperCase(Locale.ROOT));
        return new Users.Entry(
                new User(node.path("name").asText(), role),
                new PasswordHash(
                        node.path("iterations").asInt(),
                        Base64.getDecoder().decode(node.path("salt").asText()),
                        Base64.getDecoder().decode(node.path("hash").asText())));
    }

    void write(Users users) throws IOException {
        ObjectNode node = JSON.createObjectNode();
        node.put("version", VERSION);
        node.put("returnMinutes", users.returnMinutes());
        ArrayNode list = node.putArray("users");
        for (Users.Entry entry : users.entries()) {
            ObjectNode user = list.addObject();
            user.put("name", entry.user().name());
            user.put("role", entry.user().role().word());
            user.put("algorithm", PasswordHash.ALGORITHM);
            user.put("iterations", entry.password().iterations());
            user.put("salt", Base64.getEncoder().encodeToString(entry.password().salt()));
            user.put("hash", Base64.getEncoder().encodeToString(entry.password().hash()));
        }
        WholeFile.writePrivate(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(node));
    }

    void delete() throws IOException {
        Files.deleteIfExists(file);
    }
}
