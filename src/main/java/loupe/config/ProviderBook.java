package loupe.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;
import loupe.domain.ProviderMeasurement;
import loupe.domain.ProviderMeasurement.ThreadTime;
import loupe.domain.ProviderTrial;
import loupe.domain.ProviderTrial.Parity;
import loupe.domain.WholeFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was measured on execution providers, on disk: {@code providers/<sha256 of the model>.json}. What cannot be read
 * is measured again. Thread-safe.
 */
public final class ProviderBook {
    private static final Logger LOG = LoggerFactory.getLogger(ProviderBook.class);
    private static final int VERSION = 1;
    private static final String SHA256 = "[0-9a-f]{64}";

    private final Path folder;

    public ProviderBook(Home home) {
        this.folder = home.providers();
    }

    /** What was measured with a model, whatever it depended on; empty when nothing readable is there. */
    public synchronized Optional<ProviderMeasurement> find(String model) {
        if (!model.matches(SHA256) || !Files.exists(file(model))) {
            return Optional.empty();
        }
        try {
            JsonNode node = Json.read(file(model));
            if (node.path("version").asInt() != VERSION) {
                return Optional.empty();
            }
            return Optional.of(measurement(model, node));
        } catch (IOException | DateTimeException | IllegalArgumentException e) {
            LOG.warn("what was measured is not readable and will be measured again", e);
            return Optional.empty();
        }
    }

    /**
     * Keeps a measurement in place of the one before.
     *
     * @throws InspectionFault CFG-02
     */
    public synchronized void keep(ProviderMeasurement measured) {
        Path file = file(measured.model());
        try {
            WholeFile.write(file, Json.bytes(tree(measured)));
        } catch (IOException e) {
            throw new InspectionFault(FaultCode.CFG_02, e, file, String.valueOf(e.getMessage()));
        }
    }

    private Path file(String model) {
        return folder.resolve(model + ".json");
    }

    private static ObjectNode tree(ProviderMeasurement measured) {
        ObjectNode node = Json.object();
        node.put("version", VERSION);
        node.put("basis", measured.basis());
        node.put("at", measured.at().toString());
        ArrayNode trials = node.putArray("trials");
        measured.trials().forEach(t -> put(trials.addObject(), t));
        ArrayNode threads = node.putArray("threads");
        for (ThreadTime t : measured.threads()) {
            Json.put(threads.addObject().put("count", t.count()), "ms", t.ms());
        }
        return node;
    }

    private static void put(ObjectNode node, ProviderTrial trial) {
        node.put("provider", trial.provider()).put("ok", trial.ok()).put("reason", trial.reason());
        trial.missing().ifPresent(library -> node.put("missing", library));
        Json.put(node, "p50Ms", trial.p50Ms());
        Json.put(node, "p95Ms", trial.p95Ms());
        trial.parity().ifPresent(p -> {
            ObjectNode parity = node.putObject("parity");
            parity.put("pictures", p.pictures()).put("same", p.same());
            Json.put(parity, "difference", p.difference());
            Json.put(parity, "tolerance", p.tolerance());
        });
        ObjectNode nodes = node.putObject("nodes");
        trial.nodes().forEach(nodes::put);
    }

    private static ProviderMeasurement measurement(String model, JsonNode node) throws IOException {
        List<ProviderTrial> trials = new ArrayList<>();
        for (JsonNode trial : node.path("trials")) {
            trials.add(trial(trial));
        }
        List<ThreadTime> threads = new ArrayList<>();
        for (JsonNode time : node.path("threads")) {
            threads.add(new ThreadTime(time.path("count").asInt(1), Json.number(time, "ms")));
        }
        return new ProviderMeasurement(
                model, Json.required(node, "basis"), Instant.parse(Json.required(node, "at")), trials, threads);
    }

    private static ProviderTrial trial(JsonNode node) throws IOException {
        Map<String, Integer> nodes = new LinkedHashMap<>();
        node.path("nodes")
                .fieldNames()
                .forEachRemaining(
                        name -> nodes.put(name, node.path("nodes").path(name).asInt()));
        return new ProviderTrial(
                Json.required(node, "provider"),
                node.path("ok").asBoolean(),
                Json.text(node, "reason", ""),
                Optional.of(Json.text(node, "missing", "")).filter(library -> !library.isEmpty()),
                Json.number(node, "p50Ms"),
                Json.number(node, "p95Ms"),
                parity(node.path("parity")),
                nodes);
    }

    private static Optional<Parity> parity(JsonNode node) throws IOException {
        return node.isMissingNode()
                ? Optional.empty()
                : Optional.of(new Parity(
                        node.path("pictures").asInt(),
                        node.path("same").asInt(),
                        Json.number(node, "difference"),
                        Json.number(node, "tolerance")));
    }
}
