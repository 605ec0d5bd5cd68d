package loupe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import loupe.app.Workstation;
import loupe.config.Home;
import loupe.config.RecipeBook;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole chain from the command line: draw parts, teach, inspect, evaluate, run the line. */
@Tag("slow")
class CommandsTest {
    @TempDir
    static Path folder;

    private static final Console CONSOLE = new Console();
    private static Path home;
    private static Path parts;
    private static Path model;

    @BeforeAll
    static void drawAndTeach() {
        home = folder.resolve("home");
        parts = folder.resolve("parts");
        model = folder.resolve("model.onnx");
        assertThat(run("demo", "--out", parts, "--count", 30, "--defect-rate", 0.2, "--seed", 7))
                .isZero();
        assertThat(run("teach", "--good", parts, "--out", model, "--size", 128, "--recipe", "Flange A", "--json"))
                .isZero();
        assertThat(json(CONSOLE.out()).path("recipe").asText()).isEqualTo("flange-a v1");
        assertThat(json(CONSOLE.out()).path("good_parts").asInt()).isEqualTo(16);
    }

    @Test
    void theSameSeedTeachesTheSameBytes() throws Exception {
        Path again = folder.resolve("again.onnx");
        assertThat(run("teach", "--good", parts.resolve("train/good"), "--out", again, "--size", 128))
                .isZero();
        assertThat(Files.mismatch(model, again)).isEqualTo(-1);
    }

    @Test
    void moreGoodPartsAreAddedWithoutTheOldOnes() {
        Path grown = folder.resolve("grown.onnx");
        Path more = parts.resolve("test/good");
        assertThat(run("teach", "--add-to", model, "--good", more, "--out", grown))
                .as(CONSOLE.err())
                .isZero();
        assertThat(folder.resolve("grown.onnx.sums")).exists();
        assertThat(run("evaluate", parts, "--model", grown)).isZero();
        assertThat(run("teach", "--add-to", "Flange A", "--good", more, "--json"))
                .as(CONSOLE.err())
                .isZero();
        assertThat(json(CONSOLE.out()).path("recipe").asText()).startsWith("flange-a v");
        assertThat(run("teach", "--add-to", model, "--good", more)).isEqualTo(64);
        assertThat(run("teach", "--add-to", "nothing", "--good", more)).isEqualTo(2);
        assertThat(CONSOLE.err()).contains("REC-01 ");
    }

    @Test
    void inspectRecordsWhatItJudges() {
        long before = rows();
        assertThat(run("inspect", "--recipe", "flange-a", "--csv", parts.resolve("test")))
                .isIn(0, 1);
        List<String> lines = CONSOLE.out().lines().toList();
        assertThat(lines).hasSize(1 + 14);
        assertThat(lines.get(0)).startsWith("file,outcome,score");
        assertThat(rows() - before).isEqualTo(14);
        assertThat(run("inspect", "--recipe", "flange-a", "--no-journal", parts.resolve("test/good/000.png")))
                .isIn(0, 1);
        assertThat(rows() - before).isEqualTo(14);
        assertThat(run("inspect", "--recipe", "missing", parts)).isEqualTo(2);
        assertThat(CONSOLE.err()).startsWith("REC-01 ");
    }

    @Test
    void aModelAloneJudgesByItsHeldOutScoresAndTouchesNoJournal() {
        assertThat(run("inspect", "--model", model, "--json", parts.resolve("train/good")))
                .isIn(0, 1);
        assertThat(CONSOLE.err()).contains("Provisional limits");
        JsonNode rows = json(CONSOLE.out());
        assertThat(rows).hasSize(16);
        assertThat(rows.get(0).path("score").isNumber()).isTrue();
        assertThat(rows.get(0).path("error").isNull()).isTrue();
    }

