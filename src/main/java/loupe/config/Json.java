package loupe.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Reads and writes small JSON trees; no types are ever named in a file, and a file over 1 MB is refused. */
final class Json {
    static final long LIMIT = 1 << 20;

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build();

    private Json() {}

    static JsonNode read(Path file) throws IOException {
        long size = Files.size(file);
        if (size > LIMIT) {
            throw new IOException(size + " bytes; the limit is " + LIMIT);
        }
        return tree(Files.readAllBytes(file));
    }

    static JsonNode tree(byte[] content) throws IOException {
        JsonNode node = MAPPER.readTree(content);
        if (node == null || !node.isObject()) {
            throw new IOException("not a JSON object");
        }
        return node;
    }

    static byte[] bytes(ObjectNode node) throws IOException {
        return MAPPER.writeValueAsBytes(node);
    }

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    static String text(JsonNode node, String key, String otherwise) {
        JsonNode value = node.path(key);
        return value.isTextual() ? value.textValue() : otherwise;
    }

    static <E extends Enum<E>> E choice(JsonNode node, String key, E otherwise) {
        String name = text(node, key, "").toUpperCase(Locale.ROOT);
        for (E e : otherwise.getDeclaringClass().getEnumConstants()) {
            if (e.name().equals(name)) {
                return e;
            }
        }
        return otherwise;
    }

    /** JSON has no NaN and no infinity: null and the words stand for them. */
    static void put(ObjectNode node, String key, double value) {
        if (Double.isNaN(value)) {
            node.putNull(key);
        } else if (Double.isInfinite(value)) {
            node.put(key, Double.toString(value));
        } else {
            node.put(key, value);
        }
    }

    /** The reverse of {@link #put}. A missing key is an error: a threshold is never guessed. */
    static double number(JsonNode node, String key) throws IOException {
        JsonNode value = node.path(key);
        if (value.isNumber()) {
            return value.doubleValue();
        }
        if (value.isNull()) {
            return Double.NaN;
        }
        return switch (value.asText("")) {
            case "Infinity" -> Double.POSITIVE_INFINITY;
            case "-Infinity" -> Double.NEGATIVE_INFINITY;
            default -> throw new IOException("“" + key + "” is not a number");
        };
    }

    /** A choice that must be there and known. */
    static <E extends Enum<E>> E required(JsonNode node, String key, Class<E> type) throws IOException {
        String name = required(node, key).toUpperCase(Locale.ROOT);
        for (E e : type.getEnumConstants()) {
            if (e.name().equals(name)) {
                return e;
            }
        }
        throw new IOException("“" + key + "” is not one of the known words");
    }

    static String required(JsonNode node, String key) throws IOException {
        JsonNode value = node.path(key);
        if (!value.isTextual()) {
            throw new IOException("“" + key + "” is missing");
        }
        return value.textValue();
    }
}
