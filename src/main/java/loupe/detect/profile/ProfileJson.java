package loupe.detect.profile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Every field of a profile by its name, {@code input.order}, {@code scale.mean}, {@code reading.outputs.NAME}. */
public final class ProfileJson {
    private static final Set<String> FIXED = Set.of("family", "reason");
    private static final Set<String> FREE_TEXT = Set.of("input.name");

    private ProfileJson() {}

    /** All fields with their values as text, in the order of the record. */
    public static Map<String, String> fields(ModelProfile profile) {
        Map<String, String> fields = new LinkedHashMap<>();
        flatten("", SafeJson.MAPPER.valueToTree(profile), fields);
        return fields;
    }

    /** Eight hex digits that differ where feeding or reading differ. */
    public static String digest(ModelProfile profile) {
        try {
            byte[] text = fields(profile.with("")).toString().getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text), 0, 4);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static void flatten(String path, JsonNode node, Map<String, String> into) {
        if (node.isObject() && !node.isEmpty()) {
            node.properties()
                    .forEach(e -> flatten(path.isEmpty() ? e.getKey() : path + "." + e.getKey(), e.getValue(), into));
        } else {
            into.put(path, node.isValueNode() ? node.asText() : node.toString());
        }
    }

    /**
     * The same profile with one field changed.
     *
     * @param path as {@link #fields} names it
     * @param value a word, a number, true or false, or a list in brackets
     * @throws IllegalArgumentException with an English reason when there is no such field or the value does not fit
     */
    public static ModelProfile with(ModelProfile profile, String path, String value) {
        ObjectNode tree = SafeJson.MAPPER.valueToTree(profile);
        if (FIXED.contains(path) || !set(tree, path, path, value.strip())) {
            throw new IllegalArgumentException("there is no field “" + path + "”; there are "
                    + String.join(", ", fields(profile).keySet()));
        }
        try {
            return SafeJson.MAPPER.treeToValue(tree, ModelProfile.class);
        } catch (JsonProcessingException e) {
            String reason = e.getOriginalMessage().lines().findFirst().orElse("");
            throw new IllegalArgumentException(path + "=" + value + ": " + reason, e);
        }
    }

    /** Names of outputs may hold points: a name that fits as a whole comes first. */
    private static boolean set(ObjectNode node, String path, String whole, String value) {
        if (node.has(path) && !node.get(path).isObject()) {
            node.set(path, node.get(path).isTextual() ? word(whole, value) : json(whole, value));
            return true;
        }
        int point = path.indexOf('.');
        return point > 0
                && node.get(path.substring(0, point)) instanceof ObjectNode inner
                && set(inner, path.substring(point + 1), whole, value);
    }

    private static JsonNode word(String whole, String value) {
        return TextNode.valueOf(
                FREE_TEXT.contains(whole)
                        ? value
                        : value.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    private static JsonNode json(String whole, String value) {
        try {
            byte[] text = ("{\"v\":" + value + "}").getBytes(StandardCharsets.UTF_8);
            return SafeJson.tree(text).get("v");
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    whole + "=" + value + ": a number, true, false or a list such as [1, 2] is needed", e);
        }
    }
}