    @Test
    void evaluateWritesItsFigures() throws Exception {
        Path figures = folder.resolve("figures.json");
        assertThat(run("evaluate", parts, "--model", model, "--json", figures)).isZero();
        assertThat(CONSOLE.out()).contains("image AUROC", "good", "TYPE");
        JsonNode tree = json(Files.readString(figures));
        assertThat(tree.path("image_auroc").asDouble()).isBetween(0.0, 1.0);
        assertThat(tree.path("au_pro").isNumber()).isTrue();
        assertThat(tree.path("teach_seconds").isNull()).isTrue();
        assertThat(tree.path("model_bytes").asLong()).isEqualTo(Files.size(model));
        assertThat(tree.path("per_type").path("good").path("n").asInt()).isEqualTo(8);
        assertThat(run("evaluate", parts, "--recipe", "flange-a")).isZero();
        assertThat(run("evaluate", parts.resolve("train/good"), "--model", model, "--json", figures))
                .isZero();
        assertThat(json(Files.readString(figures)).path("image_auroc").isNull())
                .as("good parts alone tell nothing apart")
                .isTrue();
    }

    @Test
    void theLineAccountsForEveryFrame() {
        long before = rows();
        int code = run(
                "live", "--headless", "--recipe", "flange-a", "--source", "demo:?rate=20", "--seconds", 2, "--json");
        JsonNode tree = json(CONSOLE.out());
        assertThat(code).as(CONSOLE.err()).isZero();
        assertThat(tree.path("balanced").asBoolean()).isTrue();
        assertThat(tree.path("inspected").asLong()).isPositive();
        assertThat(rows() - before).isEqualTo(tree.path("inspected").asLong());
        assertThat(tree.path("first_verdict_at").isTextual()).isTrue();
    }

    @Test
    void aFiniteSourceEndsTheLineAndABadOneFailsIt() {
        String source = "folder:" + parts.resolve("test/good") + "?rate=0";
        assertThat(run("live", "--headless", "--recipe", "flange-a", "--source", source, "--seconds", 60))
                .isZero();
        assertThat(CONSOLE.out()).contains("every frame accounted for");
        assertThat(run("live", "--headless", "--recipe", "flange-a", "--source", "nothing:", "--seconds", 60))
                .isEqualTo(2);
        assertThat(CONSOLE.err()).contains("CAM-04 ");
        String typo = "folder:" + parts.resolve("tets");
        assertThat(run("live", "--headless", "--recipe", "flange-a", "--source", typo))
                .as("ends by itself")
                .isEqualTo(2);
        assertThat(CONSOLE.err()).contains("IMG-05 ");
    }

    @Test
    void twoOnOneFolderIsRefused() {
        Workstation other = Workstation.open(new Home(home));
        try {
            assertThat(run("inspect", "--recipe", "flange-a", parts)).isEqualTo(2);
            assertThat(CONSOLE.err()).startsWith("TRC-01 ");
            assertThat(run("inspect", "--recipe", "flange-a", "--no-journal", parts.resolve("test/good/000.png")))
                    .isIn(0, 1);
            assertThat(run("recipes")).isZero();
            assertThat(CONSOLE.out()).contains("flange-a", "Flange A", "good_parts_only");
        } finally {
            other.close();
        }
    }

    @Test
    void modelsDescribesAFileAndListsWhatIsThere() {
        assertThat(run("models", model)).isZero();
        assertThat(CONSOLE.out()).contains("npad", "128×128", "CPU", "in use");
        assertThat(run("models", "--json")).isZero();
        JsonNode tree = json(CONSOLE.out());
        assertThat(tree.path("backbones").toString()).contains("filterbank");
        assertThat(tree.path("providers").toString()).contains("CPU");
        assertThat(tree.path("recipes").toString()).contains("flange-a");
    }

    @Test
    void teachingFromTooLittleIsRefused() {
        assertThat(run("teach", "--good", parts.resolve("test/good"), "--out", folder.resolve("x.onnx"), "--size", 100))
                .isEqualTo(64);
        assertThat(run("teach", "--good", parts.resolve("test/scratch"), "--out", folder.resolve("x.onnx")))
                .isEqualTo(2);
        assertThat(CONSOLE.err()).contains("TEA-01 ");
        assertThat(folder.resolve("x.onnx")).doesNotExist();
        assertThat(new RecipeBook(new Home(home), Clock.systemUTC()).list()).hasSize(1);
    }

    private static long rows() {
        try (Workstation station = Workstation.open(new Home(home))) {
            return station.journal().count();
        }
    }

    private static int run(Object... args) {
        Object[] all = new Object[args.length + 2];
        all[0] = "--home";
        all[1] = home;
        System.arraycopy(args, 0, all, 2, args.length);
        return CONSOLE.run(all);
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new AssertionError(text, e);
        }
    }
}
