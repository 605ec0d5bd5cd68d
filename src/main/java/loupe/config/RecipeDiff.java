package loupe.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.text.MessageFormat;
import java.text.NumberFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import loupe.domain.ClassRule;
import loupe.domain.DefectClass;
import loupe.domain.Recipe;

/**
 * What differs between two recipe versions. It compares the files' fields whatever they are, so that a field that is
 * new needs a word here at most, and shows by its path without one.
 *
 * @param changes sorted by path; empty when both decide alike
 */
public record RecipeDiff(List<Change> changes) {
    /** Fields that differ between any two versions, or repeat others, and so say nothing. */
    private static final Set<String> SILENT = Set.of(
            "schema", "id", "version", "madeAt", "evidence.binding", "evidence.review", "evidence.fail", "evidence.at");

    private static final String CLASSES = "rule.classes.";

    /**
     * One field.
     *
     * @param path of the field, such as {@code rule.fail}
     * @param before its value; empty when the older version has no such field
     * @param after its value; empty when the newer version has no such field
     */
    public record Change(String path, Optional<JsonNode> before, Optional<JsonNode> after) {}

    public RecipeDiff {
        changes = List.copyOf(changes);
    }

    public static RecipeDiff between(Recipe before, Recipe after) {
        TreeMap<String, JsonNode> one = fields(before);
        TreeMap<String, JsonNode> other = fields(after);
        TreeSet<String> paths = new TreeSet<>(one.keySet());
        paths.addAll(other.keySet());
        List<Change> changes = new ArrayList<>();
        for (String path : paths) {
            Optional<JsonNode> was = Optional.ofNullable(one.get(path));
            Optional<JsonNode> is = Optional.ofNullable(other.get(path));
            if (!was.equals(is)) {
                changes.add(new Change(path, was, is));
            }
        }
        return new RecipeDiff(changes);
    }

    private static TreeMap<String, JsonNode> fields(Recipe recipe) {
        TreeMap<String, JsonNode> fields = new TreeMap<>();
        try {
            flatten("", Json.tree(RecipeJson.write(recipe)), fields);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory only
        }
        fields.keySet().removeAll(SILENT);
        for (ClassRule rule : recipe.rule().classes()) {
            name(fields, rule.kind());
        }
        return fields;
    }

    /** Classes are known by their names, not by their numbers. */
    private static void name(TreeMap<String, JsonNode> fields, DefectClass kind) {
        String number = CLASSES + kind.index() + ".";
        for (String field : List.of("pixel", "minimumArea", "most", "consequence")) {
            Optional.ofNullable(fields.remove(number + field))
                    .ifPresent(v -> fields.put(CLASSES + kind.name() + "." + field, v));
        }
        fields.remove(number + "name");
    }

    private static void flatten(String path, JsonNode node, TreeMap<String, JsonNode> into) {
        if (!node.isObject()) {
            into.put(path, node);
            return;
        }
        node.properties()
                .forEach(e -> flatten(path.isEmpty() ? e.getKey() : path + "." + e.getKey(), e.getValue(), into));
    }

    /** One sentence for each change. */
    public List<String> words(Locale locale) {
        return changes.stream().map(c -> words(c, locale)).toList();
    }

    private static String words(Change change, Locale locale) {
        ResourceBundle texts = ResourceBundle.getBundle(
                "loupe.config.diff",
                locale,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
        String field = field(texts, change.path(), locale);
        if (change.before().isEmpty() || change.after().isEmpty()) {
            String key = change.before().isEmpty() ? "added" : "removed";
            JsonNode value = change.before().or(change::after).orElseThrow();
            return format(texts, key, locale, field, value(texts, change.path(), value, locale));
        }
        JsonNode was = change.before().get();
        JsonNode is = change.after().get();
        String before = value(texts, change.path(), was, locale);
        String after = value(texts, change.path(), is, locale);
        if (was.isNumber() && is.isNumber() && was.doubleValue() != 0) {
            NumberFormat percent = NumberFormat.getPercentInstance(locale);
            percent.setMaximumFractionDigits(1);
            String by = percent.format((is.doubleValue() - was.doubleValue()) / Math.abs(was.doubleValue()));
            String sign = is.doubleValue() > was.doubleValue() ? "+" : "";
            return format(texts, "number", locale, field, before, after, sign + by);
        }
        return format(texts, "changed", locale, field, before, after);
    }

    private static String field(ResourceBundle texts, String path, Locale locale) {
        if (!path.startsWith(CLASSES)) {
            return word(texts, "field.", path);
        }
        int point = path.lastIndexOf('.');
        String name = path.substring(CLASSES.length(), point);
        return format(texts, "ofClass", locale, name, word(texts, "field." + CLASSES, path.substring(point + 1)));
    }

    private static String value(ResourceBundle texts, String path, JsonNode value, Locale locale) {
        if (value.isNumber()) {
            NumberFormat number = NumberFormat.getNumberInstance(locale);
            double size = Math.abs(value.doubleValue());
            int decimals = size == 0 ? 0 : (int) Math.max(0, 4 - Math.ceil(Math.log10(size)));
            number.setMaximumFractionDigits(Math.min(12, decimals));
            return number.format(value.doubleValue());
        }
        if (value.isNull()) {
            return texts.getString("nothing");
        }
        if (value.isArray()) {
            List<String> all = new ArrayList<>();
            value.forEach(v -> all.add(v.asText()));
            return String.join("; ", all);
        }
        String text = value.asText();
        if (text.matches("[0-9a-f]{64}")) {
            return text.substring(0, 12);
        }
        boolean ofClass = path.startsWith(CLASSES);
        return word(texts, "value." + (ofClass ? "rule.classes" : path) + ".", text);
    }

    /** The word for it, or itself where there is none yet. */
    private static String word(ResourceBundle texts, String prefix, String name) {
        return texts.containsKey(prefix + name) ? texts.getString(prefix + name) : name;
    }

    private static String format(ResourceBundle texts, String key, Locale locale, Object... args) {
        return new MessageFormat(texts.getString(key), locale).format(args);
    }
}
