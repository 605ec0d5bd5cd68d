package loupe.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import loupe.domain.Evidence;

/** The evidence of a calibration inside a recipe version. */
final class EvidenceJson {
    private EvidenceJson() {}

    static void put(ObjectNode node, Evidence e) {
        node.put("binding", e.binding());
        node.put("profile", e.profile());
        Json.put(node, "review", e.review());
        Json.put(node, "fail", e.fail());
        e.policies().forEach(node.putArray("policies")::add);
        e.promises().forEach(node.putArray("promises")::add);
        ObjectNode counts = node.putObject("counts");
        counts.put("goodPass", e.counts().goodPass());
        counts.put("goodReview", e.counts().goodReview());
        counts.put("goodFail", e.counts().goodFail());
        counts.put("defectPass", e.counts().defectPass());
        counts.put("defectReview", e.counts().defectReview());
        counts.put("defectFail", e.counts().defectFail());
        node.put("samples", e.samplesSha256());
        node.put("candidates", e.candidates());
        node.put("who", e.who());
        node.put("why", e.why());
        node.put("at", e.at().toString());
    }

    /** Empty where there is none; what is there must be whole. */
    static Optional<Evidence> read(JsonNode node) throws IOException {
        if (node.isMissingNode() || node.isNull()) {
            return Optional.empty();
        }
        return Optional.of(new Evidence(
                Json.required(node, "binding"),
                Json.required(node, "profile"),
                Json.number(node, "review"),
                Json.number(node, "fail"),
                texts(node.path("policies")),
                texts(node.path("promises")),
                counts(node.path("counts")),
                Json.required(node, "samples"),
                node.path("candidates").asInt(1),
                Json.required(node, "who"),
                Json.required(node, "why"),
                Instant.parse(Json.required(node, "at"))));
    }

    private static Evidence.Counts counts(JsonNode node) throws IOException {
        return new Evidence.Counts(
                count(node, "goodPass"),
                count(node, "goodReview"),
                count(node, "goodFail"),
                count(node, "defectPass"),
                count(node, "defectReview"),
                count(node, "defectFail"));
    }

    private static int count(JsonNode node, String key) throws IOException {
        JsonNode value = node.path(key);
        if (!value.isInt() || value.intValue() < 0) {
            throw new IOException("“" + key + "” is not a count");
        }
        return value.intValue();
    }

    private static List<String> texts(JsonNode node) throws IOException {
        if (!node.isArray()) {
            throw new IOException("a list is missing in the evidence");
        }
        List<String> list = new ArrayList<>();
        node.forEach(n -> list.add(n.asText()));
        return list;
    }
}
