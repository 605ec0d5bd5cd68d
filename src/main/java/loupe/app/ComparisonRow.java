package loupe.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import loupe.calibrate.Scoreboard;
import loupe.calibrate.ZeroMiss;
import loupe.domain.InspectionFault;

/**
 * What became of a candidate: figures, or why there are none; never both.
 *
 * @param candidate that was taught
 * @param figures measured on the pictures that all candidates are measured on
 * @param fault why it could not be taught or measured
 */
public record ComparisonRow(Candidate candidate, Optional<Figures> figures, Optional<InspectionFault> fault) {

    /**
     * Figures of one candidate; what could not be measured is empty.
     *
     * @param good good pictures measured
     * @param defects defects measured
     * @param errors pictures without a verdict; they are in no figure
     * @param imageAuroc ties ½
     * @param auPro up to a false positive rate of 0.3; empty without masks
     * @param accuracyZfn balanced accuracy where no measured defect is missed, {@link ZeroMiss}
     * @param teachSeconds of the run that ended it: less than the whole where a training was resumed
     * @param msP50 median time of one inspection, milliseconds
     * @param modelBytes size of the file
     * @param aurocByType image AUROC of every type of defect
     */
    public record Figures(
            int good,
            int defects,
            int errors,
            OptionalDouble imageAuroc,
            OptionalDouble auPro,
            OptionalDouble accuracyZfn,
            OptionalDouble teachSeconds,
            OptionalDouble msP50,
            long modelBytes,
            Map<String, Double> aurocByType) {
        public Figures {
            aurocByType = new TreeMap<>(aurocByType);
        }

        static Figures of(EvaluationResult r) {
            int defects = (int) r.scored().stream().filter(s -> s.isDefect()).count();
            Map<String, Double> types = new TreeMap<>();
            r.perType().forEach((type, t) -> t.imageAuroc().ifPresent(auroc -> types.put(type, auroc)));
            return new Figures(
                    r.scored().size() - defects,
                    defects,
                    r.errors(),
                    r.imageAuroc(),
                    r.auPro(),
                    ZeroMiss.of(Scoreboard.of(r.scored())).accuracyZfn(),
                    r.teachSeconds(),
                    r.msP50(),
                    r.modelBytes(),
                    types);
        }

        static Figures read(JsonNode node) {
            Map<String, Double> types = new TreeMap<>();
            node.path("auroc_by_type")
                    .properties()
                    .forEach(e -> types.put(e.getKey(), e.getValue().asDouble()));
            return new Figures(
                    node.path("good").asInt(),
                    node.path("defects").asInt(),
                    node.path("errors").asInt(),
                    number(node, "image_auroc"),
                    number(node, "au_pro"),
                    number(node, "accuracy_zfn"),
                    number(node, "teach_seconds"),
                    number(node, "ms_p50"),
                    node.path("model_bytes").asLong(),
                    types);
        }

        /** As JSON: empty figures are left out. */
        public ObjectNode tree() {
            ObjectNode node = JsonNodeFactory.instance.objectNode();
            node.put("good", good).put("defects", defects).put("errors", errors);
            imageAuroc.ifPresent(v -> node.put("image_auroc", v));
            auPro.ifPresent(v -> node.put("au_pro", v));
            accuracyZfn.ifPresent(v -> node.put("accuracy_zfn", v));
            teachSeconds.ifPresent(v -> node.put("teach_seconds", v));
            msP50.ifPresent(v -> node.put("ms_p50", v));
            node.put("model_bytes", modelBytes);
            ObjectNode types = node.putObject("auroc_by_type");
            aurocByType.forEach(types::put);
            return node;
        }

        private static OptionalDouble number(JsonNode node, String key) {
            return node.path(key).isNumber() ? OptionalDouble.of(node.path(key).asDouble()) : OptionalDouble.empty();
        }
    }
}
