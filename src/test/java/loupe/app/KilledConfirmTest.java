package loupe.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import loupe.calibrate.Policy;
import loupe.calibrate.Scored;
import loupe.config.Home;
import loupe.config.RecipeBook;
import loupe.domain.Calibration;
import loupe.domain.DecisionRule;
import loupe.domain.DisplayScale;
import loupe.domain.Recipe;
import loupe.domain.ScoreSource;
import loupe.trace.AuditLog;
import org.apache.pdfbox.Loader;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Kills a process that confirms one calibration after the other, at random moments, and looks at what it left. */
@Tag("slow")
@Timeout(300)
class KilledConfirmTest {
    private static final int ROUNDS = 6;
    private static final String ID = "washer";

    @TempDir
    Path folder;

    @Test
    void theRecipeIsTheOldOneOrTheNewOneAndNothingIsLost() throws Exception {
        Home home = new Home(folder).create();
        new RecipeBook(home, Clock.systemUTC()).save(taught());
        Random random = new Random(20261122);
        int newest = 1;
        for (int round = 0; round < ROUNDS; round++) {
            List<Integer> told = killAfter(1 + random.nextInt(12));
            int last = told.get(told.size() - 1);
            assertThat(told).containsExactlyElementsOf(range(newest + 1, last));
            Recipe recipe = reopened(home);
            assertThat(recipe.version()).as("told " + last).isBetween(last, last + 1);
            newest = recipe.version();
            check(home, recipe);
        }
    }

    private static List<Integer> range(int from, int to) {
        return IntStream.rangeClosed(from, to).boxed().toList();
    }

    private static Recipe reopened(Home home) {
        RecipeBook book = new RecipeBook(home, Clock.systemUTC());
        assertThat(book.damaged()).isEmpty();
        new Calibrator(home, book, new AuditLog(home.audit()), Clock.systemUTC()); // adds what a crash left out
        return book.find(ID).orElseThrow();
    }

    private static void check(Home home, Recipe recipe) throws IOException {
        assertThat(recipe.calibration()).isEqualTo(Calibration.CALIBRATED);
        assertThat(recipe.rule().fail())
                .as("the limits of this very version")
                .isEqualTo(lowestDefect(recipe.version() - 1));
        AuditLog.Reading audit = new AuditLog(home.audit()).read();
        assertThat(audit.check().intact()).isTrue();
        assertThat(audit.acts())
                .extracting(AuditLog.Act::subject)
                .containsExactlyElementsOf(range(2, recipe.version()).stream()
                        .map(v -> ID + " v" + v)
                        .toList());
        Calibrator calibrator = new Calibrator(
                home, new RecipeBook(home, Clock.systemUTC()), new AuditLog(home.audit()), Clock.systemUTC());
        for (int version = 2; version <= recipe.version(); version++) {
            Calibrator.Papers papers = calibrator.papers(ID, version);
            assertThat(Files.readString(papers.html()).strip()).endsWith("</html>");
            Loader.loadPDF(papers.pdf().toFile()).close();
        }
    }

    /** Runs a confirmer until it told so many versions, kills it, and gives back all that it told. */
    private List<Integer> killAfter(int versions) throws Exception {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        assumeTrue(Files.exists(java) || Files.exists(java.resolveSibling("java.exe")), "no java launcher here");
        Process process = new ProcessBuilder(
                        java.toString(),
                        "-Xmx300m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Confirmer.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<Integer> told = new ArrayList<>();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = out.readLine(); line != null; line = readUnlessCut(out)) {
                if (line.startsWith("confirmed ") && line.endsWith(".")) {
                    told.add(Integer.parseInt(line.substring(10, line.length() - 1)));
                }
                if (told.size() == versions) {
                    process.destroyForcibly(); // SIGKILL, while the next one is confirmed
                }
            }
        }
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(told).isNotEmpty();
        return told;
    }

    private static String readUnlessCut(BufferedReader out) {
        try {
            return out.readLine();
        } catch (IOException e) {
            return null; // the pipe of a killed process closes under the reader
        }
    }

    private static Recipe taught() {
        return new Recipe(
                ID,
                1,
                "Washer M8",
                "usb:0",
                Optional.empty(),
                "ab".repeat(32),
                new DecisionRule(1, 2, 1, 0, ScoreSource.MODEL),
                new DisplayScale(0, 1),
                Calibration.GOOD_PARTS_ONLY,
                Instant.EPOCH);
    }

    /** The samples of every version differ, so that limits tell which version they belong to. */
    private static float lowestDefect(int before) {
        return 3 + before / 8f;
    }

    /** Runs in a process of its own: confirms without end and tells which versions are stored. */
    static final class Confirmer {
        private Confirmer() {}

        public static void main(String[] args) {
            Home home = new Home(Path.of(args[0]));
            RecipeBook book = new RecipeBook(home, Clock.systemUTC());
            Calibrator calibrator = new Calibrator(home, book, new AuditLog(home.audit()), Clock.systemUTC());
            while (true) {
                Recipe stored = calibrator.confirm(
                        proposal(book.find(ID).orElseThrow()),
                        new Calibrator.Confirmation(new Signature("E. Example", "again"), List.of(), Locale.ENGLISH));
                System.out.println("confirmed " + stored.version() + ".");
            }
        }

        private static Proposal proposal(Recipe recipe) {
            List<Scored> images = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                images.add(new Scored("good-" + i, "", "good", i / 10f));
                images.add(new Scored("bad-" + i, "", "dent", lowestDefect(recipe.version()) + i));
            }
            Scores scores = new Scores(ScoreSource.MODEL, 1, images, "cd".repeat(32));
            return Proposal.of(recipe, "loupe", scores, Policy.parse("zero-miss"), Optional.empty());
        }
    }
}
