package loupe.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import loupe.calibrate.Policy;
import loupe.calibrate.Scored;
import loupe.config.Home;
import loupe.config.RecipeBook;
import loupe.domain.AnomalyMap;
import loupe.domain.Calibration;
import loupe.domain.DecisionRule;
import loupe.domain.DisplayScale;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;
import loupe.domain.Outcome;
import loupe.domain.Prediction;
import loupe.domain.Recipe;
import loupe.domain.Region;
import loupe.domain.SampleSet;
import loupe.domain.ScoreSource;
import loupe.domain.Timings;
import loupe.trace.AuditLog;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CalibratorTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T08:00:00Z"), ZoneOffset.UTC);
    private static final Signature SIGNED = new Signature(" E. Example ", "new <lamp> & lens");

    @TempDir
    Path folder;

    private Home home;
    private RecipeBook book;
    private AuditLog audit;
    private Calibrator calibrator;

    @BeforeEach
    void open() {
        home = new Home(folder).create();
        book = new RecipeBook(home, CLOCK);
        audit = new AuditLog(home.audit());
        calibrator = new Calibrator(home, book, audit, CLOCK);
        book.save(new Recipe(
                "washer",
                1,
                "Scheibe <M8> 垫圈",
                "usb:0",
                Optional.empty(),
                "ab".repeat(32),
                new DecisionRule(1, 2, 1, 0, ScoreSource.MODEL),
                new DisplayScale(0, 1),
                Calibration.GOOD_PARTS_ONLY,
                Instant.EPOCH));
    }

    private Proposal proposal(String policy, String review) {
        List<Scored> images = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            images.add(new Scored("good-" + i, "", "good", i / 10f));
        }
        for (int i = 0; i < 12; i++) {
            images.add(new Scored("bad-" + i, "", i % 2 == 0 ? "dent" : "scratch", 3 + i / 4f));
        }
        Scores scores = new Scores(ScoreSource.MODEL, 1, images, "cd".repeat(32));
        Optional<Policy> second = Optional.ofNullable(review).map(Policy::parse);
        return Proposal.of(book.find("washer").orElseThrow(), "loupe", scores, Policy.parse(policy), second)
                .verifiedOn(scores.board());
    }

    /** The model says the same of every part; only its map knows better. */
    private static Prediction blind(float peak) {
        float[] map = {0, 0, peak, peak};
        return new Prediction(0.5f, new AnomalyMap(2, 2, map, new Region(0, 0, 10, 10)), Timings.ZERO);
    }

    private static Scoring blindScoring(double pixel) {
        List<ScoredImage> images = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            Prediction prediction = blind(i < 20 ? i / 10f : 4 + i / 10f);
            Map<ScoreSource, Float> scores = new EnumMap<>(ScoreSource.class);
            for (ScoreSource source : ScoreSource.values()) {
                scores.put(source, source.of(prediction, new DecisionRule(0, 0, pixel, 0, source)));
            }
            SampleSet.Sample sample =
                    new SampleSet.Sample(Path.of("p" + i), i < 20 ? "good" : "dent", Optional.empty());
            images.add(new ScoredImage(sample, "ee".repeat(32), scores));
        }
        return new Scoring(images, List.of(), pixel);
    }

    @ParameterizedTest
    @EnumSource(
            value = ScoreSource.class,
            names = {"MAP_MAX", "MAP_TOP_MEAN"})
    void aRecipeCalibratedOnAnotherScoreIsDecidedByIt(ScoreSource source) {
        Proposal proposal = Proposal.of(
                book.find("washer").orElseThrow(),
                "loupe",
                blindScoring(1).by(source),
                Policy.parse("zero-miss"),
                Optional.empty());
        Recipe stored = calibrator.confirm(proposal, confirmation(Locale.ENGLISH));
        assertThat(stored.rule().source()).isEqualTo(source);
        Recipe read = book.find("washer").orElseThrow();
        assertThat(read.calibration()).isEqualTo(Calibration.CALIBRATED);
        assertThat(read.judge(blind(6)).outcome()).isEqualTo(Outcome.FAIL);
        assertThat(read.judge(blind(6)).score()).isEqualTo(6);
        assertThat(read.judge(blind(1.9f)).outcome()).isEqualTo(Outcome.PASS);
        DecisionRule byModel = new DecisionRule(
                read.rule().review(), read.rule().fail(), read.rule().pixel(), 0, ScoreSource.MODEL);
        assertThat(read.withRule(byModel, Calibration.CALIBRATED).calibration())
                .as("the evidence is of another score")
                .isEqualTo(Calibration.UNCALIBRATED);
    }

    @Test
    void anAreaKeepsTheThresholdThatItWasMeasuredWith() {
        Proposal proposal = Proposal.of(
                        book.find("washer").orElseThrow(),
                        "loupe",
                        blindScoring(2.5).by(ScoreSource.MAP_AREA),
                        Policy.parse("zero-miss"),
                        Optional.empty())
                .withRegions(0.7, 3);
        Recipe stored = calibrator.confirm(proposal, confirmation(Locale.ENGLISH));
        assertThat(stored.rule().pixel()).isEqualTo(2.5);
        assertThat(stored.rule().minimumArea()).isEqualTo(3);
        assertThat(stored.rule().fail()).as("half of 100 px²").isEqualTo(50);
        assertThat(stored.judge(blind(2.6f)).outcome()).isEqualTo(Outcome.FAIL);
        assertThat(stored.judge(blind(2.4f)).outcome()).isEqualTo(Outcome.PASS);
        DecisionRule other = new DecisionRule(50, 50, 2.4, 3, ScoreSource.MAP_AREA);
        assertThat(stored.withRule(other, Calibration.CALIBRATED).calibration()).isEqualTo(Calibration.UNCALIBRATED);
    }

    @Test
    void limitsBelongToTheCameraThatTookTheSamples() {
        Proposal made = proposal("zero-miss", null);
        Proposal seen = made.takenBy("usb:0?exposure=-5");
        assertThat(seen.recipe().calibration()).isEqualTo(Calibration.UNCALIBRATED);
        Recipe stored = calibrator.confirm(seen, confirmation(Locale.ENGLISH));
        assertThat(stored.source()).isEqualTo("usb:0?exposure=-5.0");
        assertThat(stored.calibration()).isEqualTo(Calibration.CALIBRATED);
        assertThat(Line.seenBy(stored, "usb:0?exposure=-5").calibration()).isEqualTo(Calibration.CALIBRATED);
        for (String other : List.of("usb:0", "usb:0?exposure=-4", "usb:1?exposure=-5", "demo:")) {
            assertThat(Line.seenBy(stored, other).calibration()).as(other).isEqualTo(Calibration.UNCALIBRATED);
        }
    }

    private static Calibrator.Confirmation confirmation(Locale locale) {
        return new Calibrator.Confirmation(SIGNED, List.of(), locale);
    }

    @Test
    void aConfirmedProposalIsANewVersionWithPapersAndAnEntry() throws Exception {
        Recipe stored = calibrator.confirm(proposal("false-alarms=0.05", "zero-miss"), confirmation(Locale.GERMAN));
        assertThat(stored.version()).isEqualTo(2);
        assertThat(stored.calibration()).isEqualTo(Calibration.CALIBRATED);
        assertThat(stored.rule().review()).isEqualTo(3);
        assertThat(stored.rule().pixel())
                .as("was the review limit, so it follows")
                .isEqualTo(3);
        assertThat(book.find("washer")).contains(stored);
        assertThat(book.goodScores(stored)).hasSize(40);
        assertThat(stored.evidence().orElseThrow().policies()).containsExactly("false-alarms=0.05", "zero-miss");
        assertThat(audit.read().check().intact()).isTrue();
        assertThat(audit.read().acts())
                .containsExactly(
                        new AuditLog.Act(CLOCK.instant(), "calibrate", "washer v2", "E. Example", "new <lamp> & lens"));
        Calibrator.Papers papers = calibrator.papers("washer", 2);
        String html = Files.readString(papers.html());
        assertThat(html)
                .contains("Kalibrierschein", "Scheibe &lt;M8&gt; 垫圈", "new &lt;lamp&gt; &amp; lens", "ab".repeat(32))
                .doesNotContain("<lamp>")
                .doesNotContain("<script")
                .doesNotContainPattern("(src|href)=\"(?!data:)");
        try (PDDocument pdf = Loader.loadPDF(papers.pdf().toFile())) {
            String text = new PDFTextStripper().getText(pdf);
            assertThat(text)
                    .contains("KALIBRIERSCHEIN", "Scheibe <M8>", "E. Example", "cd".repeat(32))
                    .contains("Geprüft an zurückgehaltenen Teilen");
        }
    }

    @Test
    void whateverChangesLaterIsUncalibrated() {
        Recipe stored = calibrator.confirm(proposal("zero-miss", null), confirmation(Locale.ENGLISH));
        Recipe cropped = book.save(stored.withRegion(new Region(0, 0, 10, 10)));
        assertThat(book.find("washer").orElseThrow().calibration()).isEqualTo(Calibration.UNCALIBRATED);
        assertThat(cropped.evidence())
                .as("what was proved once stays on record")
                .isPresent();
    }

    @Test
    void goodPartsAloneProveLess() {
        Recipe stored = calibrator.confirm(proposal("good-only=0.05", null), confirmation(Locale.CHINESE));
        assertThat(stored.calibration()).isEqualTo(Calibration.GOOD_PARTS_ONLY);
    }

    @Test
    void aStopBeforeTheVersionIsWrittenLeavesTheOldOneActive() throws Exception {
        Proposal proposal = proposal("zero-miss", null);
        Recipe before = book.find("washer").orElseThrow();
        Files.createDirectories(calibrator.papers("washer", 2).pdf().resolve("in the way"));
        assertThatThrownBy(() -> calibrator.confirm(proposal, confirmation(Locale.ENGLISH)))
                .isInstanceOfSatisfying(
                        InspectionFault.class, f -> assertThat(f.code()).isEqualTo(FaultCode.CFG_02));
        RecipeBook reopened = new RecipeBook(home, CLOCK);
        assertThat(reopened.find("washer")).contains(before);
        assertThat(reopened.damaged()).isEmpty();
        assertThat(audit.read().acts()).isEmpty();
    }

    @Test
    void aStopAfterTheVersionIsWrittenIsMadeGoodWhenOpenedAgain() throws Exception {
        Files.createDirectories(home.audit());
        Calibrator blind = new Calibrator(
                home, book, new AuditLog(home.audit().resolve("missing").resolve("x")), CLOCK);
        Files.write(home.audit().resolve("missing"), new byte[0]); // a file where a folder is needed
        Recipe stored = blind.confirm(proposal("zero-miss", null), confirmation(Locale.ENGLISH));
        assertThat(stored.version()).isEqualTo(2);
        Files.delete(home.audit().resolve("missing"));
        Files.delete(home.audit());
        new Calibrator(home, book, audit, CLOCK);
        assertThat(audit.read().acts()).extracting(AuditLog.Act::subject).containsExactly("washer v2");
        new Calibrator(home, book, audit, CLOCK);
        assertThat(audit.read().acts()).as("once").hasSize(1);
    }

    @Test
    void aRecipeThatWasChangedMeanwhileIsNotConfirmed() {
        Proposal proposal = proposal("zero-miss", null);
        book.save(proposal.recipe().withRegion(new Region(0, 0, 10, 10)));
        assertThatThrownBy(() -> calibrator.confirm(proposal, confirmation(Locale.ENGLISH)))
                .isInstanceOfSatisfying(
                        InspectionFault.class, f -> assertThat(f.code()).isEqualTo(FaultCode.REC_02));
        assertThat(book.versions("washer")).containsExactly(2, 1);
    }

    @Test
    void nobodyConfirmsWithoutNameAndReason() {
        assertThatThrownBy(() -> new Signature("  ", "why")).isInstanceOf(InspectionFault.class);
        assertThatThrownBy(() -> new Signature("who", "")).isInstanceOf(InspectionFault.class);
    }
}
