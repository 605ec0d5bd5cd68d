package loupe.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import loupe.Shared;
import loupe.domain.PixelOrder;
import org.junit.jupiter.api.Test;

class FeatureNetworkTest {
    @Test
    void givesAllOutputsInTheOrderOfTheGraph() {
        byte[] model = TestGraph.of(-1, 3, -1, -1)
                .node("GlobalAveragePool", "mean", List.of("input"))
                .node("Identity", "same", List.of("input"))
                .output("same", TestGraph.FLOAT, -1, 3, -1, -1)
                .output("mean", TestGraph.FLOAT, -1, 3, 1, 1)
                .bytes();
        try (FeatureNetwork network = FeatureNetwork.open(model, 4, 2)) {
            List<FeatureMap> maps = network.extract(TestModels.filled(8, 4, PixelOrder.BGR8, 0, 51, 255));
            assertThat(maps).extracting(FeatureMap::name).containsExactly("same", "mean");
            FeatureMap same = maps.get(0);
            assertThat(List.of(same.channels(), same.height(), same.width())).containsExactly(3, 2, 4);
            assertThat(same.values()[0]).isEqualTo(1f); // red first
            assertThat(maps.get(1).values()).containsExactly(new float[] {1f, 0.2f, 0f}, within(1e-6f));
        }
    }

    @Test
    void runsARealBackbone() throws IOException {
        byte[] model = Files.readAllBytes(Shared.require("backbones/resnet18_imagenet1k_v1.onnx"));
        try (FeatureNetwork network = FeatureNetwork.open(model, 256, 256)) {
            List<FeatureMap> maps = network.extract(TestModels.filled(640, 480, PixelOrder.RGB8, 200, 120, 40));
            assertThat(maps)
                    .extracting(m -> m.channels() + "×" + m.height() + "×" + m.width())
                    .containsExactly("64×64×64", "128×32×32", "256×16×16");
        }
    }
}
