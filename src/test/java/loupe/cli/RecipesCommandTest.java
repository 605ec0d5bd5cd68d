package loupe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import loupe.config.Home;
import loupe.config.RecipeBook;
import loupe.domain.Calibration;
import loupe.domain.DecisionRule;
import loupe.domain.DisplayScale;
import loupe.domain.Recipe;
import loupe.domain.ScoreSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecipesCommandTest {
    @TempDir
    Path folder;

    private final Console console = new Console();
    private RecipeBook book;

    @BeforeEach
    void twoVersions() {
        book = new RecipeBook(new Home(folder.resolve("home")).create(), Clock.systemUTC());
        Recipe first = book.save(new Recipe(
                "washer",
                1,
                "Washer",
                "usb:0",
                Optional.empty(),
                book.storeModel("no network".getBytes(StandardCharsets.UTF_8)),
                new DecisionRule(0.5, 0.8, 0.7, 3, ScoreSource.MODEL),
                new DisplayScale(0, 1),
                Calibration.GOOD_PARTS_ONLY,
                Instant.EPOCH));
        book.save(first.withRule(new DecisionRule(0.5, 0.88, 0.7, 3, ScoreSource.MODEL), Calibration.GOOD_PARTS_ONLY));
    }

    private int run(Object... args) {
        String[] all = new String[args.length + 3];
        all[0] = "--home";
        all[1] = folder.resolve("home").toString();
        all[2] = "recipes";
        for (int i = 0; i < args.length; i++) {
            all[i + 3] = args[i].toString();
        }
        return console.run((Object[]) all);
    }

    @Test
    void comparesCopiesAndRollsBack() {
        int code = run("diff", "washer", 1, 2);
        assertThat(code).as(console.err()).isZero();
        assertThat(console.out()).contains("Fail limit: 0.8 → 0.88 (+10%)");
        assertThat(run("rollback", "washer", 1)).isZero();
        assertThat(console.out()).contains("washer v3");
        assertThat(run("diff", "washer", 1, 3)).isZero();
        assertThat(console.out()).contains("decide alike");
        assertThat(run("duplicate", "washer", "Nut M8")).isZero();
        assertThat(book.find("nut-m8").orElseThrow().rule().fail()).isEqualTo(0.8);
        assertThat(run("diff", "washer", 1, 9)).isEqualTo(LoupeCommand.FAULT);
        assertThat(console.err()).contains("REC-01");
    }

    @Test
    void writesOneFileAndRefusesWhatIsNone() throws IOException {
        Path file = folder.resolve("washer.loupe");
        assertThat(run("export", "washer", file, "--version-number", 1))
                .as(console.err())
                .isZero();
        assertThat(Files.size(file)).isPositive();
        assertThat(run("import", Files.writeString(folder.resolve("letter.loupe"), "Dear Sir")))
                .isEqualTo(LoupeCommand.FAULT);
        assertThat(console.err()).contains("REC-06");
        assertThat(run("import", file)).as("its model is none").isEqualTo(LoupeCommand.FAULT);
        assertThat(console.err()).contains("MOD-0");
        assertThat(book.list()).hasSize(1);
    }
}
