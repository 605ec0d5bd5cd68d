package loupe.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import loupe.domain.Calibration;
import loupe.domain.DecisionRule;
import loupe.domain.DisplayScale;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;
import loupe.domain.Recipe;
import loupe.domain.Region;
import loupe.domain.ScoreSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecipeChangesTest {
    private static final float[] GOOD = {0.2f, 0.1f};
    private static final DecisionRule STRICTER = new DecisionRule(0.5, 0.88, 0.7, 3, ScoreSource.MODEL);

    @TempDir
    Path folder;

    private RecipeBook book;
    private RecipeChanges changes;
    private Recipe first;

    @BeforeEach
    void open() {
        Home home = new Home(folder).create();
        book = new RecipeBook(home, Clock.fixed(Instant.parse("2026-11-21T10:15:30Z"), ZoneOffset.UTC));
        changes = new RecipeChanges(book);
        first = book.save(
                new Recipe(
                        "washer",
                        1,
                        "Washer",
                        "usb:0",
                        Optional.empty(),
                        "ab".repeat(32),
                        new DecisionRule(0.5, 0.8, 0.7, 3, ScoreSource.MODEL),
                        new DisplayScale(0, 1),
                        Calibration.GOOD_PARTS_ONLY,
                        Instant.EPOCH),
                GOOD);
    }

    @Test
    void rollsBackToAnEqualVersionAndDeletesNothing() {
        Recipe second = book.save(first.withRule(STRICTER, Calibration.CALIBRATED));
        Recipe third = changes.rollBack("washer", 1);
        assertThat(third).isEqualTo(first.withVersion(3, third.madeAt()));
        assertThat(book.versions("washer")).containsExactly(3, 2, 1);
        assertThat(book.version("washer", 2)).isEqualTo(second);
        assertThat(RecipeDiff.between(first, third).changes()).isEmpty();
        assertThat(catchThrowableOfType(InspectionFault.class, () -> changes.rollBack("washer", 9))
                        .code())
                .isEqualTo(FaultCode.REC_01);
    }

    @Test
    void copiesUnderAnIdOfItsOwn() {
        Recipe copy = changes.duplicate("washer", "Washer");
        assertThat(copy.id()).isEqualTo("washer-2");
        assertThat(copy.version()).isEqualTo(1);
        assertThat(book.goodScores(copy)).containsExactly(0.1f, 0.2f);
        assertThat(changes.rename("washer-2", "Nut").name()).isEqualTo("Nut");
        assertThat(book.find("washer-2").orElseThrow().version()).isEqualTo(2);
    }

    @Test
    void putAwayIsOutOfTheListAndStillReadable() {
        book.setPutAway("washer", true);
        assertThat(book.list()).isEmpty();
        assertThat(book.putAway()).containsExactly(first);
        assertThat(book.find("washer")).contains(first);
        assertThat(book.freeId("washer")).isEqualTo("washer-2");
        book.setPutAway("washer", false);
        assertThat(book.list()).containsExactly(first);
        book.setPutAway("washer", true);
        changes.rollBack("washer", 1);
        assertThat(book.list()).as("a new version brings it back").hasSize(1);
    }

    @Test
    void goodScoresHoldAsLongAsModelRegionAndSourceDo() throws Exception {
        Recipe second = book.save(first.withRule(STRICTER, Calibration.CALIBRATED));
        assertThat(book.goodScores(second)).containsExactly(0.1f, 0.2f);
        Recipe third = book.save(second.withRegion(new Region(0, 0, 10, 10)));
        assertThat(book.goodScores(third)).isEmpty();
        Recipe fourth = book.save(third, new float[] {0.7f});
        assertThat(book.goodScores(fourth)).containsExactly(0.7f);
        assertThat(book.goodScores(second)).as("older versions keep theirs").hasSize(2);
        Files.writeString(folder.resolve("recipes/washer/v0004.good.json"), "{\"schema\":1,\"scores\":[\"x\"]}");
        assertThat(book.goodScores(fourth)).as("damaged = none").isEmpty();
    }

    @Test
    void goodScoresOfOneNumberAreNotThoseOfAnother() {
        DecisionRule byClass = DecisionRule.byClasses(0.5, 3, List.of());
        assertThat(book.goodScores(changes.judge("washer", byClass))).isEmpty();
        assertThat(book.goodScores(changes.judge("washer", STRICTER))).containsExactly(0.1f, 0.2f);
        DecisionRule area = new DecisionRule(1, 2, 0.7, 3, ScoreSource.MAP_AREA);
        assertThat(area.measuresLike(area.withLimits(5, 6, ScoreSource.MAP_AREA)))
                .isTrue();
        assertThat(area.measuresLike(area.withRegions(0.8, 3))).isFalse();
    }

    @Test
    void aVersionThatIsNotTheNewestBecomesIt() {
        Recipe second = changes.judge("washer", STRICTER);
        assertThat(changes.newest("washer", 2)).isEqualTo(second);
        Recipe third = changes.newest("washer", 1);
        assertThat(third.version()).isEqualTo(3);
        assertThat(third.rule()).isEqualTo(first.rule());
    }

    @Test
    void saysInWordsWhatDiffers() {
        Recipe second = first.withRule(STRICTER, Calibration.CALIBRATED).withRegion(new Region(10, 20, 300, 400));
        RecipeDiff diff = RecipeDiff.between(first, second);
        assertThat(diff.words(Locale.ENGLISH))
                .containsExactly(
                        "Calibration: good parts only → uncalibrated",
                        "Region, height: new, 400",
                        "Region, width: new, 300",
                        "Region, left edge: new, 10",
                        "Region, top edge: new, 20",
                        "Fail limit: 0.8 → 0.88 (+10%)");
        assertThat(RecipeDiff.between(second, first).words(Locale.GERMAN))
                .contains("Kalibrierung: nicht kalibriert → nur gute Teile", "Ausschnitt, Breite: entfernt, war 300");
        Recipe unset = first.withRule(
                new DecisionRule(Double.NaN, 0.8, 0.7, 3, ScoreSource.MAP_MAX), Calibration.UNCALIBRATED);
        assertThat(RecipeDiff.between(first, unset).words(Locale.CHINESE))
                .isEqualTo(List.of("标定：仅良品 → 未标定", "复检限：0.5 → 无", "判定分数：模型自带 → 图最大值"));
    }
}
