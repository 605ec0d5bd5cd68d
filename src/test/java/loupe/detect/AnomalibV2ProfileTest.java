package loupe.detect;

import static loupe.detect.Faults.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import loupe.domain.FaultCode;
import loupe.domain.PixelOrder;
import loupe.domain.Prediction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every quirk of plain anomalib v2 exports that onnx-models.md names, each as a small graph. */
class AnomalibV2ProfileTest {
    @TempDir
    Path folder;

    @Test
    void fourOutputsInTheirOrder() {
        Prediction p = predict(mean(-1, -1)
                .floats("half", new long[] {1}, 0.5f)
                .node("Greater", "pred_label", List.of("pred_score", "half"))
                .node("Greater", "pred_mask", List.of("anomaly_map", "half"))
                .output("pred_score", TestGraph.FLOAT, -1)
                .output("pred_label", TestGraph.BOOL, -1)
                .output("anomaly_map", TestGraph.FLOAT, -1, 1, -1, -1)
                .output("pred_mask", TestGraph.BOOL, -1, 1, -1, -1));
        assertThat(p.score()).as("a sum of 65536 float32").isCloseTo(0.6f, within(1e-4f));
        assertThat(p.map().width()).as("open sizes are fed 256 × 256").isEqualTo(64);
        assertThat(p.map().height()).isEqualTo(64);
        assertThat(p.map().scores()).containsOnly(new float[] {0.6f}, within(1e-6f));
    }

    @Test
    void scoreWithAnAxisMoreAndMapWithAnAxisLess() {
        Prediction p = predict(TestGraph.of(-1, 3, 8, 12)
                .node("ReduceMean", "anomaly_map", List.of("input"), "axes", new long[] {1}, "keepdims", 0L)
                .longs("flat", -1, 1)
                .node("ReduceMean", "mean", List.of("input"), "axes", new long[] {1, 2, 3}, "keepdims", 0L)
                .node("Reshape", "pred_score", List.of("mean", "flat"))
                .output("pred_score", TestGraph.FLOAT, -1, 1)
                .output("anomaly_map", TestGraph.FLOAT, -1, 8, 12));
        assertThat(p.score()).isCloseTo(0.6f, within(1e-6f));
        assertThat(p.map().width()).isEqualTo(12);
        assertThat(p.map().height()).isEqualTo(8);
    }

    @Test
    void withoutScoreTheHighestMapValueCounts() {
        Prediction p = predict(mean(8, 8).output("anomaly_map", TestGraph.FLOAT, -1, 1, 2, 2));
        assertThat(p.score()).isEqualTo(p.map().max()).isCloseTo(0.6f, within(1e-6f));
    }

    @Test
    void withoutMapTheScoreIsTheMap() {
        Prediction p = predict(mean(8, 8).output("pred_score", TestGraph.FLOAT, -1));
        assertThat(p.map().width()).isEqualTo(1);
        assertThat(p.map().height()).isEqualTo(1);
        assertThat(p.map().scores()).containsExactly(p.score());
        assertThat(p.map().covered().width()).isEqualTo(20);
    }

    @Test
    void declaredShapesAreNotBelieved() {
        Prediction p = predict(mean(8, 16)
                .output("pred_score", TestGraph.FLOAT, 7)
                .output("anomaly_map", TestGraph.FLOAT, 1, 1, 224, 224));
        assertThat(p.map().width()).isEqualTo(4);
        assertThat(p.map().height()).isEqualTo(2);
    }

    @Test
    void rawValuesOfAModelWithoutValidationPass() {
        Prediction p = predict(TestGraph.of(-1, 3, 8, 8)
                .floats("scale", new long[] {1}, 1000)
                .node("Mul", "big", List.of("input", "scale"))
                .node("ReduceMean", "pred_score", List.of("big"), "axes", new long[] {1, 2, 3}, "keepdims", 0L)
                .output("pred_score", TestGraph.FLOAT, -1));
        assertThat(p.score()).isCloseTo(600, within(1e-2f));
    }

    @Test
    void onlyDecisionsAreNotEnough() {
        assertRefused(
                        write(mean(8, 8)
                                .floats("half", new long[] {1}, 0.5f)
                                .node("Greater", "pred_label", List.of("pred_score", "half"))
                                .output("pred_label", TestGraph.BOOL, -1)),
                        "neither a score nor a map",
                        "pred_label bool")
                .isEqualTo(FaultCode.MOD_02);
    }

    private Prediction predict(TestGraph graph) {
        try (OnnxDetector detector = Detectors.open(write(graph), ProviderPreference.CPU)) {
            assertThat(detector.info().profile()).isEqualTo("anomalib-v2");
            return detector.predict(TestModels.filled(20, 10, PixelOrder.RGB8, 153));
        }
    }

    private Path write(TestGraph graph) {
        return graph.write(folder.resolve("model.onnx"));
    }

    /** Map = 4×4 block means, score = mean of all. */
    private static TestGraph mean(long height, long width) {
        long[] four = {4, 4};
        return TestGraph.of(-1, 3, height, width)
                .node("ReduceMean", "grey", List.of("input"), "axes", new long[] {1}, "keepdims", 1L)
                .node("AveragePool", "anomaly_map", List.of("grey"), "kernel_shape", four, "strides", four)
                .node("ReduceMean", "pred_score", List.of("grey"), "axes", new long[] {1, 2, 3}, "keepdims", 0L);
    }
}
