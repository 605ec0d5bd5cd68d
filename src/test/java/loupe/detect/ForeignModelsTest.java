package loupe.detect;

import static loupe.detect.Faults.assertRefused;

import java.nio.file.Path;
import java.util.List;
import loupe.domain.FaultCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models that are sound and are no detectors of ours: refused with a reason that names what they have. */
class ForeignModelsTest {
    @TempDir
    Path folder;

    @Test
    void aClassifier() {
        refused(
                TestGraph.of(1, 3, 4, 4)
                        .node("GlobalAveragePool", "logits", List.of("input"))
                        .output("logits", TestGraph.FLOAT, 1, 3, 1, 1),
                "input float32[1,3,4,4]",
                "logits float32[1,3,1,1]");
    }

    @Test
    void twoInputs() {
        refused(
                TestGraph.of(1, 3, 4, 4)
                        .input("image_sensitivity", TestGraph.FLOAT, 1)
                        .node("Mul", "anomaly_map", List.of("input", "image_sensitivity"))
                        .output("anomaly_map", TestGraph.FLOAT, 1, 3, 4, 4),
                "one input",
                "image_sensitivity");
    }

    @Test
    void bytesIn() {
        refused(cast(TestGraph.UINT8, 1, 3, 4, 4), "only float32 inputs", "input uint8");
    }

    @Test
    void halfFloatsIn() {
        refused(cast(TestGraph.FLOAT16, 1, 3, 4, 4), "only float32 inputs", "input float16");
    }

    @Test
    void doublesOut() {
        refused(
                TestGraph.of(1, 3, 4, 4)
                        .node("Cast", "anomaly_map", List.of("input"), "to", (long) TestGraph.DOUBLE)
                        .output("anomaly_map", TestGraph.DOUBLE, 1, 3, 4, 4),
                "only float32 outputs",
                "anomaly_map float64");
    }

    @Test
    void eightPicturesAtOnce() {
        refused(same(8, 3, 4, 4), "8 pictures at once");
    }

    @Test
    void grey() {
        refused(same(1, 1, 4, 4), "[N,3,H,W]");
    }

    @Test
    void channelsLast() {
        refused(same(1, 256, 256, 3), "[N,3,H,W]");
    }

    @Test
    void noShape() {
        refused(same(), "[N,3,H,W]");
    }

    @Test
    void pictureOfNoSize() {
        refused(same(1, 3, 0, 4), "not that of a picture");
    }

    @Test
    void pictureOfAbsurdSize() {
        refused(same(1, 3, 60_000, 60_000), "not that of a picture");
    }

    @Test
    void manyMaps() {
        refused(same(1, 3, 4, 4), "is not a map but [1, 3, 4, 4]");
    }

    @Test
    void manyScores() {
        refused(
                TestGraph.of(1, 3, 4, 4)
                        .node("Identity", "pred_score", List.of("input"))
                        .output("pred_score", TestGraph.FLOAT, 1, 3, 4, 4),
                "is not one number");
    }

    @Test
    void ourContractWithoutMap() {
        refused(
                TestGraph.of(1, 3, 4, 4)
                        .contract()
                        .node("ReduceMean", "pred_score", List.of("input"))
                        .output("pred_score", TestGraph.FLOAT, 1, 1, 1, 1),
                "no output anomaly_map");
    }

    @Test
    void ourContractOfALaterTime() {
        refused(same(1, 3, 4, 4).metadata("loupe.contract", "2"), "contract 2");
    }

    private void refused(TestGraph graph, String... words) {
        assertRefused(graph.write(folder.resolve("m.onnx")), words).isEqualTo(FaultCode.MOD_02);
    }

    private static TestGraph same(long... shape) {
        return TestGraph.of(shape)
                .node("Identity", "anomaly_map", List.of("input"))
                .output("anomaly_map", TestGraph.FLOAT, shape);
    }

    private static TestGraph cast(int type, long... shape) {
        return new TestGraph()
                .input("input", type, shape)
                .node("Cast", "anomaly_map", List.of("input"), "to", (long) TestGraph.FLOAT)
                .output("anomaly_map", TestGraph.FLOAT, shape);
    }
}
