package loupe.samples;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;
import loupe.domain.WholeFile;
import loupe.samples.SampleCard.Origin;
import loupe.samples.SampleCard.Signature;

/**
 * {@code samples.json} of a sample set, {@code schema} 1: what the folders cannot say. Unknown keys are ignored; paths
 * that leave the folder are refused.
 */
final class SamplesFile {
    static final String NAME = "samples.json";

    private static final int SCHEMA = 1;
    private static final long LIMIT = 64L << 20;
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build();

    private SamplesFile() {}

    /**
     * What the file says.
     *
     * @param name of the set, for people
     * @param cards by file name; whether a mask is there is not known yet
     */
    record Content(String name, Map<String, SampleCard> cards) {}

    /**
     * Reads the file.
     *
     * @throws InspectionFault SET-02 damaged, SET-04 a path leaves the folder, SET-05 written by a newer Loupe
     */
    static Content read(Path file) {
        try {
            if (Files.size(file) > LIMIT) {
                throw new InspectionFault(FaultCode.SET_02, file, "it is too large");
            }
            JsonNode root = MAPPER.readTree(Files.readAllBytes(file));
            int schema = root == null ? 0 : root.path("schema").asInt(0);
            if (schema > SCHEMA) {
                throw new InspectionFault(FaultCode.SET_05, file, schema, SCHEMA);
            }
            if (schema < 1 || !root.path("samples").isArray()) {
                throw new InspectionFault(FaultCode.SET_02, file, "it is no list of samples");
            }
            Map<String, SampleCard> cards = new TreeMap<>();
            for (JsonNode node : root.path("samples")) {
                SampleCard card = card(file, node);
                if (cards.put(card.name(), card) != null) {
                    throw new InspectionFault(FaultCode.SET_02, file, "“" + card.name() + "” is listed twice");
                }
            }
            return new Content(root.path("name").asText(""), cards);
        } catch (JacksonException e) {
            throw new InspectionFault(FaultCode.SET_02, e, file, "it is damaged: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new InspectionFault(FaultCode.IMG_05, e, file);
        }
    }

    private static SampleCard card(Path file, JsonNode node) {
        String path = node.path("file").asText("");
        List<String> names = Arrays.asList(path.split("/", -1));
        if (path.contains("\\") || path.contains(":") || names.contains("..") || path.startsWith("/")) {
            throw new InspectionFault(FaultCode.SET_04, file, path);
        }
        Signature signature = new Signature(node.path("by").asText(""), at(file, node));
        Origin origin = new Origin(
                node.path("inspection").asText(""),
                node.path("from").asText(""),
                node.path("sha256").asText(""));
        String part = node.path("part").asText("");
        return SampleCard.at(names, part, signature, origin)
                .orElseThrow(() -> new InspectionFault(FaultCode.SET_02, file, "no sample lies at “" + path + "”"));
    }

    private static Instant at(Path file, JsonNode node) {
        String text = node.path("at").asText("");
        try {
            return text.isEmpty() ? Instant.EPOCH : Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new InspectionFault(FaultCode.SET_02, e, file, "“" + text + "” is no time");
        }
    }

    /** Replaces the file whole or not at all. */
    static void write(Path file, String name, Collection<SampleCard> cards) throws IOException {
        ObjectNode root = MAPPER.createObjectNode();
        root.put("schema", SCHEMA);
        root.put("name", name);
        ArrayNode samples = root.putArray("samples");
        for (SampleCard card : cards) {
            ObjectNode node = samples.addObject();
            node.put("file", String.join("/", names(card.file())));
            put(node, "type", card.type());
            node.put("part", card.part());
            put(node, "by", card.signature().who());
            Optional.of(card.signature().at())
                    .filter(t -> !t.equals(Instant.EPOCH))
                    .ifPresent(t -> node.put("at", t.toString()));
            put(node, "inspection", card.origin().inspection());
            put(node, "from", card.origin().path());
            put(node, "sha256", card.origin().sha256());
        }
        WholeFile.write(file, MAPPER.writeValueAsBytes(root));
    }

    private static List<String> names(Path path) {
        List<String> names = new ArrayList<>();
        path.forEach(p -> names.add(p.toString()));
        return names;
    }

    private static void put(ObjectNode node, String key, String text) {
        if (!text.isEmpty()) {
            node.put(key, text);
        }
    }
}
