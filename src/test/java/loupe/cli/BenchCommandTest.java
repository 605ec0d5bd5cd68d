package loupe.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import loupe.cli.bench.Chapter;
import loupe.cli.bench.Extent;
import loupe.cli.bench.Ground;
import loupe.cli.bench.Topic;
import loupe.domain.Progress;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every topic runs, small, and its figures agree with each other. How fast it is, no test says. */
@Tag("slow")
class BenchCommandTest {
    @TempDir
    static Path folder;

    private static final Console CONSOLE = new Console();
    private static final Map<String, Double> FIGURES = new LinkedHashMap<>();
    private static JsonNode all;

    @BeforeAll
    static void measure() throws Exception {
        Path page = folder.resolve("speed.html");
        int code = CONSOLE.run(
                "bench",
                "--report",
                page,
                "--only",
                "teach,frame,live,journal,history,review,start",
                "--lessons",
                "8",
                "--sizes",
                "640x480,800x600",
                "--seconds",
                "1",
                "--rows",
                "400",
                "--images",
                "20",
                "--starts",
                "1");
        assertThat(code).as(CONSOLE.err()).isZero();
        all = new ObjectMapper().readTree(folder.resolve("speed.json").toFile());
        all.path("figures")
                .forEach(f -> FIGURES.put(
                        f.path("key").asText(),
                        f.path("value").isNumber() ? f.path("value").asDouble() : Double.NaN));
    }

    private static double figure(String key) {
        assertThat(FIGURES).containsKey(key);
        return FIGURES.get(key);
    }

    @Test
    void everyFrameIsAccountedFor() {
        for (String size : new String[] {"640x480", "800x600"}) {
            String free = "live." + size + ".free.";
            assertThat(figure(free + "frames")).isEqualTo(figure(free + "inspected") + figure(free + "skipped"));
            assertThat(figure(free + "verdict_ms_p50"))
                    .isPositive()
                    .isLessThanOrEqualTo(figure(free + "verdict_ms_p99"));
            assertThat(figure("live." + size + ".burst.lost")).isZero();
            assertThat(figure("live." + size + ".burst.parts")).isEqualTo(10);
        }
    }

    @Test
    void ratiosAreWhatTheySay() {
        assertThat(figure("frame.640x480.ratio"))
                .isCloseTo(figure("frame.640x480.frame_ms_p50") / figure("frame.640x480.session_ms_p50"), within(1e-9));
        assertThat(figure("review.share"))
                .isCloseTo(100 * figure("review.per_second") / figure("review.loop_per_second"), within(1e-6));
        assertThat(figure("live.640x480.free.tail"))
                .isCloseTo(
                        figure("live.640x480.free.verdict_ms_p99") / figure("live.640x480.free.verdict_ms_p50"),
                        within(1e-9));
        assertThat(all.path("end_to_end_ratio").asDouble()).isEqualTo(figure("frame.640x480.ratio"));
    }

    @Test
    void journalsHoldWhatWasWritten() {
        assertThat(figure("journal.rows")).isEqualTo(2_000 + 3 * 400);
        assertThat(figure("history.rows")).isEqualTo(400);
        assertThat(figure("review.rows")).isEqualTo(20);
        assertThat(figure("history.page_ms_p50")).isPositive();
    }

    @Test
    void aTargetIsMetExactlyWhenTheNumberSaysSo() {
        int targets = 0;
        for (JsonNode f : all.path("figures")) {
            if (f.has("met")) {
                targets++;
                boolean met = f.has("at_most")
                        ? f.path("value").asDouble() <= f.path("at_most").asDouble()
                        : f.path("value").asDouble() >= f.path("at_least").asDouble();
                assertThat(f.path("met").asBoolean()).as(f.toString()).isEqualTo(met);
            }
        }
        assertThat(targets).isGreaterThan(15);
    }

    @Test
    void aSecondLoupeStarts() {
        assertThat(figure("start.first_verdict_seconds")).isPositive();
        if (FIGURES.containsKey("start.window_seconds")) { // there was a display
            assertThat(figure("start.window_seconds")).isBetween(0.0, figure("start.window_verdict_seconds"));
        }
    }

    @Test
    void thePageTellsMachineAndTargetsInWords() throws Exception {
        String html = Files.readString(folder.resolve("speed.html"));
        assertThat(html)
                .contains("Cores", "Load before and after", "ONNX Runtime", "Questions to a large journal")
                .containsPattern("(✓ met|✕ missed)")
                .doesNotContain("http://", "https://", folder.toString() + "/home");
    }

    @Test
    void aPlaceThatCannotBeWrittenIsToldBeforeAnythingIsMeasured() {
        for (String option : new String[] {"--report", "--json"}) {
            Console console = new Console();
            Path nowhere = folder.resolve("missing").resolve("speed.html");
            assertThat(console.run("bench", "--only", "journal", "--rows", 10, option, nowhere))
                    .isEqualTo(LoupeCommand.FAULT);
            assertThat(console.out()).isEmpty();
            assertThat(console.err()).contains("CFG-02", nowhere.toString());
        }
    }

    @Test
    void aFaultEndsItsTopicOnly() throws Exception {
        Path file = Files.createFile(folder.resolve("no-folder"));
        Chapter chapter = Topic.JOURNAL.measure(new Ground(file, Extent.DEFAULT, Progress.NONE));
        assertThat(chapter.fault()).isPresent();
        assertThat(chapter.remarks())
                .singleElement()
                .asString()
                .contains(chapter.fault().get().code().id());
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        assertThat(CONSOLE.run("bench", "--rows", 0)).isEqualTo(64);
        assertThat(CONSOLE.run("bench", "--only", "nothing")).isEqualTo(64);
        assertThat(CONSOLE.run("bench", "--sizes", "large")).isEqualTo(64);
        assertThat(CONSOLE.run("bench", "--lessons", 2)).isEqualTo(64);
    }
}
