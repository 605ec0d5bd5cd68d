package loupe.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import loupe.config.Home;
import loupe.domain.Calibration;
import loupe.domain.DecisionRule;
import loupe.domain.DisplayScale;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;
import loupe.domain.Recipe;
import loupe.domain.ScoreSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which product is judged after a start: never another one than before, unasked. */
class ActiveRecipeTest {
    @TempDir
    Path folder;

    private Workstation station;

    @BeforeEach
    void open() {
        station = Workstation.open(new Home(folder));
    }

    @AfterEach
    void close() {
        station.close();
    }

    @Test
    void theOneUsedLast() {
        save("a");
        save("b");
        station.settings().update(s -> s.withActiveRecipe("b"));
        assertThat(station.activeRecipe()).map(Recipe::id).contains("b");
    }

    @Test
    void noOtherOneWhenTheOneUsedLastIsGone() {
        save("a");
        station.settings().update(s -> s.withActiveRecipe("gone"));
        assertFault(FaultCode.REC_01);
    }

    @Test
    void noneWhenThereIsNoneAtAll() {
        assertThat(station.activeRecipe()).isEmpty();
        station.settings().update(s -> s.withActiveRecipe("gone"));
        assertThat(station.activeRecipe()).isEmpty();
    }

    @Test
    void theOnlyOneOrTheDemoElseAPersonChooses() {
        save("b");
        assertThat(station.activeRecipe()).map(Recipe::id).contains("b");
        save("a");
        assertFault(FaultCode.REC_05);
        save(Teacher.DEMO);
        assertThat(station.activeRecipe()).map(Recipe::id).contains(Teacher.DEMO);
    }

    @Test
    void aDamagedOneIsNotReplacedByAnother() throws IOException {
        save("a");
        Files.writeString(Files.createDirectories(folder.resolve("recipes/b")).resolve("v0001.json"), "{");
        station.settings().update(s -> s.withActiveRecipe("b"));
        assertFault(FaultCode.REC_02);
        station.settings().update(s -> s.withActiveRecipe(""));
        assertFault(FaultCode.REC_05);
    }

    private void assertFault(FaultCode code) {
        assertThatThrownBy(station::activeRecipe)
                .isInstanceOfSatisfying(
                        InspectionFault.class, f -> assertThat(f.code()).isEqualTo(code));
    }

    private void save(String id) {
        station.recipes()
                .save(new Recipe(
                        id,
                        0,
                        id,
                        "demo:",
                        Optional.empty(),
                        "0".repeat(64),
                        new DecisionRule(1, 2, 1, 0, ScoreSource.MODEL),
                        new DisplayScale(0, 1),
                        Calibration.GOOD_PARTS_ONLY,
                        Instant.EPOCH));
    }
}
