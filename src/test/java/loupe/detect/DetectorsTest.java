package loupe.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
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
}
