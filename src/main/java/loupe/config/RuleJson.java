package loupe.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import loupe.domain.ClassRule;
import loupe.domain.DecisionRule;
import loupe.domain.DefectClass;
import loupe.domain.Outcome;
import loupe.domain.ScoreSource;

/** The decision rule inside a recipe version; rules of single classes stand under the indices of their classes. */
final class RuleJson {
    private RuleJson() {}

    static void put(ObjectNode node, DecisionRule rule) {
        Json.put(node, "review", rule.review());
        Json.put(node, "fail", rule.fail());
        Json.put(node, "pixel", rule.pixel());
        Json.put(node, "minimumArea", rule.minimumArea());
        node.put("source", rule.source().name().toLowerCase(Locale.ROOT));
        if (!rule.classes().isEmpty()) {
            ObjectNode classes = node.putObject("classes");
            rule.classes()
                    .forEach(
                            c -> put(classes.putObject(Integer.toString(c.kind().index())), c));
        }
    }

    private static void put(ObjectNode node, ClassRule rule) {
        node.put("name", rule.kind().name());
        rule.pixel().ifPresent(p -> Json.put(node, "pixel", p));
        Json.put(node, "minimumArea", rule.minimumArea());
        node.put("most", rule.most());
        node.put("consequence", rule.consequence().name().toLowerCase(Locale.ROOT));
    }

    /** IllegalArgumentException where a rule of a class makes no sense. */
    static DecisionRule read(JsonNode node) throws IOException {
        return new DecisionRule(
                Json.number(node, "review"),
                Json.number(node, "fail"),
                Json.number(node, "pixel"),
                Json.number(node, "minimumArea"),
                Json.required(node, "source", ScoreSource.class),
                classes(node.path("classes")));
    }

    private static List<ClassRule> classes(JsonNode node) throws IOException {
        if (!node.isMissingNode() && !node.isObject()) {
            throw new IOException("“classes” is not an object");
        }
        List<ClassRule> classes = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            JsonNode c = entry.getValue();
            if (!c.path("most").isInt()) {
                throw new IOException("“most” is not a count");
            }
            classes.add(new ClassRule(
                    new DefectClass(Integer.parseInt(entry.getKey()), Json.required(c, "name")),
                    c.has("pixel") ? OptionalDouble.of(Json.number(c, "pixel")) : OptionalDouble.empty(),
                    Json.number(c, "minimumArea"),
                    c.path("most").intValue(),
                    Json.required(c, "consequence", Outcome.class)));
        }
        return classes;
    }
}
