package loupe.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import loupe.config.Home;
import loupe.config.RecipeBook;
import loupe.domain.Calibration;
import loupe.domain.Recipe;
import loupe.domain.SampleSet;
import loupe.samples.SampleFolders;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From labelled images to a confirmed recipe, on the command line. */
@Tag("slow")
class CalibrateCommandTest {
    @TempDir
    static Path folder;

    private static final Console CONSOLE = new Console();
    private static Path home;
    private static Path parts;

    @BeforeAll
    static void drawAndTeach() {
        home = folder.resolve("home");
        parts = folder.resolve("parts");
        assertThat(run("demo", "--out", parts, "--count", 60, "--defect-rate", 0.3, "--seed", 5))
                .isZero();
        assertThat(run("teach", "--good", parts, "--size", 128, "--recipe", "flange"))
                .isZero();
    }

    @Test
    void scoresGoIntoATableThatMetricsReads() {
        Path table = folder.resolve("scores.csv");
        assertThat(run("score", parts, "--recipe", "flange", "--out", table)).isZero();
        assertThat(run("metrics", table, "--json")).isZero();
        JsonNode metrics = json();
        assertThat(metrics.path("image_auroc").asDouble()).isBetween(0.5, 1.0);
        assertThat(metrics.path("good").asInt() + metrics.path("defects").asInt())
                .isEqualTo(metrics.path("images").asInt());
        Path page = folder.resolve("page.html");
        Path figures = folder.resolve("figures.json");
        assertThat(run("evaluate", parts, "--recipe", "flange", "--json", figures, "--html", page))
                .isZero();
        JsonNode evaluated = read(figures);
        for (String key : new String[] {"image_auroc", "image_ap", "f1_max", "pg0", "pb5", "acc_zfn"}) {
            assertThat(evaluated.path(key)).as(key).isEqualTo(metrics.path(key));
        }
        assertThat(evaluated.path("pixel_ap").asDouble()).isBetween(0.0, 1.0);
        assertThat(text(page)).contains("<svg").doesNotContain("<script").doesNotContainPattern("src=\"(?!data:)");
    }

    @Test
    void severalPoliciesAreComparedAndNothingIsWritten() {
        RecipeBook book = new RecipeBook(new Home(home), Clock.systemUTC());
        int versions = book.versions("flange").size();
        assertThat(run(
                        "calibrate",
                        parts,
                        "--recipe",
                        "flange",
                        "--policy",
                        "zero-miss",
                        "--policy",
                        "false-alarms=0.2",
                        "--policy",
                        "tail=0.001",
                        "--half",
                        3,
                        "--json"))
                .isZero();
        JsonNode rows = json();
        assertThat(rows).hasSize(3);
        assertThat(rows.get(0).path("sample").path("escapes").path("count").asInt())
                .isZero();
        assertThat(rows.get(0).path("verified").path("escapes").path("of").asInt())
                .isPositive();
        assertThat(rows.get(2).path("fault").asText()).isEqualTo("CAL-02");
        assertThat(run("calibrate", parts, "--recipe", "flange", "--policy", "zero-miss", "--dry-run"))
                .isZero();
        assertThat(CONSOLE.out()).contains("similar defects").contains("If a type had been unknown");
        assertThat(run("calibrate", parts, "--recipe", "flange", "--policy", "zero-miss", "--tried", 3, "--dry-run"))
                .isZero();
        assertThat(CONSOLE.out()).contains("3 models, regions or scores were tried");
        assertThat(book.versions("flange")).hasSize(versions);
    }

    @Test
    void confirmingWritesVersionCertificateAndEntry() {
        Path out = folder.resolve("certificate.pdf");
        assertThat(run(
                        "calibrate",
                        parts,
                        "--recipe",
                        "flange",
                        "--policy",
                        "misses=2",
                        "--who",
                        "E. Example",
                        "--why",
                        "acceptance",
                        "--certificate",
                        out))
                .isZero();
        assertThat(folder.resolve("certificate.html")).isNotEmptyFile();
        assertThat(out).isNotEmptyFile();
        RecipeBook book = new RecipeBook(new Home(home), Clock.systemUTC());
        assertThat(book.find("flange").orElseThrow().calibration()).isEqualTo(Calibration.CALIBRATED);
        assertThat(text(new Home(home).audit())).contains("E. Example", "acceptance");
        assertThat(run("recipes")).isZero();
        assertThat(CONSOLE.out()).contains("calibrated");
    }

    @Test
    void regionsHaveTheirOwnThresholdAndSize() {
        for (String rule : new String[] {"quantile=0.999", "blob=40", "f1", "1.5"}) {
            assertThat(run(
                            "calibrate",
                            parts,
                            "--recipe",
                            "flange",
                            "--policy",
                            "zero-miss",
                            "--pixel",
                            rule,
                            "--min-area",
                            "0.5mm",
                            "--scale",
                            0.1,
                            "--json",
                            "--dry-run"))
                    .as(rule)
                    .isZero();
            assertThat(json().get(0).path("pixel").isNumber()).isTrue();
            assertThat(json().get(0).path("minimum_area").asDouble()).isEqualTo(50.0, within(1e-9));
        }
        assertThat(run("calibrate", parts, "--recipe", "flange", "--policy", "f1", "--min-area", "1mm", "--dry-run"))
                .as("no scale was measured")
                .isEqualTo(64);
    }

