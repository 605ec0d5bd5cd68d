package loupe.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;

/** JSON as commands print it. What could not be measured, and what is not finite, is null. */
final class Json {
    private static final ObjectMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private static final ObjectWriter ONE_LINE = MAPPER.writer().without(SerializationFeature.INDENT_OUTPUT);

    private Json() {}

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    static ArrayNode array() {
        return MAPPER.createArrayNode();
    }

    static void put(ObjectNode node, String key, double value) {
        if (Double.isFinite(value)) {
            node.put(key, value);
        } else {
            node.putNull(key);
        }
    }

    static void put(ObjectNode node, String key, OptionalDouble value) {
        put(node, key, value.orElse(Double.NaN));
    }

    /** A number for people and scripts: four significant digits, or all of a whole one. */
    static String number(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            return Long.toString((long) value);
        }
        return Double.isFinite(value)
                ? new BigDecimal(value)
                        .round(new MathContext(4))
                        .stripTrailingZeros()
                        .toPlainString()
                : "–";
    }

    /** A map of maps as lines: keys joined by a point, fractions with four digits. */
    static Map<String, String> flat(Map<String, ?> facts) {
        Map<String, String> lines = new LinkedHashMap<>();
        facts.forEach((key, value) -> {
            if (value instanceof Map<?, ?> inner) {
                Map<String, Object> named = new LinkedHashMap<>();
                inner.forEach((k, v) -> named.put(key + "." + k, v));
                lines.putAll(flat(named));
            } else {
                lines.put(
                        key, value instanceof Double d ? String.format(Locale.ROOT, "%.4f", d) : String.valueOf(value));
            }
        });
        return lines;
    }

    static JsonNode read(byte[] text) throws IOException {
        return MAPPER.readTree(text);
    }

    static String text(Object tree) {
        return text(tree, MAPPER.writer());
    }

    /** The same on one line. */
    static String line(Object tree) {
        return text(tree, ONE_LINE);
    }

    private static String text(Object tree, ObjectWriter writer) {
        try {
            return writer.writeValueAsString(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of plain values is always JSON", e);
        }
    }

    /**
     * Writes a result file.
     *
     * @throws InspectionFault CFG-02 when it cannot be written
     */
    static void write(Path file, Object tree) {
        try {
            Files.writeString(file, text(tree) + "\n");
        } catch (IOException e) {
            throw new InspectionFault(FaultCode.CFG_02, e, file, e.getClass().getSimpleName());
        }
    }
}
