package loupe.detect;

import static loupe.detect.Faults.assertFault;
import static loupe.detect.Faults.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import loupe.domain.FaultCode;
import loupe.domain.PixelOrder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Weights beside the model are read; weights anywhere else are not. */
class ExternalDataTest {
    private static final byte[] HALF = {0, 0, 0, 0x3f};

    @TempDir
    Path root;

    private Path folder;

    @BeforeEach
    void write() throws IOException {
        folder = Files.createDirectories(root.resolve("models"));
        Files.createDirectories(folder.resolve("sub"));
        Files.write(folder.resolve("w.bin"), HALF);
        Files.write(folder.resolve("sub/w.bin"), HALF);
        Files.write(root.resolve("secret.bin"), HALF);
    }

    @ParameterizedTest
    @ValueSource(strings = {"w.bin", "sub/w.bin", "./w.bin", "sub/../w.bin"})
    void besideTheModel(String location) {
        try (OnnxDetector detector = Detectors.open(model(location), ProviderPreference.CPU)) {
            assertThat(detector.predict(TestModels.filled(4, 4, PixelOrder.GRAY8, 51))
                            .score())
                    .isCloseTo(0.7f, org.assertj.core.api.Assertions.within(1e-6f));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"../secret.bin", "sub/../../secret.bin", "/etc/hostname", "", "\0"})
    void outsideTheFolder(String location) {
        assertRefused(model(location), "outside its folder").isEqualTo(FaultCode.MOD_07);
    }

    @Test
    void linkToOutside() throws IOException {
        Files.createSymbolicLink(folder.resolve("link.bin"), root.resolve("secret.bin"));
        assertRefused(model("link.bin"), "link.bin").isEqualTo(FaultCode.MOD_07);
    }

    @ParameterizedTest
    @ValueSource(strings = {"none.bin", "sub", "*/_ORT_MEM_ADDR_/*"})
    void missing(String location) {
        assertRefused(model(location), location, "is missing").isEqualTo(FaultCode.MOD_01);
    }

    @Test
    void tooShort() throws IOException {
        Files.write(folder.resolve("w.bin"), new byte[] {0, 0});
        assertRefused(model("w.bin"), "m.onnx").isEqualTo(FaultCode.MOD_01);
    }

    @Test
    void tooLarge() throws IOException {
        Files.write(folder.resolve("w.bin"), new byte[5000]);
        assertFault(() -> ModelFile.read(model("w.bin"), 4000), "m.onnx").isEqualTo(FaultCode.MOD_03);
    }

    @Test
    void neverForAModelInMemory() throws IOException {
        byte[] model = Files.readAllBytes(model("w.bin"));
        assertFault(() -> FeatureNetwork.open(model, 4, 4).close(), "w.bin").isEqualTo(FaultCode.MOD_07);
    }

    /** Score = mean + the external weight. */
    private Path model(String location) {
        return TestGraph.of(1, 3, 4, 4)
                .external("w", 1, location)
                .node("ReduceMean", "mean", List.of("input"))
                .node("Add", "pred_score", List.of("mean", "w"))
                .output("pred_score", TestGraph.FLOAT, 1, 1, 1, 1)
                .write(folder.resolve("m.onnx"));
    }
}