    @Test
    void goodPartsAloneSetLimitsAndProveNothingOfEscapes() throws IOException {
        Path good = folder.resolve("acceptance/good");
        Files.createDirectories(good);
        for (Path image : SampleFolders.read(parts).test().stream()
                .filter(s -> !s.isDefect())
                .map(SampleSet.Sample::image)
                .toList()) {
            Files.copy(image, good.resolve(image.getFileName()));
        }
        assertThat(run("calibrate", good, "--recipe", "flange", "--policy", "zero-miss", "--dry-run"))
                .isEqualTo(2);
        assertThat(CONSOLE.err()).contains("CAL-01", "good-only");
        assertThat(run("calibrate", good, "--recipe", "flange", "--policy", "good-only=0.0001", "--dry-run"))
                .isEqualTo(2);
        assertThat(CONSOLE.err()).contains("CAL-04").contains("%");
        List<Object> words = new ArrayList<>(List.of("calibrate", good, "--recipe", "flange"));
        words.addAll(List.of("--policy", "good-only=0.3", "--who", "E. Example", "--why", "first lot"));
        assertThat(run(words.toArray())).isZero();
        assertThat(CONSOLE.out()).contains("Nothing is known about escapes");
        RecipeBook book = new RecipeBook(new Home(home), Clock.systemUTC());
        assertThat(book.find("flange").orElseThrow().calibration()).isEqualTo(Calibration.GOOD_PARTS_ONLY);
        Path taught = folder.resolve("taught");
        Files.createDirectories(taught.resolve("train"));
        Files.move(good, taught.resolve("train/good"));
        assertThat(run("calibrate", taught, "--recipe", "flange", "--policy", "good-only", "--dry-run"))
                .as("images for teaching are never measured")
                .isEqualTo(2);
        assertThat(CONSOLE.err()).contains("CAL-06");
    }

    @Test
    void anotherScoreCanDecide() {
        for (String source : List.of("model", "map-max", "map-top-mean", "map-area")) {
            List<Object> words = new ArrayList<>(List.of("calibrate", parts, "--recipe", "flange", "--score", source));
            words.addAll(List.of("--policy", "f1", "--pixel", "quantile=0.999", "--half", 2));
            words.addAll(List.of("--json", "--dry-run"));
            assertThat(run(words.toArray())).as(source).isZero();
            JsonNode row = json().get(0);
            assertThat(row.path("score").asText()).isEqualTo(source.replace('-', '_'));
            assertThat(row.path("verified").path("escapes").path("of").asInt()).isPositive();
        }
        assertThat(json().get(0).path("pixel").asDouble())
                .as("learnt, not the recipe's")
                .isPositive();
        assertThat(run("calibrate", parts, "--recipe", "flange", "--score", "hope", "--policy", "f1", "--dry-run"))
                .isEqualTo(64);
        assertThat(CONSOLE.err()).contains("map-top-mean");
        Path table = folder.resolve("peaks.csv");
        assertThat(run("score", parts, "--recipe", "flange", "--score", "map-max", "--out", table))
                .isZero();
        assertThat(run("metrics", table, "--json")).isZero();
        assertThat(json().path("image_auroc").isNumber()).isTrue();
    }

    @Test
    void theCameraOfTheSamplesIsSigned() {
        List<Object> words = new ArrayList<>(List.of("calibrate", parts, "--recipe", "flange"));
        words.addAll(List.of("--policy", "misses=3", "--source", "demo:?seed=4", "--who", "E", "--why", "camera"));
        assertThat(run(words.toArray())).isZero();
        Recipe stored =
                new RecipeBook(new Home(home), Clock.systemUTC()).find("flange").orElseThrow();
        assertThat(stored.source()).isEqualTo("demo:");
        assertThat(stored.calibration()).isEqualTo(Calibration.CALIBRATED);
        assertThat(run("live", "--headless", "--recipe", "flange", "--source", "folder:" + parts.resolve("test/good")))
                .isZero();
        assertThat(CONSOLE.err()).contains("uncalibrated on folder:").contains("belong to demo:");
        assertThat(run("live", "--headless", "--recipe", "flange", "--source", "demo:?rate=9", "--seconds", 1))
                .isZero();
        assertThat(CONSOLE.err()).doesNotContain("uncalibrated");
    }

    @Test
    void whatIsNotUnderstoodIsSaid() {
        assertThat(run("calibrate", parts, "--recipe", "flange", "--policy", "hope"))
                .isEqualTo(64);
        assertThat(CONSOLE.err()).contains("zero-miss, misses=K");
        assertThat(run("calibrate", parts, "--recipe", "flange", "--policy", "f1"))
                .isEqualTo(64);
        assertThat(CONSOLE.err()).contains("--who");
        assertThat(run("calibrate", parts, "--recipe", "none", "--policy", "f1", "--dry-run"))
                .isEqualTo(2);
        assertThat(run("calibrate", parts, "--recipe", "flange", "--policy", "misses=999", "--dry-run"))
                .isEqualTo(2);
        assertThat(CONSOLE.err()).contains("CAL-01");
    }

    @Test
    void aScratchMustHaveSomeSize() {
        assertThat(run(
                        "detectability",
                        parts,
                        "--recipe",
                        "flange",
                        "--lengths",
                        "4,200",
                        "--contrast",
                        120,
                        "--places",
                        3,
                        "--json"))
                .isIn(0, 2); // 2 = after another test no good part passes
        assertThat(run("detectability", parts, "--recipe", "flange", "--lengths", "9,3"))
                .isEqualTo(64);
    }

    private static int run(Object... args) {
        Object[] all = new Object[args.length + 2];
        System.arraycopy(args, 0, all, 0, args.length);
        all[args.length] = "--home";
        all[args.length + 1] = home;
        return CONSOLE.run(all);
    }

    private static JsonNode json() {
        try {
            return new ObjectMapper().readTree(CONSOLE.out());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode read(Path file) {
        try {
            return new ObjectMapper().readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
