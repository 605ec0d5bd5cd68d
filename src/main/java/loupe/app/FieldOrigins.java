package loupe.app;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import loupe.app.ImportDraft.Origin;
import loupe.detect.profile.Families;
import loupe.detect.profile.GraphHints;
import loupe.detect.profile.InputPort;
import loupe.detect.profile.InputScale;
import loupe.detect.profile.InputSize;
import loupe.detect.profile.ModelFacts;
import loupe.detect.profile.ModelOutline;
import loupe.detect.profile.ModelProfile;
import loupe.detect.profile.ProfileJson;
import loupe.detect.profile.Reading;
import loupe.detect.profile.Sidecars;
import loupe.detect.profile.Suggestion;
import loupe.domain.InspectionFault;

/**
 * Finds out where the fields of a profile come from: what changes when the files beside the model, its metadata or its
 * nodes are left out came from there.
 */
final class FieldOrigins {
    private static final Set<String> ABOUT = Set.of("family", "reason", "scalars");
    private static final Set<String> FIXED = Set.of("input.name", "input.type", "size.anySize");
    private static final List<String> FROM_SIDECARS = List.of("size.", "scale.", "reading.classes", "suggestion.");
    private static final String SUGGESTION = "suggestion.";
    private static final Map<String, List<String>> CHOICES = Map.of(
            "input.layout", names(InputPort.Layout.values()),
            "input.order", names(InputPort.ChannelOrder.values()),
            "size.fit", names(InputSize.Fit.values()),
            "scale.normalisation", names(InputScale.Normalisation.values()),
            "reading.direction", names(Reading.Direction.values()),
            "reading.activation", names(Reading.Activation.values()),
            "reading.range", names(Reading.Range.values()),
            "suggestion.comparison", names(Suggestion.Comparison.values()));

    private FieldOrigins() {}

    private static List<String> names(Enum<?>[] values) {
        return Arrays.stream(values).map(Enum::name).toList();
    }

    /** Says what the profile is, not how it feeds or reads. */
    static boolean isAbout(String field) {
        return ABOUT.contains(field);
    }

    /** What the file declares, and what is only shown. */
    static boolean fixed(String field) {
        return FIXED.contains(field) || field.startsWith(SUGGESTION);
    }

    static List<String> choices(String field, String value) {
        if (field.startsWith("reading.outputs.")) {
            return names(Reading.Role.values());
        }
        boolean flag = value.equals("true") || value.equals("false");
        return flag ? List.of("true", "false") : CHOICES.getOrDefault(field, List.of());
    }

    static Map<String, Origin> of(ModelFacts facts, ModelProfile found) {
        Map<String, String> fields = ProfileJson.fields(found);
        Map<String, Origin> origins = new TreeMap<>();
        declared(found).forEach(name -> origins.put(name, Origin.MODEL));
        ModelOutline all = facts.outline();
        leaveOut(facts, found, f -> new ModelFacts(f.file(), with(all, all.metadata(), GraphHints.NONE), f.sidecars()))
                .forEach((name, value) -> differs(fields, name, value, Origin.GRAPH, origins));
        leaveOut(facts, found, f -> new ModelFacts(f.file(), with(all, Map.of(), all.hints()), f.sidecars()))
                .forEach((name, value) -> differs(fields, name, value, Origin.METADATA, origins));
        ModelFacts alone = new ModelFacts(facts.file(), all, Sidecars.NONE);
        Map<String, String> without = leaveOut(facts, found, f -> alone);
        boolean needed = without.isEmpty() && !facts.sidecars().present().isEmpty();
        (needed ? unlikeAnyModel(alone) : without)
                .forEach((name, value) -> differs(fields, name, value, Origin.SIDECAR, origins));
        return origins;
    }

    /** What a family that cannot do without a file beside the model may have read there. */
    private static Map<String, String> unlikeAnyModel(ModelFacts alone) {
        Map<String, String> plain = ProfileJson.fields(Families.resolve(alone, "custom"));
        plain.keySet()
                .removeIf(name -> name.equals("scale.normalisation")
                        || FROM_SIDECARS.stream().noneMatch(name::startsWith));
        return plain;
    }

    private static ModelOutline with(ModelOutline o, Map<String, String> metadata, GraphHints hints) {
        return new ModelOutline(
                o.irVersion(), o.opset(), o.producer(), metadata, o.inputs(), o.outputs(), o.external(), hints);
    }

    private static List<String> declared(ModelProfile found) {
        boolean open = found.size().anySize();
        boolean colour = found.input().channels() == 1;
        return ProfileJson.fields(found).keySet().stream()
                .filter(name -> name.equals("size.anySize")
                        || (name.startsWith("input.") && (colour || !name.equals("input.order")))
                        || (!open && (name.equals("size.width") || name.equals("size.height"))))
                .toList();
    }

    /** The fields without one source; empty when the family cannot do without it. */
    private static Map<String, String> leaveOut(
            ModelFacts facts, ModelProfile found, UnaryOperator<ModelFacts> without) {
        try {
            return ProfileJson.fields(Families.resolve(without.apply(facts), found.family()));
        } catch (InspectionFault | IllegalArgumentException e) { // it needs this source: nothing can be told apart
            return Map.of();
        }
    }

    private static void differs(
            Map<String, String> fields, String name, String value, Origin origin, Map<String, Origin> into) {
        if (!isAbout(name) && fields.containsKey(name) && !fields.get(name).equals(value)) {
            into.put(name, origin);
        }
    }
}
