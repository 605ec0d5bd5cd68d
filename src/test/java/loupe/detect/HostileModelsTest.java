package loupe.detect;

import static loupe.detect.Faults.assertFault;
import static loupe.detect.Faults.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;
import loupe.domain.PixelOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is called a model: it opens or says why not, and nothing crashes. */
class HostileModelsTest {
    @TempDir
    Path folder;

    @Test
    void missing() {
        assertRefused(folder.resolve("none.onnx"), "none.onnx").isEqualTo(FaultCode.IMG_05);
    }

    @Test
    void aFolder() {
        assertRefused(folder, "it is a folder").isEqualTo(FaultCode.MOD_01);
    }

    @Test
    void empty() throws IOException {
        assertRefused(write(new byte[0]), "it is empty").isEqualTo(FaultCode.MOD_01);
    }

    @Test
    void text() throws IOException {
        assertRefused(write("this is not a model\n".getBytes(StandardCharsets.UTF_8)), "not an ONNX model")
                .isEqualTo(FaultCode.MOD_01);
    }

    @Test
    void aZip() throws IOException {
        assertRefused(write(new byte[] {'P', 'K', 3, 4, 20, 0, 0, 0, 8, 0}), "not an ONNX model")
                .isEqualTo(FaultCode.MOD_01);
    }

    @Test
    void cutOff() throws IOException {
        byte[] whole = brightness().bytes();
        int opened = 0;
        for (int length = 1; length < whole.length; length++) {
            opened += opensOrFaults(write(Arrays.copyOf(whole, length))) ? 1 : 0;
        }
        assertThat(opened).as("cut between two fields behind the graph").isLessThan(5);
    }

    @Test
    void tooLarge() {
        Path file = TestModels.brightness(8, 8).contract().write(folder.resolve("large.onnx"));
        assertFault(() -> ModelFile.read(file, 100), "large.onnx", "1 MB").isEqualTo(FaultCode.MOD_03);
    }

    @Test
    void ofALaterRuntime() {
        assertRefused(brightness().opset(99).write(folder.resolve("m.onnx")), "opset 99", "1.28.0")
                .isEqualTo(FaultCode.MOD_04);
        assertRefused(brightness().irVersion(99).write(folder.resolve("m.onnx")), "IR 99", "1.28.0")
                .isEqualTo(FaultCode.MOD_04);
    }

    @Test
    void unknownOperator() {
        Path file = TestGraph.of(1, 3, 4, 4)
                .node("Frobnicate", "anomaly_map", List.of("input"))
                .output("anomaly_map", TestGraph.FLOAT, 1, 1, 4, 4)
                .write(folder.resolve("m.onnx"));
        assertRefused(file, "Frobnicate").isEqualTo(FaultCode.MOD_01);
    }

    @Test
    void aMapThatWouldFillTheMemory() {
        Path file = TestGraph.of(1, 3, 4, 4)
                .longs("size", 1, 1, 1 << 20, 1 << 20)
                .node("Expand", "anomaly_map", List.of("input", "size"))
                .output("anomaly_map", TestGraph.FLOAT, 1, 1, 1 << 20, 1 << 20)
                .write(folder.resolve("m.onnx"));
        assertRefused(file, "too large", "anomaly_map").isEqualTo(FaultCode.MOD_02);
    }

    @Test
    void aMapThatWouldFillTheMemoryAndSaysSomethingElse() {
        Path file = TestGraph.of(1, 3, 4, 4)
                .node("ReduceMean", "one", List.of("input"))
                .longs("size", 1, 1, 1 << 24, 1 << 24) // a petabyte: more than any address space
                .node("Expand", "anomaly_map", List.of("one", "size"))
                .output("anomaly_map", TestGraph.FLOAT, 1, 1, 4, 4)
                .write(folder.resolve("m.onnx"));
        assertRefused(file, "does not run on 4×4 pixels", "allocate memory").isEqualTo(FaultCode.MOD_02);
    }

    @Test
    void loadsAndDoesNotRun() {
        Path file = TestGraph.of(1, 3, 4, 4)
                .node("ReduceMax", "top", List.of("input"))
                .longs("flat", 1)
                .node("Reshape", "flatTop", List.of("top", "flat"))
                .node("Cast", "index", List.of("flatTop"), "to", 7L)
                .longs("ten", 10)
                .node("Add", "outside", List.of("index", "ten"))
                .floats("table", new long[] {1}, 0)
                .node("Gather", "pred_score", List.of("table", "outside"))
                .output("pred_score", TestGraph.FLOAT, 1)
                .write(folder.resolve("m.onnx"));
        assertRefused(file, "does not run on 4×4 pixels", "out of").isEqualTo(FaultCode.MOD_02);
    }

    /** 300 copies with 1 to 4 bytes changed: each opens and predicts, or gives a fault. */
    @Test
    void mutations() throws IOException {
        byte[] whole = brightness().bytes();
        SplittableRandom random = new SplittableRandom(17);
        int opened = 0;
        for (int i = 0; i < 300; i++) {
            byte[] mutant = whole.clone();
            int changes = random.nextInt(1, 5);
            for (int c = 0; c < changes; c++) {
                mutant[random.nextInt(mutant.length)] = (byte) random.nextInt(256);
            }
            opened += opensOrFaults(write(mutant)) ? 1 : 0;
        }
        assertThat(opened).isBetween(1, 299);
    }

    private boolean opensOrFaults(Path file) {
        try (OnnxDetector detector = Detectors.open(file, ProviderPreference.CPU)) {
            detector.predict(TestModels.filled(16, 16, PixelOrder.GRAY8, 100));
            return true;
        } catch (InspectionFault fault) {
            return false;
        }
    }

    private Path write(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("model.onnx"), bytes);
    }

    private static TestGraph brightness() {
        return TestModels.brightness(8, 8).contract();
    }
}
