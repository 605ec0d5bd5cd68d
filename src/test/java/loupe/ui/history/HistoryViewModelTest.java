package loupe.ui.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import javafx.beans.property.SimpleObjectProperty;
import loupe.calibrate.DriftLamp;
import loupe.config.Home;
import loupe.config.RecipeBook;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;
import loupe.domain.Outcome;
import loupe.domain.Recipe;
import loupe.imaging.HeatMapStyle;
import loupe.samples.TeachingPictures;
import loupe.trace.Journal;
import loupe.trace.JournalFilter;
import loupe.trace.VerdictOverride;
import loupe.ui.PastParts;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What History decides, over a journal of some thousand parts; no toolkit, everything on one thread. */
class HistoryViewModelTest {
    @TempDir
    static Path folder;

    private static Home home;
    private static Journal journal;
    private static Recipe newest;

    private final List<VerdictOverride> words = new ArrayList<>();
    private final List<TeachingPictures> taught = new ArrayList<>();
    private HistoryViewModel model;

    @BeforeAll
    static void past() {
        home = new Home(folder).create();
        RecipeBook book = new RecipeBook(home, Clock.systemUTC());
        newest = PastParts.recipes(book);
        journal = Journal.open(home.journalDatabase());
        PastParts.write(journal, home.archive(), book, newest);
    }

    @AfterAll
    static void close() {
        journal.close();
    }

    @BeforeEach
    void open() {
        model = model(journal, new RecipeBook(home, Clock.systemUTC()));
        model.refresh();
    }

    private HistoryViewModel model(Journal of, RecipeBook book) {
        HistoryDesk desk = new HistoryDesk(
                of, home.archive(), book, book::goodScores, words::add, () -> "ada", taught::add, PastParts.noShadow());
        return new HistoryViewModel(
                desk, new SimpleObjectProperty<>(HeatMapStyle.DEFAULT), Runnable::run, Runnable::run);
    }

    @Test
    void readsPageAfterPage() {
        assertThat(model.rows()).hasSize(HistoryViewModel.PAGE);
        assertThat(model.countProperty().get()).isEqualTo(PastParts.ROWS);
        assertThat(model.rows().get(0).row().frame().id()).isEqualTo(PastParts.ROWS - 1);
        model.more();
        assertThat(model.rows()).hasSize(2 * HistoryViewModel.PAGE);
        for (int i = 0; i < 50; i++) {
            model.more();
        }
        assertThat(model.rows()).hasSize(PastParts.ROWS).doesNotHaveDuplicates();
        assertThat(model.recipes()).containsExactly("flange");
        assertThat(model.lots()).hasSize(9).startsWith("L2048");
    }

    @Test
    void filters() {
        model.filter(f -> f.withOutcomes(Set.of(Outcome.FAIL)));
        assertThat(model.rows()).isNotEmpty().allMatch(r -> r.row().outcome() == Outcome.FAIL);
        model.filter(f -> f.withLot(Optional.of("L2048")).withOutcomes(JournalFilter.ALL.outcomes()));
        assertThat(model.rows())
                .hasSize(PastParts.DRAWN)
                .allMatch(r -> r.row().lot().equals(Optional.of("L2048")));
        model.filter(f -> JournalFilter.ALL.withWord(JournalFilter.Word.GIVEN));
        assertThat(model.rows()).isNotEmpty().allMatch(r -> r.word().isPresent());
        assertThat(model.countProperty().get()).isEqualTo(model.rows().size());
        model.filter(f -> f.withRecipe(Optional.of("nobody")));
        assertThat(model.rows()).isEmpty();
        assertThat(model.selectedProperty().get()).isEmpty();
        assertThat(model.trend().trendProperty().get()).isEmpty();
        assertThat(model.whatIf().caseProperty().get()).isEmpty();
        assertThat(model.faultProperty().get()).isEmpty();
    }

