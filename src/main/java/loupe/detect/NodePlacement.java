package loupe.detect;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the nodes of a model really ran: the first runs of the session that is going to be used, with the runtime's
 * profiler on. A provider that was asked for and got no node fell back silently.
 */
final class NodePlacement implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(NodePlacement.class);
    private static final String SUFFIX = "ExecutionProvider";

    private final Path folder;

    private NodePlacement(Path folder) {
        this.folder = folder;
    }

    /** Turns the profiler on for the session that will be made with these options. */
    static NodePlacement watch(OrtSession.SessionOptions options) throws OrtException {
        try {
            NodePlacement placement = new NodePlacement(Files.createTempDirectory("loupe-profile"));
            options.enableProfiling(placement.folder.resolve("run").toString());
            return placement;
        } catch (IOException e) {
            throw new InspectionFault(FaultCode.TRC_04, e, System.getProperty("java.io.tmpdir"));
        }
    }

    /**
     * Ends the profile of a session that has run.
     *
     * @return provider as the runtime names it, for example {@code CPU} → nodes that ran there
     * @throws InspectionFault MOD-09 when the profile cannot be read
     */
    Map<String, Integer> of(OnnxNetwork network) {
        try {
            return count(network.endProfiling());
        } catch (IOException | OrtException e) {
            throw new InspectionFault(FaultCode.MOD_09, e, String.valueOf(e.getMessage()));
        }
    }

    /** The profile is a list of events; those of nodes name their provider. A node that ran twice counts once. */
    static Map<String, Integer> count(Path profile) throws IOException {
        Map<String, Integer> nodes = new TreeMap<>();
        Set<String> seen = new HashSet<>();
        try (JsonParser json = new JsonFactory().createParser(profile.toFile())) {
            String event = "";
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token != JsonToken.FIELD_NAME) {
                    continue;
                }
                if (json.currentName().equals("name")) {
                    event = String.valueOf(json.nextTextValue());
                } else if (json.currentName().equals("provider")) {
                    String name = String.valueOf(json.nextTextValue()).replace(SUFFIX, "");
                    if (seen.add(event + "\n" + name)) {
                        nodes.merge(name, 1, Integer::sum);
                    }
                }
            }
        }
        return nodes;
    }

    @Override
    public void close() {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(folder);
        } catch (IOException e) { // a file in the temporary folder is no reason not to run
            LOG.warn("a profile could not be deleted", e);
        }
    }
}
