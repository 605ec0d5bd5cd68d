package loupe.train.backbone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import loupe.Shared;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;
import loupe.train.backbone.BackboneCard.Layout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TapsTest {
    @Test
    void takesTheOutputsThatAGraphOffers() {
        Backbone resnet = Backbones.open(Shared.require("backbones/resnet18_imagenet1k_v1.onnx"));
        assertThat(resnet.card().taps()).containsExactly(new Tap("layer2", 128, 8), new Tap("layer3", 256, 16));
        assertThat(resnet.card().mean()).containsExactly(0.485, 0.456, 0.406);
        assertThat(resnet.card().note()).contains("Guessed");
    }

    @Test
    void findsTapsInAWholeClassifier() {
        Backbone mobile = Backbones.open(Shared.require("backbones/mobilenet_v2_1.0_tf2_full.onnx"));
        assertThat(mobile.card().taps()).extracting(Tap::stride).containsExactly(8, 16);
        assertThat(mobile.card().taps()).extracting(Tap::channels).containsExactly(192, 576);
        assertThat(mobile.card().scale()).isEqualTo(255);
        assertThat(mobile.card().mean()).containsExactly(127.5, 127.5, 127.5);
    }

    @Test
    void aCardGoesToDiskAndBack(@TempDir Path folder) throws IOException {
        Path model = Files.write(folder.resolve("bank.onnx"), FilterBank.model());
        BackboneCard card = new BackboneCard(
                "mine",
                List.of(FilterBank.card().taps().get(0)),
                List.of(1.0, 2.0, 3.0),
                List.of(4.0, 5.0, 6.0),
                255,
                Layout.NCHW,
                false,
                192,
                "CC0-1.0",
                "",
                "",
                Map.of("teacher", "another"));
        CardFile.write(model, card);
        assertThat(Backbones.open(model).card()).isEqualTo(card);
    }

    @Test
    void aWrongCardIsNamed(@TempDir Path folder) throws IOException {
        Path model = Files.write(folder.resolve("bank.onnx"), FilterBank.model());
        Files.writeString(CardFile.beside(model), "{\"name\": \"x\", \"taps\": []}");
        refused(model, "taps");
        Files.writeString(CardFile.beside(model), "not json");
        refused(model, "card");
        BackboneCard other = FilterBank.card();
        CardFile.write(
                model,
                new BackboneCard(
                        "x",
                        other.taps(),
                        other.mean(),
                        other.std(),
                        1,
                        Layout.NCHW,
                        false,
                        0,
                        "",
                        "0".repeat(64),
                        "",
                        Map.of()));
        refused(model, "not the one");
    }

    @Test
    void aMissingBackboneIsNamed() {
        assertThatThrownBy(() -> Backbones.open("no-such-backbone"))
                .isInstanceOfSatisfying(
                        InspectionFault.class, f -> assertThat(f.code()).isEqualTo(FaultCode.MOD_10));
    }

    private static void refused(Path model, String reason) {
        assertThatThrownBy(() -> Backbones.open(model))
                .isInstanceOfSatisfying(
                        InspectionFault.class, f -> assertThat(f.code()).isEqualTo(FaultCode.MOD_10))
                .hasMessageContaining(reason);
    }
}