    /** A verdict is not the truth: what failed is no defect before somebody says so. */
    @Test
    void teachesFromWhatPassedAndFromWhatPeopleSaid() {
        JournalFilter drawn = JournalFilter.ALL.withLot(Optional.of("L2048"));
        model.filter(f -> drawn);
        model.export().teach(drawn);
        TeachingPictures parts = taught.get(0);
        List<HistoryRow> rows = model.rows();
        assertThat(parts.good()).hasSize((int)
                count(rows, r -> said(r).orElse(r.row().outcome() == Outcome.PASS)));
        assertThat(parts.defects()).hasSize((int)
                count(rows, r -> said(r).filter(g -> !g).isPresent()));
        assertThat(parts.all()).isNotEmpty().allMatch(Files::isRegularFile);
        assertThatThrownBy(() -> model.export().teach(drawn.withRecipe(Optional.of("nobody"))))
                .hasMessageContaining("TEA-12");
    }

    private static Optional<Boolean> said(HistoryRow row) {
        return row.word().map(VerdictOverride::good);
    }

    private static long count(List<HistoryRow> rows, Predicate<HistoryRow> which) {
        return rows.stream()
                .filter(r -> r.row().stored().image().isPresent())
                .filter(which)
                .count();
    }

    @Test
    void opensAPartWithItsMap() {
        OpenedPart part = model.openedProperty().get().orElseThrow();
        assertThat(part.image().isEmpty()).isFalse();
        assertThat(part.map().orElseThrow().width()).isEqualTo(64);
        assertThat(part.picture().orElseThrow().heat().orElseThrow().scale()).isEqualTo(newest.scale());
        assertThat(part.fault()).isEmpty();
        model.step(1);
        assertThat(model.openedProperty().get().orElseThrow().row())
                .isEqualTo(model.rows().get(1));
        HistoryRow bare = model.rows().get(PastParts.DRAWN);
        model.select(bare);
        assertThat(model.openedProperty().get().orElseThrow().missing()).contains("never");
        assertThat(model.openedProperty().get().orElseThrow().picture()).isEmpty();
    }

    @Test
    void saysWhatIsMissingOrDamaged() throws IOException {
        HistoryRow row = model.rows().get(5);
        Path image = home.archive().resolve(row.row().stored().image().orElseThrow());
        Path map = home.archive().resolve(row.row().stored().map().orElseThrow());
        byte[] before = Files.readAllBytes(map);
        byte[] damaged = before.clone();
        damaged[60] ^= 1;
        Files.write(map, damaged);
        model.select(row);
        OpenedPart part = model.openedProperty().get().orElseThrow();
        assertThat(part.fault().orElseThrow().code()).isEqualTo(FaultCode.IMG_01);
        assertThat(part.picture()).as("the picture is shown all the same").isPresent();
        Files.write(map, before);
        Path aside = Files.move(image, image.resolveSibling("aside"));
        model.select(model.rows().get(6));
        model.select(row);
        assertThat(model.openedProperty()
                        .get()
                        .orElseThrow()
                        .fault()
                        .orElseThrow()
                        .code())
                .isEqualTo(FaultCode.IMG_05);
        Files.move(aside, image);
    }

    @Test
    void worksWithoutTheRecipe() {
        HistoryViewModel lonely = model(journal, new RecipeBook(new Home(folder.resolve("none")), Clock.systemUTC()));
        lonely.refresh();
        OpenedPart part = lonely.openedProperty().get().orElseThrow();
        assertThat(part.row().recipe()).isEmpty();
        assertThat(part.row().score()).isNaN();
        assertThat(part.picture().orElseThrow().heat().orElseThrow().scale().one())
                .as("the limit that was written down")
                .isEqualTo(newest.rule().pixel());
        assertThat(lonely.trend().trendProperty().get().orElseThrow().lamp().state())
                .isEqualTo(DriftLamp.State.DARK);
        assertThat(lonely.whatIf().caseProperty().get()).isEmpty();
        assertThat(lonely.faultProperty().get()).isEmpty();
    }

    @Test
    void anEmptyJournalIsNoFault() {
        try (Journal empty = Journal.open(folder.resolve("empty/journal.db"))) {
            HistoryViewModel bare = model(empty, new RecipeBook(home, Clock.systemUTC()));
            bare.refresh();
            bare.more();
            bare.step(1);
            bare.override(true, "");
            assertThat(bare.rows()).isEmpty();
            assertThat(bare.trend().trendProperty().get()).isEmpty();
            assertThat(bare.faultProperty().get()).isEmpty();
            assertThat(words).isEmpty();
        }
    }

