package loupe.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import loupe.app.ImportDraft.Field;
import loupe.app.ImportDraft.Origin;
import loupe.detect.TestGraph;
import loupe.domain.Image;
import loupe.domain.PixelOrder;
import loupe.domain.Progress;
import loupe.ui.imports.StrangeModels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the fields of a stranger's model come from, and what its outputs look like. */
class ImportDraftTest {
    @TempDir
    Path folder;

    @Test
    void everyFieldSaysWhereItComesFrom() throws IOException {
        Path model = TestGraph.of(1, 3, 32, 48)
                .floats("mean", new long[] {1}, 0.5f)
                .floats("std", new long[] {1}, 0.25f)
                .node("Sub", "centred", List.of("input", "mean"))
                .node("Div", "normal", List.of("centred", "std"))
                .node("ReduceMean", "output", List.of("normal"), "axes", new long[] {1}, "keepdims", 1L)
                .output("output", TestGraph.FLOAT, 1, 1, 32, 48)
                .write(folder.resolve("m.onnx"));
        Files.writeString(
                folder.resolve("metadata.json"),
                "{\"image_threshold\": 0.5, \"pixel_threshold\": 0.4, \"license\": \"EUPL-1.2\"}");
        ImportDraft draft = ImportDraft.of(model);
        assertThat(draft.family()).isEqualTo("anomalib-v1");
        assertThat(origin(draft, "size.width")).isEqualTo(Origin.MODEL);
        assertThat(origin(draft, "input.layout")).isEqualTo(Origin.MODEL);
        assertThat(origin(draft, "input.order")).as("no file says RGB").isEqualTo(Origin.FAMILY);
        assertThat(origin(draft, "suggestion.image")).isEqualTo(Origin.SIDECAR);
        assertThat(draft.papers().siblings()).containsExactly("metadata.json");
        assertThat(draft.papers().licence()).contains("EUPL-1.2");
        ImportDraft said = draft.with("input.order", "bgr");
        assertThat(origin(said, "input.order")).isEqualTo(Origin.PERSON);
        assertThat(said.isChanged()).isTrue();
        assertThat(said.isReadAs(draft)).isFalse();
        assertThatThrownBy(() -> draft.with("size.width", "wide")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void nodesAndMetadataAreSources() {
        Path model = TestGraph.of(1, 3, 32, 32)
                .floats("mean", new long[] {1}, 0.5f)
                .floats("std", new long[] {1}, 0.25f)
                .node("Sub", "centred", List.of("input", "mean"))
                .node("Div", "normal", List.of("centred", "std"))
                .node("GlobalAveragePool", "pooled", List.of("normal"))
                .node("Flatten", "flat", List.of("pooled"))
                .node("Softmax", "out", List.of("flat"), "axis", 1L)
                .output("out", TestGraph.FLOAT, 1, 3)
                .metadata("task", "classify")
                .metadata("names", "{0: 'good', 1: 'dent', 2: 'rust'}")
                .write(folder.resolve("m.onnx"));
        ImportDraft draft = ImportDraft.of(model);
        assertThat(draft.classes()).containsExactly("good", "dent", "rust");
        assertThat(origin(draft, "reading.classes")).isEqualTo(Origin.METADATA);
        assertThat(draft.papers().licence()).isEmpty();
        ImportDraft plain = draft.as("classifier");
        assertThat(plain.value("scale.normalisation")).isEqualTo("INSIDE");
        assertThat(origin(plain, "scale.normalisation")).isEqualTo(Origin.GRAPH);
        assertThat(plain.asksDefects()).isTrue();
        assertThat(plain.classes()).as("three values without names").containsExactly("0", "1", "2");
        assertThat(plain.withDefects(List.of(1, 2)).isAnswered()).isTrue();
    }

    @Test
    void outputsOfAnUnknownModelAreDrawnAndGuessed() {
        ImportDraft draft = ImportDraft.of(StrangeModels.unknown(folder.resolve("u.onnx")));
        assertThat(draft.unknown()).isPresent();
        assertThat(draft.asksRoles()).isTrue();
        try (ModelAssistant assistant = new ModelAssistant(null)) {
            List<RawOutput> outputs = assistant.outputs(draft, ModelAssistant.drawn());
            assertThat(outputs)
                    .extracting(o -> o.guess().orElse(""))
                    .containsExactly("SCORE", "MAP", "CLASSIFICATION", "SEGMENTATION");
            assertThat(outputs.get(0).picture()).as("one number is no picture").isEmpty();
            assertThat(outputs.get(1).picture().orElseThrow().width()).isEqualTo(256);
        }
    }

    /** What is shown as fed is what is fed: its size, true colours, and the values after mean and deviation. */
    @Test
    void whatIsFedIsShown() {
        Path model = StrangeModels.trainedOnBgr(folder.resolve("m.onnx"));
        byte[] pixels = new byte[8 * 8 * 3];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) new int[] {255, 51, 0}[i % 3];
        }
        Image orange = new Image(8, 8, PixelOrder.RGB8, pixels);
        ImportDraft draft = ImportDraft.of(model)
                .with("input.order", "bgr")
                .with("scale.mean", "[0.2, 0.2, 0.2]")
                .with("scale.std", "[0.5, 0.5, 0.25]");
        try (ModelAssistant assistant = new ModelAssistant(null)) {
            ModelAssistant.Tried tried = assistant.tryOut(draft, orange, Progress.NONE);
            assertThat(tried.fed().width()).isEqualTo(64);
            assertThat(tried.fed().pixels()).startsWith((byte) 255, (byte) 51, (byte) 0);
            assertThat(tried.lowest()).as("blue first: (0 − 0.2) / 0.5").isCloseTo(-0.4, within(1e-6));
            assertThat(tried.highest()).as("red last: (1 − 0.2) / 0.25").isCloseTo(3.2, within(1e-6));
        }
    }

    private static org.assertj.core.data.Offset<Double> within(double by) {
        return org.assertj.core.api.Assertions.within(by);
    }

    private static Origin origin(ImportDraft draft, String field) {
        return draft.fields().stream()
                .filter(f -> f.name().equals(field))
                .map(Field::origin)
                .findFirst()
                .orElseThrow();
    }
}
