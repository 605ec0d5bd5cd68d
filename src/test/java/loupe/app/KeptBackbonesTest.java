package loupe.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import loupe.Shared;
import loupe.app.KeptBackbones.Candidate;
import loupe.app.KeptBackbones.Choice;
import loupe.app.KeptBackbones.Feeding;
import loupe.detect.TestGraph;
import loupe.domain.Progress;
import loupe.train.Material;
import loupe.train.Taught;
import loupe.train.backbone.BackboneCard;
import loupe.train.backbone.CardFile;
import loupe.train.backbone.Tap;
import loupe.ui.imports.StrangeModels;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From a stranger's network to one that N-pad is taught with. */
class KeptBackbonesTest {
    @TempDir
    Path folder;

    @Test
    void tapsLicenceAndDigestAreFoundAndKept() throws IOException {
        Path model = StrangeModels.backbone(folder.resolve("net.onnx"));
        Candidate found = look(model).orElseThrow();
        assertThat(found.card().taps()).containsExactly(new Tap("stage3", 32, 8), new Tap("stage4", 64, 16));
        assertThat(found.choices()).contains(new Tap("stage2", 16, 4));
        assertThat(found.feeding()).isEqualTo(Feeding.IMAGENET);
        KeptBackbones kept = new KeptBackbones(folder.resolve("kept"));
        assertThat(kept.list()).isEmpty();
        List<Tap> taps = List.of(new Tap("stage2", 16, 4), new Tap("stage4", 64, 16));
        Path file = kept.keep(found, new Choice("My net", taps, Feeding.SYMMETRIC));
        assertThat(kept.list()).containsExactly(file);
        BackboneCard card = CardFile.read(CardFile.beside(file));
        assertThat(card.taps()).isEqualTo(taps);
        assertThat(card.scale()).isEqualTo(255);
        assertThat(card.mean()).containsExactly(127.5, 127.5, 127.5);
        assertThat(card.licence()).isEqualTo("MIT");
        assertThat(card.sha256()).isEqualTo(found.card().sha256()).hasSize(64);
        assertThat(kept.keep(found, new Choice("My net", taps, Feeding.IMAGENET)))
                .as("the same file under the same name is one file")
                .isEqualTo(file);
        Files.write(file, new byte[] {1});
        assertThat(kept.keep(found, new Choice("My net", taps, Feeding.IMAGENET)))
                .as("another file of that name stays")
                .isEqualTo(file.resolveSibling("My-net-2.onnx"));
    }

    @Test
    void namesStayInTheFolder() {
        Candidate found =
                look(StrangeModels.backbone(folder.resolve("net.onnx"))).orElseThrow();
        KeptBackbones kept = new KeptBackbones(folder.resolve("kept"));
        Choice outside = new Choice("../../etc/net", found.card().taps(), Feeding.UNIT);
        assertThat(kept.keep(found, outside).getParent()).isEqualTo(folder.resolve("kept"));
    }

    @Test
    void whatJudgesOrHasNoStridesIsNoBackbone() {
        assertThat(look(StrangeModels.anomalib(folder.resolve("a.onnx")))).isEmpty();
        assertThat(look(StrangeModels.classifier(folder.resolve("c.onnx")))).isEmpty();
        Path fixed = TestGraph.of(1, 3, 64, 64)
                .node("Relu", "features", List.of("input"))
                .output("features", TestGraph.FLOAT, 1, 3, 64, 64)
                .write(folder.resolve("f.onnx"));
        assertThat(look(fixed)).isEmpty();
    }

    /** Both shapes of backbone that people bring: tapped at its outputs, and tapped inside. */
    @Tag("slow")
    @ParameterizedTest
    @CsvSource({"resnet18_imagenet1k_v1.onnx,128,256,IMAGENET", "mobilenet_v2_1.0_tf2_full.onnx,0,0,SYMMETRIC"})
    void bothShapesTeach(String name, int fine, int coarse, Feeding feeding) {
        Path model = Shared.require("backbones/" + name);
        Candidate found = look(model).orElseThrow();
        assertThat(found.card().taps()).extracting(Tap::stride).containsExactly(8, 16);
        assertThat(found.card().sha256()).hasSize(64);
        if (fine > 0) {
            assertThat(found.card().taps()).extracting(Tap::channels).containsExactly(fine, coarse);
        }
        assertThat(found.feeding()).isEqualTo(feeding);
        Path kept = new KeptBackbones(folder.resolve("kept"))
                .keep(found, new Choice("net", found.card().taps(), found.feeding()));
        Material parts = Material.good(Teacher.demoParts(8));
        Taught taught = Method.NPAD.teach(parts, TeachingPlan.DEFAULT.on(kept.toString()), Progress.NONE);
        assertThat(taught.heldOutScores()).hasSize(8);
    }

    private static Optional<Candidate> look(Path model) {
        return KeptBackbones.look(ImportDraft.of(model));
    }
}