    @Test
    void keepsAPersonsWord() {
        model.override(false, " a dent ");
        assertThat(words).hasSize(1);
        VerdictOverride word = words.get(0);
        assertThat(word.inspectionId()).isEqualTo(model.rows().get(0).row().id());
        assertThat(word.who()).isEqualTo("ada");
        assertThat(word.good()).isFalse();
        assertThat(word.reason()).isEqualTo("a dent");
        assertThat(model.rows().get(0).word()).contains(word);
        assertThat(model.rows().get(0).row().outcome()).as("the verdict stays").isNotNull();
    }

    @Test
    void seesTheDriftThatWasPutIn() {
        Trend trend = model.trend().trendProperty().get().orElseThrow();
        assertThat(trend.id()).isEqualTo("flange");
        assertThat(trend.lamp().state()).isEqualTo(DriftLamp.State.RED);
        assertThat(trend.lamp().drift().shift()).isGreaterThan(0.55);
        assertThat(trend.lamp().recent()).isGreaterThan(250);
        double parts = trend.yield().stream().mapToLong(Trend.Point::parts).sum();
        double passed =
                trend.yield().stream().mapToDouble(p -> p.value() * p.parts()).sum();
        assertThat(passed / parts).isEqualTo(trend.yield().get(0).centre(), within(1e-9));
        assertThat(trend.yield()).allMatch(p -> p.lower() <= p.centre() && p.centre() <= p.upper());
        assertThat(trend.score()).hasSameSizeAs(trend.yield());
    }

    @Test
    void triesOtherLimitsOnTheLastParts() {
        WhatIfViewModel whatIf = model.whatIf();
        WhatIfViewModel.Case before = whatIf.caseProperty().get().orElseThrow();
        assertThat(before.result().parts()).isEqualTo(PastParts.ROWS);
        assertThat(before.left()).isZero();
        assertThat(before.byVersion()).containsOnlyKeys(2, 3);
        assertThat(before.recipe()).isEqualTo(newest);
        whatIf.setFail(0.3);
        WhatIfViewModel.Case strict = whatIf.caseProperty().get().orElseThrow();
        assertThat(strict.review()).as("pushed along").isEqualTo(0.3);
        assertThat(strict.result().would(Outcome.PASS))
                .isLessThan(before.result().would(Outcome.PASS));
        assertThat(strict.result().known().escapes()).isZero();
        whatIf.setReview(2);
        assertThat(whatIf.caseProperty().get().orElseThrow().result().known().escapes())
                .isEqualTo(before.result().known().bad());
        whatIf.reset();
        assertThat(whatIf.caseProperty().get().orElseThrow().result().table())
                .isDeepEqualTo(before.result().table());
    }

    @Test
    void writesTheRowsOfTheFilter() throws IOException {
        Path csv = folder.resolve("rows.csv");
        model.export().csv(JournalFilter.ALL, csv);
        List<String> lines = Files.readAllLines(csv);
        assertThat(lines).hasSize(1 + PastParts.ROWS);
        assertThat(lines.get(0)).startsWith("id,at,lot,recipe,version,camera,frame,outcome,score");
        assertThat(lines.get(1)).contains(",L2048,flange,3,demo line,3999,");
        Path blocked = Files.writeString(folder.resolve("file"), "").resolve("rows.csv");
        model.inBackground(() -> model.export().csv(JournalFilter.ALL, blocked));
        InspectionFault fault = model.faultProperty().get().orElseThrow();
        assertThat(fault.code()).isEqualTo(FaultCode.CFG_02);
    }

    @Test
    void writesTheReportOfALot() throws IOException {
        Path html = folder.resolve("lot.html");
        model.export().lot("L2048", html, Locale.ENGLISH);
        String page = Files.readString(html);
        long passed = model.rows().stream()
                .limit(PastParts.DRAWN)
                .filter(r -> r.row().outcome() == Outcome.PASS)
                .count();
        assertThat(page).contains("Lot L2048", passed + " of 24 parts with a verdict passed", "flange v3 (24)");
        assertThat(page.split("data:image/png", -1)).hasSize(1 + PastParts.DRAWN - (int) passed);
        assertThat(Files.readAllLines(folder.resolve("lot.csv"))).hasSize(1 + PastParts.DRAWN);
        model.export().lot("<b>none</b>", html, Locale.GERMAN);
        assertThat(Files.readString(html))
                .contains("&lt;b&gt;none", "Kein Teil dieses Loses")
                .doesNotContain("<b>none");
    }
}
