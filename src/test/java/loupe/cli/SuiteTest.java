package loupe.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many data sets × many backbones in one table. */
class SuiteTest {
    private static final String DEMO =
            "{\"name\": \"flange\", \"demo\": {\"count\": 24, \"defect_rate\": 0.5, \"seed\": 3}}";

    @TempDir
    Path folder;

    private final Console console = new Console();

    @Test
    @Tag("slow")
    void everySetMeetsEveryBackbone() throws Exception {
        Path parts = folder.resolve("sets/parts");
        assertThat(console.run("demo", "--out", parts, "--count", 24, "--defect-rate", 0.5, "--seed", 4))
                .isZero();
        Path suite = write("{\"suite\": 1, \"sets\": [{\"folder\": \"sets/parts\"}, " + DEMO + "]}");
        Path json = folder.resolve("figures.json");
        Path bank = Path.of("onnx-models", "filterbank.onnx").toAbsolutePath();
        assertThat(console.run(
                        "evaluate",
                        "--suite",
                        suite,
                        "--backbones",
                        "filterbank," + bank,
                        "--size",
                        64,
                        "--json",
                        json))
                .as(console.err())
                .isZero();
        assertThat(console.out()).contains("SET", "parts", "flange", "mean", "FEATURES MS");
        JsonNode tree = new ObjectMapper().readTree(json.toFile());
        List<JsonNode> rows =
                StreamSupport.stream(tree.path("rows").spliterator(), false).toList();
        assertThat(rows)
                .extracting(r -> r.path("dataset").asText())
                .containsExactly("parts", "parts", "flange", "flange");
        assertThat(rows).allSatisfy(r -> {
            assertThat(r.path("feature_ms_p50").asDouble()).isPositive();
            assertThat(r.path("teach_seconds").asDouble()).isPositive();
            assertThat(r.path("per_type").path("good").path("n").asInt()).isEqualTo(4);
        });
        double expected = rows.stream()
                .mapToDouble(r -> r.path("image_auroc").asDouble())
                .average()
                .orElseThrow();
        assertThat(tree.path("mean").path(0).path("image_auroc").asDouble()).isCloseTo(expected, within(1e-9));
    }

    @Test
    @Tag("slow")
    void everySetMeetsEveryMethodAndTheSameCallAgainTeachesNothing() throws Exception {
        Path suite = write("{\"suite\": 1, \"sets\": [" + DEMO + "]}");
        Path json = folder.resolve("figures.json");
        Object[] words = {
            "evaluate", "--suite", suite, "--methods", "npad,transfer", "--keep", folder.resolve("kept"), "--json", json
        };
        List<Object> call = new ArrayList<>(List.of(words));
        call.addAll(List.of("--backbone", "filterbank", "--size", 64));
        assertThat(console.run(call.toArray())).as(console.err()).isZero();
        assertThat(console.out()).contains("METHOD", "ACC ZFN", "TEACH MIN", "mean");
        JsonNode first = new ObjectMapper().readTree(json.toFile());
        assertThat(first.path("rows")).hasSize(2).allSatisfy(row -> {
            assertThat(row.path("dataset").asText()).isEqualTo("flange");
            assertThat(row.path("good").asInt()).isEqualTo(4);
            assertThat(row.path("defects").asInt())
                    .as("of twelve, at least half of every type")
                    .isBetween(6, 11);
            assertThat(row.path("image_auroc").isNumber()).isTrue();
        });
        assertThat(first.path("rows").path(0).path("defects"))
                .isEqualTo(first.path("rows").path(1).path("defects"));
        assertThat(Files.exists(folder.resolve("kept/flange/npad/model.onnx"))).isTrue();
        assertThat(console.run(call.toArray())).as(console.err()).isZero();
        assertThat(new ObjectMapper().readTree(json.toFile()))
                .as("times included")
                .isEqualTo(first);
        assertThat(console.run("evaluate", "--suite", suite, "--methods", "npad,nonsense"))
                .isEqualTo(64);
        assertThat(console.err()).contains("autoencoder-uncorrupted");
        assertThat(console.run("evaluate", "--suite", suite)).isEqualTo(64);
    }

    @Test
    void whatIsMissingIsToldBeforeAnythingIsTaught() throws Exception {
        Path suite = write("{\"suite\": 1, \"sets\": [{\"folder\": \"nowhere\"}]}");
        assertThat(console.run("evaluate", "--suite", suite, "--backbones", "filterbank"))
                .isEqualTo(2);
        assertThat(console.err()).contains("IMG-05 ");
        assertThat(console.run("evaluate", "--suite", suite, "--backbones", "nothing"))
                .isEqualTo(2);
        assertThat(console.err()).contains("MOD-10 ");
    }

    @Test
    void aFileThatIsNoSuiteIsNamedWithItsReason() throws Exception {
        for (String text : List.of("", "[]", "{\"suite\": 2}", "{\"suite\": 1, \"sets\": [{\"demo\": 7}]}")) {
            Path suite = write(text);
            assertThat(console.run("evaluate", "--suite", suite, "--backbones", "filterbank"))
                    .as(text)
                    .isEqualTo(2);
            assertThat(console.err()).as(text).contains("TEA-04 ");
        }
        assertThat(console.run("evaluate", "--suite", folder.resolve("none"), "--backbones", "filterbank"))
                .isEqualTo(2);
        assertThat(console.err()).contains("TEA-04 ");
    }

    @Test
    void aSuiteAndADataSetAreAlternatives() throws Exception {
        Path suite = write("{\"suite\": 1, \"sets\": [" + DEMO + "]}");
        assertThat(console.run("evaluate")).isEqualTo(64);
        assertThat(console.run("evaluate", folder)).isEqualTo(64);
        assertThat(console.run("evaluate", "--suite", suite)).isEqualTo(64);
        assertThat(console.run("evaluate", folder, "--suite", suite, "--backbones", "filterbank"))
                .isEqualTo(64);
    }

    private Path write(String text) throws Exception {
        return Files.writeString(folder.resolve("suite.json"), text);
    }
}
