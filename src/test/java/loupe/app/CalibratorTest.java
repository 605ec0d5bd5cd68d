package loupe.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import loupe.calibrate.Confusion;
import loupe.calibrate.Decision;
import loupe.calibrate.Policy;
import loupe.calibrate.Scoreboard;
import loupe.calibrate.Scored;
import loupe.config.Home;
import loupe.config.RecipeBook;
import loupe.domain.Calibration;
import loupe.domain.DecisionRule;
import loupe.domain.DisplayScale;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;
import loupe.domain.Recipe;
import loupe.domain.Region;
import loupe.domain.ScoreSource;
import loupe.trace.AuditLog;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
        Decision decision = Decision.of(
                Policy.parse(policy), Optional.ofNullable(review).map(Policy::parse), Scoreboard.of(images));
        return Proposal.of(book.find("washer").orElseThrow(), "loupe", images, "cd".repeat(32), decision);
    }

    private static Calibrator.Confirmation confirmation(Locale locale) {
        Optional<Confusion> verified = Optional.of(new Confusion(18, 1, 1, 0, 2, 4));
        return new Calibrator.Confirmation(SIGNED, verified, List.of(), locale);
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
        assertThat(audit.read().intact()).isTrue();
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

    @Test
    void theAuditLogShowsWhatWasChanged() throws Exception {
        for (int i = 0; i < 3; i++) {
            audit.add(
                    new AuditLog.Act(CLOCK.instant().plusSeconds(i), "calibrate", "a v" + i, "me", "line\nbreak " + i));
        }
        assertThat(audit.read().intact()).isTrue();
        assertThat(audit.read().acts()).hasSize(3);
        String whole = Files.readString(home.audit());
        Files.writeString(home.audit(), whole.replace("\"a v1\"", "\"b v1\""));
        assertThat(audit.read().intact()).as("a line was changed").isFalse();
        Files.writeString(home.audit(), whole.substring(whole.indexOf('\n') + 1));
        assertThat(audit.read().intact()).as("a line is missing").isFalse();
        Files.write(home.audit(), (whole + "{\"at\":\"20").getBytes(StandardCharsets.UTF_8)); // a power cut
        audit.add(new AuditLog.Act(CLOCK.instant(), "calibrate", "after", "me", "again"));
        AuditLog.Reading reading = audit.read();
        assertThat(reading.intact()).isFalse();
        assertThat(reading.acts()).extracting(AuditLog.Act::subject).containsExactly("a v0", "a v1", "a v2", "after");
    }
}
