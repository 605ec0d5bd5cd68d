package loupe.detect;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;

/**
 * Where the nodes of a model really ran: a run with the runtime's profiler on. A provider that was asked for and got no
 * node fell back silently.
 */
final class NodePlacement {
    private static final String SUFFIX = "ExecutionProvider";

    private NodePlacement() {}

    /**
     * Runs a model once on a provider.
     *
     * @return provider as the runtime names it, for example {@code CPU} → nodes that ran there
     * @throws InspectionFault MOD-08 when it does not run there
     */
    static Map<String, Integer> of(ModelFile file, Feed feed, Provider provider) {
        OrtEnvironment environment = Ort.environment();
        try {
            Path folder = Files.createTempDirectory("loupe-profile");
            try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
                options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
                provider.addTo(options);
                options.enableProfiling(folder.resolve("run").toString());
                return run(environment, file, feed, options);
            } finally {
                delete(folder);
            }
        } catch (IOException | OrtException e) {
            throw new InspectionFault(FaultCode.MOD_08, e, provider.label(), String.valueOf(e.getMessage()));
        }
    }

    private static Map<String, Integer> run(
            OrtEnvironment environment, ModelFile file, Feed feed, OrtSession.SessionOptions options)
            throws OrtException, IOException {
        try (OrtSession session = file.createSession(environment, options);
                InputMemory inputs =
                        new InputMemory(environment, feed, file.outline().inputs())) {
            session.run(inputs.tensors()).close();
            return count(Path.of(session.endProfiling()));
        }
    }

    /** The profile is a list of events; those of nodes name their provider. */
    static Map<String, Integer> count(Path profile) throws IOException {
        Map<String, Integer> nodes = new TreeMap<>();
        try (JsonParser json = new JsonFactory().createParser(profile.toFile())) {
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token == JsonToken.FIELD_NAME && json.currentName().equals("provider")) {
                    String name = json.nextTextValue();
                    nodes.merge(name == null ? "" : name.replace(SUFFIX, ""), 1, Integer::sum);
                }
            }
        }
        return nodes;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
