package loupe.detect;

import static loupe.detect.Faults.assertFault;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import loupe.detect.profile.Families;
import loupe.detect.profile.ModelProfile;
import loupe.detect.profile.ProfileFile;
import loupe.detect.profile.ProfileJson;
import loupe.detect.profile.Reference;
import loupe.domain.FaultCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The profile beside a model: kept whole, believed only as far as it belongs to the model, and safe to read. */
class ProfileFileTest {
    @TempDir
    Path folder;

    private Path model;
    private ModelProfile profile;

    @BeforeEach
    void aModel() {
        model = TestModels.brightness(8, 8).write(folder.resolve("model.onnx"));
        profile = Families.resolve(Detectors.facts(model));
    }

    @Test
    void comesBackAsItWasWritten() {
        ModelProfile bgr = ProfileJson.with(profile, "input.order", "bgr");
        ProfileFile file = file(bgr, List.of(new Reference("grey", 0.5f, 0.25f, 0.75f)));
        file.write(ProfileFile.beside(model));
        assertThat(ProfileFile.read(ProfileFile.beside(model))).isEqualTo(file);
        assertThat(ProfileFile.beside(model)).hasFileName("model.model-profile.json");
        try (OnnxDetector detector = open(bgr, List.of())) {
            assertThat(detector.profile()).isEqualTo(bgr);
        }
    }

    @Test
    void theNameOfTheSpecificationIsFoundAsWell() {
        ModelProfile bgr = ProfileJson.with(profile, "input.order", "bgr");
        file(bgr, List.of()).write(folder.resolve("model-profile.json"));
        try (OnnxDetector detector = Detectors.open(model, ProviderPreference.CPU)) {
            assertThat(detector.profile()).isEqualTo(bgr);
        }
        TestModels.brightness(12, 12).write(model);
        try (OnnxDetector other = Detectors.open(model, ProviderPreference.CPU)) {
            assertThat(other.profile()).as("it belongs to another model").isNotEqualTo(bgr);
        }
    }

    @Test
    void aProfileOfAnotherModelIsRefused() {
        file(profile, List.of()).write(ProfileFile.beside(model));
        TestModels.brightness(12, 12).write(model);
        Faults.assertRefused(model, "model.model-profile.json").isEqualTo(FaultCode.MOD_05);
    }

    /** I-12: what a model gave when it was imported it must give today. */
    @Test
    void goldenVectorsAreComparedAtEveryStart() {
        List<Reference> right;
        try (OnnxDetector detector = Detectors.open(model, ProviderPreference.CPU)) {
            right = GoldenVectors.freeze(detector, Map.of());
        }
        assertThat(right).hasSizeGreaterThanOrEqualTo(Reference.FEWEST);
        assertThat(right.get(1).score()).as("grey is 128/255").isCloseTo(128 / 255f, within(1e-5f));
        open(profile, right).close();
        Reference grey = right.get(1);
        Reference within = new Reference("grey", grey.score() + 9e-4f, grey.mapMean(), grey.mapMax());
        open(profile, List.of(within)).close();
        Reference off = new Reference("grey", grey.score(), grey.mapMean(), grey.mapMax() + 2e-3f);
        assertFault(() -> open(profile, List.of(off)).close(), "model.onnx", "CPU", "0.002", "0.001")
                .isEqualTo(FaultCode.MOD_11);
        ModelProfile other = ProfileJson.with(profile, "scale.mean", "[0.1]");
        assertFault(() -> open(other, right).close(), "0.1").isEqualTo(FaultCode.MOD_11);
    }

    @Test
    void differencesOfLargeScoresAreRelative() {
        Reference large = new Reference("grey", 5000, 100, 6000);
        assertThat(large.differenceTo(new Reference("grey", 5001, 100, 6000))).isEqualTo(1 / 5000.0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../model.onnx", "/etc/passwd", "a/../../b", "C:\\model.onnx", "a\\b", "", ".", "a//b"})
    void namesThatLeaveTheFolderAreRefused(String name) throws IOException {
        ObjectMapper json = new ObjectMapper();
        file(profile, List.of()).write(ProfileFile.beside(model));
        ObjectNode tree = (ObjectNode) json.readTree(Files.readAllBytes(ProfileFile.beside(model)));
        ((ObjectNode) tree.get("files")).put(name, "0".repeat(64));
        Files.write(ProfileFile.beside(model), json.writeValueAsBytes(tree));
        Faults.assertRefused(model, "outside the folder").isEqualTo(FaultCode.MOD_12);
        tree = (ObjectNode) json.readTree(Files.readAllBytes(ProfileFile.beside(model)));
        ((ObjectNode) tree.get("files")).remove(name);
        tree.putArray("references")
                .addObject()
                .put("picture", name)
                .put("score", 0)
                .put("mapMean", 0)
                .put("mapMax", 0);
        Files.write(ProfileFile.beside(model), json.writeValueAsBytes(tree));
        Faults.assertRefused(model, "outside the folder").isEqualTo(FaultCode.MOD_12);
    }

    @Test
    void ofANewerFormat() throws IOException {
        file(profile, List.of()).write(ProfileFile.beside(model));
        String text = Files.readString(ProfileFile.beside(model)).replace("\"version\" : 1", "\"version\" : 2");
        Files.writeString(ProfileFile.beside(model), text);
        Faults.assertRefused(model, "newer Loupe, format 2").isEqualTo(FaultCode.MOD_12);
    }

    @Test
    void changedWeightsAreRefused() throws IOException {
        Path large = TestGraph.of(1, 3, 4, 4)
                .external("more", 1, "weights.bin")
                .node("Add", "sum", List.of("input", "more"))
                .node("ReduceMean", "pred_score", List.of("sum"), "axes", new long[] {1, 2, 3}, "keepdims", 0L)
                .output("pred_score", TestGraph.FLOAT, 1)
                .write(folder.resolve("large.onnx"));
        Files.write(folder.resolve("weights.bin"), new byte[4]);
        ModelProfile read = Families.resolve(Detectors.facts(large));
        Map<String, String> files = Map.of(
                "large.onnx", ProfileFile.digestOf(large),
                "weights.bin", ProfileFile.digestOf(folder.resolve("weights.bin")));
        new ProfileFile(1, "large.onnx", files, read, List.of()).write(ProfileFile.beside(large));
        Detectors.open(large, ProviderPreference.CPU).close();
        Files.write(folder.resolve("weights.bin"), new byte[] {0, 0, 0, 1});
        Faults.assertRefused(large, "weights.bin").isEqualTo(FaultCode.MOD_05);
    }

    private OnnxDetector open(ModelProfile how, List<Reference> references) {
        file(how, references).write(ProfileFile.beside(model));
        return Detectors.open(model, ProviderPreference.CPU);
    }

    private ProfileFile file(ModelProfile how, List<Reference> references) {
        Map<String, String> files = Map.of("model.onnx", ProfileFile.digestOf(model));
        return new ProfileFile(ProfileFile.VERSION, "model.onnx", files, how, references);
    }
}
