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
    void twoInputs() {
        refused(
                TestGraph.of(1, 3, 4, 4)
                        .input("mask", TestGraph.FLOAT, 7, 7)
                        .node("Mul", "anomaly_map", List.of("input", "mask"))
                        .output("anomaly_map", TestGraph.FLOAT, 1, 3, 4, 4),
                "inputs that Loupe does not know",
                "mask float32[7,7]");
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
}
