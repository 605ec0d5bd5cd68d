package loupe.app;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import loupe.app.ComparisonRow.Figures;
import loupe.domain.DisplayScale;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;
import loupe.domain.WholeFile;
import loupe.train.Disk;
import loupe.train.Taught;
import loupe.train.npad.NpadSums;
import loupe.train.repair.RepairFolder;

/**
 * The folder of one candidate: what was taught and measured so far, each step written whole. It belongs to the
 * material and the plan that it was begun with; with others it is begun anew. One thread.
 */
final class KeptCandidate {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int VERSION = 1;
    private static final String BELONGS = "belongs_to";
    private static final String TAUGHT = "taught";
    private static final String FIGURES = "figures";

    private final Path folder;
    private final ObjectNode state;

    /** Everything of {@link Taught} but the model and what lies beside it. */
    private record Facts(
            float[] heldOutScores,
            float[] heldOutPeaks,
            DisplayScale display,
            List<Integer> unreadable,
            List<Integer> suspicious,
            Map<String, Double> seconds,
            Map<String, ?> facts) {}

    private KeptCandidate(Path folder, ObjectNode state) {
        this.folder = folder;
        this.state = state;
    }

    /**
     * What is kept for this material and plan.
     *
     * @param belongsTo digest of both
     * @throws InspectionFault CFG-02 when the folder cannot be written
     */
    static KeptCandidate open(Path folder, String belongsTo) {
        ObjectNode state = read(folder);
        KeptCandidate kept = new KeptCandidate(folder, state);
        if (state.path("version").asInt() != VERSION
                || !state.path(BELONGS).asText().equals(belongsTo)) {
            kept.empty();
            state.removeAll();
            state.put("version", VERSION).put(BELONGS, belongsTo);
            kept.write();
        }
        return kept;
    }

    /** What is kept, whatever it belongs to. */
    static KeptCandidate find(Path folder) {
        return new KeptCandidate(folder, read(folder));
    }

    /** Whether the folder is that of a candidate, and nothing of others lies in it. */
    boolean isWhole() throws IOException {
        List<Path> own = new ArrayList<>(files());
        own.add(training());
        try (Stream<Path> all = Files.list(folder)) {
            return Files.isRegularFile(state(folder), LinkOption.NOFOLLOW_LINKS) && own.containsAll(all.toList());
        }
    }

    /** What a crash left half written too. */
    private List<Path> files() {
        return Stream.of(model(), NpadSums.beside(model()), state(folder))
                .flatMap(f -> Stream.of(f, WholeFile.temporary(f)))
                .toList();
    }

    private static Path state(Path folder) {
        return folder.resolve("candidate.json");
    }

    private static ObjectNode read(Path folder) {
        try {
            return JSON.readTree(Files.readAllBytes(state(folder))) instanceof ObjectNode known
                    ? known
                    : JSON.createObjectNode();
        } catch (IOException e) { // none yet, or damaged: begun anew
            return JSON.createObjectNode();
        }
    }

    private void empty() {
        try {
            for (Path file : List.of(model(), NpadSums.beside(model()))) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw unwritable(e);
        }
        new RepairFolder(training()).delete();
    }

    /** Deletes all that is kept. */
    void delete() {
        empty();
        try {
            for (Path file : files()) {
                Files.deleteIfExists(file);
            }
            if (Disk.isEmpty(folder)) {
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private void write() {
        try {
            WholeFile.write(state(folder), JSON.writeValueAsBytes(state));
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private InspectionFault unwritable(IOException e) {
        return new InspectionFault(FaultCode.CFG_02, e, folder, String.valueOf(e.getMessage()));
    }

    /** The taught model. */
    Path model() {
        return folder.resolve("model.onnx");
    }

    /** Where training by gradient lies until the model is taught. */
    Path training() {
        return folder.resolve("training");
    }

    /** Whether a training was stopped on the way. */
    boolean isBegun() {
        return new RepairFolder(training()).isBegun();
    }

    /** Keeps a model; from now on it is not taught again. */
    void keep(Taught taught, double seconds) {
        try {
            WholeFile.write(model(), taught.onnx());
        } catch (IOException e) {
            throw unwritable(e);
        }
        Facts facts = new Facts(
                taught.heldOutScores(),
                taught.heldOutPeaks(),
                taught.display(),
                taught.unreadable(),
                taught.suspicious(),
                taught.seconds(),
                taught.facts());
        state.set(TAUGHT, JSON.valueToTree(facts));
        state.put("seconds", seconds);
        write();
        taught.beside().accept(model());
    }

    boolean isTaught() {
        return state.has(TAUGHT) && Files.exists(model());
    }

    double seconds() {
        return state.path("seconds").asDouble();
    }

    void measured(Figures figures) {
        state.set(FIGURES, figures.tree());
        write();
    }

    Optional<Figures> figures() {
        JsonNode node = state.path(FIGURES);
        return isTaught() && node.isObject() ? Optional.of(Figures.read(node)) : Optional.empty();
    }

    /**
     * The model as it was taught.
     *
     * @throws InspectionFault TEA-08 when it was not taught, or its files are gone
     */
    Taught taught() {
        try {
            Facts kept = JSON.treeToValue(state.path(TAUGHT), Facts.class);
            if (kept == null) {
                throw new IOException("not taught");
            }
            Map<String, Object> facts =
                    JSON.convertValue(state.path(TAUGHT).path("facts"), new TypeReference<Map<String, Object>>() {});
            return new Taught(
                    Files.readAllBytes(model()),
                    kept.heldOutScores,
                    kept.heldOutPeaks,
                    kept.display,
                    kept.unreadable,
                    kept.suspicious,
                    kept.seconds,
                    facts,
                    beside());
        } catch (IOException e) {
            throw new InspectionFault(FaultCode.TEA_08, e, folder + ": " + e.getMessage());
        }
    }

    private Consumer<Path> beside() {
        Path sums = NpadSums.beside(model());
        return model -> {
            if (Files.exists(sums)) {
                Path to = NpadSums.beside(model);
                try {
                    WholeFile.write(to, out -> Files.copy(sums, out));
                } catch (IOException e) {
                    throw new InspectionFault(FaultCode.CFG_02, e, to, String.valueOf(e.getMessage()));
                }
            }
        };
    }
}
