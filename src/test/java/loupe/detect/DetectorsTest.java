package loupe.detect;

import static loupe.detect.Faults.assertFault;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import loupe.domain.FaultCode;
import loupe.domain.Image;
import loupe.domain.PixelOrder;
import loupe.domain.Prediction;
import loupe.domain.Region;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DetectorsTest {
    @TempDir
    Path folder;

    @Test
    void ourContractIsReadAsItIsWritten() {
        Path file = TestModels.brightness(16, 32).contract().write(folder.resolve("m.onnx"));
        try (OnnxDetector detector = Detectors.open(file, ProviderPreference.CPU)) {
            Image image = TestModels.filled(32, 16, PixelOrder.GRAY8, 51);
            image.pixels()[0] = (byte) 255; // one pixel of the sixteen of the first block
            Prediction p = detector.predict(image);
            assertThat(p.map().width()).isEqualTo(8);
            assertThat(p.map().height()).isEqualTo(4);
            assertThat(p.map().scores()[0]).isCloseTo(0.25f, within(1e-6f)); // (15 × 0.2 + 1) / 16
            assertThat(p.map().scores()[1]).isCloseTo(0.2f, within(1e-6f));
            assertThat(p.score()).isEqualTo(p.map().scores()[0]);
            assertThat(p.map().covered()).isEqualTo(new Region(0, 0, 32, 16));
            assertThat(p.timings().preprocess()).isPositive();
            assertThat(p.timings().inference()).isPositive();
            assertThat(p.timings().postprocess()).isPositive();
            assertThat(detector.info().profile()).isEqualTo("loupe");
            assertThat(detector.info().provider()).isEqualTo("CPU");
            assertThat(detector.info().inputWidth()).isEqualTo(32);
            assertThat(detector.info().inputHeight()).isEqualTo(16);
        }
    }

    @Test
    void channelOrderIsTheImages() {
        Path file = weighted().contract().write(folder.resolve("m.onnx"));
        try (OnnxDetector detector = Detectors.open(file, ProviderPreference.CPU)) {
            float rgb = detector.predict(TestModels.filled(4, 4, PixelOrder.RGB8, 255, 51, 0))
                    .score();
            float bgr = detector.predict(TestModels.filled(4, 4, PixelOrder.BGR8, 0, 51, 255))
                    .score();
            float grey = detector.predict(TestModels.filled(4, 4, PixelOrder.GRAY8, 51))
                    .score();
            float word = detector.predict(TestModels.filled(4, 4, PixelOrder.GRAY16, 0x33, 0x33))
                    .score();
            assertThat(rgb).isCloseTo(120, within(1e-4f));
            assertThat(bgr).isEqualTo(rgb);
            assertThat(grey).isCloseTo(42.2f, within(1e-4f));
            assertThat(word).isCloseTo(grey, within(1e-4f));
        }
    }

    /** Score = 100 · red + 100 · green + 11 · blue. */
    private static TestGraph weighted() {
        return TestGraph.of(-1, 3, 4, 4)
                .floats("weights", new long[] {1, 3, 1, 1}, 100, 100, 11)
                .node("Conv", "anomaly_map", List.of("input", "weights"))
                .node("ReduceMax", "pred_score", List.of("anomaly_map"), "axes", new long[] {1, 2, 3}, "keepdims", 0L)
                .output("anomaly_map", TestGraph.FLOAT, -1, 1, 4, 4)
                .output("pred_score", TestGraph.FLOAT, -1);
    }

    @Test
    void notANumberIsAFaultAndTheNextPartIsJudged() {
        Path file = TestGraph.of(-1, 3, 4, 4)
                .node("ReduceMean", "grey", List.of("input"), "axes", new long[] {1}, "keepdims", 1L)
                .node("Log", "anomaly_map", List.of("grey"))
                .node("ReduceMax", "pred_score", List.of("grey"), "axes", new long[] {1, 2, 3}, "keepdims", 0L)
                .contract()
                .output("anomaly_map", TestGraph.FLOAT, -1, 1, 4, 4)
                .output("pred_score", TestGraph.FLOAT, -1)
                .write(folder.resolve("m.onnx"));
        try (OnnxDetector detector = Detectors.open(file, ProviderPreference.CPU)) {
            Image good = TestModels.filled(4, 4, PixelOrder.GRAY8, 255);
            Image black = TestModels.filled(4, 4, PixelOrder.GRAY8, 255);
            black.pixels()[9] = 0; // log 0 in one place of the map; the score is finite
            assertThat(detector.predict(good).score()).isEqualTo(1);
            assertFault(() -> detector.predict(black), "not a number").isEqualTo(FaultCode.MOD_06);
            assertThat(detector.predict(good).map().scores()).containsOnly(0f);
        }
    }

    @Test
    void aScoreThatIsNotANumberIsAFault() {
        Path file = TestGraph.of(-1, 3, 4, 4)
                .node("ReduceMean", "grey", List.of("input"))
                .floats("half", new long[] {1}, 0.3f)
                .node("Sub", "less", List.of("grey", "half"))
                .node("Sqrt", "pred_score", List.of("less"))
                .output("pred_score", TestGraph.FLOAT, -1, 1, 1, 1)
                .write(folder.resolve("m.onnx"));
        try (OnnxDetector detector = Detectors.open(file, ProviderPreference.CPU)) {
            Image black = TestModels.filled(4, 4, PixelOrder.GRAY8, 0);
            assertFault(() -> detector.predict(black), "not a number").isEqualTo(FaultCode.MOD_06);
        }
    }

    /** White asks for a table's entry that is not there. */
    @Test
    void inferenceThatFailsIsAFaultAndTheNextPartIsJudged() {
        Path file = TestGraph.of(-1, 3, 4, 4)
                .node("ReduceMax", "top", List.of("input"))
                .longs("flat", 1)
                .node("Reshape", "flatTop", List.of("top", "flat"))
                .node("Cast", "index", List.of("flatTop"), "to", 7L)
                .floats("table", new long[] {1}, 0.25f)
                .node("Gather", "pred_score", List.of("table", "index"))
                .output("pred_score", TestGraph.FLOAT, 1)
                .write(folder.resolve("m.onnx"));
        try (OnnxDetector detector = Detectors.open(file, ProviderPreference.CPU)) {
            Image white = TestModels.filled(4, 4, PixelOrder.GRAY8, 255);
            assertFault(() -> detector.predict(white), "out of").isEqualTo(FaultCode.MOD_09);
            assertThat(detector.predict(TestModels.filled(4, 4, PixelOrder.GRAY8, 99))
                            .score())
                    .isEqualTo(0.25f);
        }
    }

    /** A map whose size depends on the picture does not fit into the memory reserved for it. */
    @Test
    void aMapThatChangesItsSizeIsAFault() {
        Path file = TestGraph.of(-1, 3, 4, 4)
                .floats("eight", new long[] {1}, 8)
                .node("ReduceMax", "top", List.of("input"))
                .node("Mul", "sizeF", List.of("top", "eight"))
                .node("Cast", "size1", List.of("sizeF"), "to", 7L)
                .longs("flat", 1)
                .node("Reshape", "size", List.of("size1", "flat"))
                .longs("ones", 1, 1, 1)
                .node("Concat", "shape", List.of("ones", "size"), "axis", 0L)
                .node("Expand", "anomaly_map", List.of("top", "shape"))
                .output("anomaly_map", TestGraph.FLOAT, -1, 1, -1, -1)
                .write(folder.resolve("m.onnx"));
        try (OnnxDetector detector = Detectors.open(file, ProviderPreference.CPU)) {
            Image white = TestModels.filled(4, 4, PixelOrder.GRAY8, 255);
            assertFault(() -> detector.predict(white), "Inference failed").isEqualTo(FaultCode.MOD_09);
            assertThat(detector.predict(TestModels.filled(4, 4, PixelOrder.GRAY8, 128))
                            .map()
                            .width())
                    .isEqualTo(4);
        }
    }

    @Test
    void noPictureIsAFault() {
        Path file = weighted().contract().write(folder.resolve("m.onnx"));
        try (OnnxDetector detector = Detectors.open(file, ProviderPreference.CPU)) {
            assertFault(() -> detector.predict(Image.NONE), "no picture").isEqualTo(FaultCode.MOD_09);
        }
    }

    @Test
    void aPredictionAllocatesItsMapAndLittleElse() {
        Path file = TestModels.brightness(256, 256).contract().write(folder.resolve("m.onnx"));
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        try (OnnxDetector detector = Detectors.open(file, ProviderPreference.CPU)) {
            Image image = TestModels.filled(640, 480, PixelOrder.BGR8, 10, 20, 30);
            for (int i = 0; i < 50; i++) {
                detector.predict(image);
            }
            long before = threads.getCurrentThreadAllocatedBytes();
            int runs = 200;
            for (int i = 0; i < runs; i++) {
                detector.predict(image);
            }
            long each = (threads.getCurrentThreadAllocatedBytes() - before) / runs;
            assertThat(each).isBetween(64L * 64 * 4, 64L * 64 * 4 + 4096);
        }
    }

    @Test
    void theBareSessionRunsTheSameModel() {
        Path file = TestModels.brightness(64, 64).contract().write(folder.resolve("m.onnx"));
        try (BareSession bare = BareSession.open(file, ProviderPreference.CPU)) {
            assertThat(bare.run()).isPositive();
        }
    }

    @Test
    void closingTwiceIsAllowed() {
        OnnxDetector detector =
                Detectors.open(weighted().contract().write(folder.resolve("m.onnx")), ProviderPreference.CPU);
        detector.close();
        assertThatCode(detector::close).doesNotThrowAnyException();
    }
}
