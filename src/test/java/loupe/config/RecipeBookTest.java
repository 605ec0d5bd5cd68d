package loupe.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import loupe.domain.Calibration;
import loupe.domain.ClassRule;
import loupe.domain.DecisionRule;
import loupe.domain.DefectClass;
import loupe.domain.DisplayScale;
import loupe.domain.Evidence;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;
import loupe.domain.Outcome;
import loupe.domain.Recipe;
import loupe.domain.Region;
import loupe.domain.ScoreSource;
import loupe.domain.Tiling;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecipeBookTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:15:30.123456Z");
    /** SHA-256 of "abc", from FIPS 180-2 appendix B.1. */
    private static final String ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @TempDir
    Path folder;

    private Home home;
    private RecipeBook book;

    @BeforeEach
    void open() {
        home = new Home(folder).create();
        book = reopened();
    }

    private RecipeBook reopened() {
        return new RecipeBook(home, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static Recipe recipe(String id) {
        return new Recipe(
                id,
                77,
                "Scheibe M8 “fein” 垫圈",
                "usb:0",
                Optional.of(new Region(0.1, 2, 300.25, 1e-3)),
                ABC,
                new DecisionRule(0.1 + 0.2, 1.0 / 3, Double.MIN_VALUE, 12.5, ScoreSource.MAP_TOP_MEAN),
                new DisplayScale(-1.5, 2.25),
                Calibration.GOOD_PARTS_ONLY,
                Instant.EPOCH);
    }

    @Test
    void givesBackExactlyWhatWasStored() {
        Recipe stored = book.save(recipe("washer"));
        assertThat(stored).isEqualTo(recipe("washer").withVersion(1, NOW));
        assertThat(reopened().find("washer")).contains(stored);
        assertThat(reopened().version("washer", 1)).isEqualTo(stored);
        assertThat(home.recipes().resolve("washer/v0001.json")).exists();
    }

    @Test
    void keepsThresholdsThatJsonHasNoWordFor() {
        Recipe r = recipe("odd");
        DecisionRule rule =
                new DecisionRule(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, Double.NaN, 0, ScoreSource.MODEL);
        book.save(r.withRule(rule, Calibration.UNCALIBRATED));
        assertThat(reopened().find("odd").orElseThrow().rule()).isEqualTo(rule);
    }

    @Test
    void neverReusesAVersion() throws IOException {
        for (int i = 1; i <= 3; i++) {
            assertThat(book.save(recipe("a")).version()).isEqualTo(i);
        }
        Files.writeString(home.recipes().resolve("a/v0007.json"), "damaged");
        assertThat(book.save(recipe("a")).version()).isEqualTo(8);
        assertThat(book.versions("a")).containsExactly(8, 7, 3, 2, 1);
    }

    @Test
    void offersThePreviousVersionOfADamagedOne() throws IOException {
        Recipe first = book.save(recipe("a"));
        book.save(recipe("a"));
        Recipe other = book.save(recipe("b"));
        Files.writeString(home.recipes().resolve("a/v0002.json"), "{\"schema\": 1, \"id\": \"a\"");
        assertThat(book.list()).containsExactly(first, other);
        assertThat(book.damaged()).extracting(InspectionFault::code).containsExactly(FaultCode.REC_02);
        assertThat(codeOf(() -> book.version("a", 2))).isEqualTo(FaultCode.REC_02);
    }

    @Test
    void refusesWhatIsNotTheRecipeItClaimsToBe() throws IOException {
        book.save(recipe("a"));
        Path file = home.recipes().resolve("a/v0001.json");
        String json = Files.readString(file);
        for (String wrong : List.of(
                json.replace("\"id\" : \"a\"", "\"id\" : \"b\""),
                json.replace("\"schema\" : 3", "\"schema\" : 4"),
                json.replace("\"fail\"", "\"fall\""),
                json.replace("\"good_parts_only\"", "\"certainly\""),
                json.replace("2.25", "-2.25"),
                json.replace(NOW.toString(), "yesterday"),
                json.replace("\"version\" : 1", "\"version\" : 1, \"version\" : 1"))) {
            assertThat(wrong).isNotEqualTo(json);
            Files.writeString(file, wrong);
            assertThat(codeOf(() -> book.find("a"))).as(wrong).isEqualTo(FaultCode.REC_02);
        }
    }

    @Test
    void letsNoIdLeaveItsFolder() {
        for (String id : List.of("", "..", "../x", "a/b", "a\\b", "A", "-a", "ä", "a".repeat(65), "a\0")) {
            assertThatIllegalArgumentException().isThrownBy(() -> book.save(recipe(id)));
            assertThat(book.find(id)).isEmpty();
            assertThat(book.versions(id)).isEmpty();
            assertThat(codeOf(() -> book.version(id, 1))).isEqualTo(FaultCode.REC_01);
        }
    }

    @Test
    void makesIdsFromNames() {
        assertThat(RecipeBook.idFor("  Washer M8 (fine) ")).isEqualTo("washer-m8-fine");
        assertThat(RecipeBook.idFor("垫圈")).isEqualTo("recipe");
        assertThat(RecipeBook.idFor("x".repeat(99))).hasSize(48);
    }

    @Test
    void keepsModelsByTheirContent() throws IOException {
        byte[] model = "abc".getBytes(StandardCharsets.US_ASCII);
        assertThat(book.storeModel(model)).isEqualTo(ABC);
        assertThat(book.storeModel(model)).isEqualTo(ABC);
        Path path = book.modelPath(recipe("a"));
        assertThat(path).isEqualTo(home.models().resolve(ABC + ".onnx")).hasBinaryContent(model);
        Files.writeString(path, "abd");
        assertThat(codeOf(() -> reopened().modelPath(recipe("a")))).isEqualTo(FaultCode.MOD_05);
        assertThat(reopened().storeModel(model)).isEqualTo(ABC);
        assertThat(path).hasBinaryContent(model);
        Files.delete(path);
        assertThat(codeOf(() -> reopened().modelPath(recipe("a")))).isEqualTo(FaultCode.MOD_05);
    }

    private static FaultCode codeOf(ThrowingCallable call) {
        return catchThrowableOfType(InspectionFault.class, call).code();
    }

    @Test
    void evidenceAndScaleAreKept() {
        Recipe plain = recipe("washer").withScale(0.04);
        Evidence evidence = new Evidence(
                Evidence.binding(
                        plain.modelSha256(), "loupe", plain.region(), plain.tiling(), plain.source(), plain.rule()),
                "loupe",
                plain.rule().review(),
                plain.rule().fail(),
                List.of("false-alarms=0.01", "zero-miss"),
                List.of("Mit 95 % Vertrauen …"),
                new Evidence.Counts(5, 4, 3, 2, 1, 0),
                "ef".repeat(32),
                2,
                "Ä. Müller",
                "Los 7",
                NOW);
        Recipe confirmed = plain.confirmed(plain.rule(), plain.scale(), Calibration.CALIBRATED, evidence);
        Recipe stored = book.save(confirmed);
        assertThat(book.find("washer")).contains(stored);
        assertThat(stored.evidence()).contains(evidence);
        assertThat(stored.calibration()).isEqualTo(Calibration.CALIBRATED);
        assertThat(stored.millimetresPerPixel()).hasValue(0.04);
    }

    @Test
    void rulesOfClassesAreKept() throws Exception {
        Recipe plain = recipe("washer");
        List<ClassRule> classes = List.of(
                new ClassRule(new DefectClass(1, "Kratzer"), OptionalDouble.of(0.3), 20, 0, Outcome.FAIL),
                new ClassRule(new DefectClass(7, "a.b {0}"), OptionalDouble.empty(), 2.5, 3, Outcome.REVIEW));
        Recipe ruled = plain.withRule(DecisionRule.byClasses(0.5, 4, classes), Calibration.UNCALIBRATED);
        Recipe stored = book.save(ruled);
        assertThat(book.find("washer").orElseThrow().rule()).isEqualTo(ruled.rule());
        Path file = folder.resolve("recipes/washer/v0001.json");
        String text = Files.readString(file);
        assertThat(text).contains("\"schema\" : 3");
        for (String wrong : List.of(
                text.replace("\"most\" : 3", "\"most\" : -1"),
                text.replace("\"most\" : 3", "\"most\" : 1.5"),
                text.replace("\"review\"", "\"pass\""),
                text.replace("\"7\"", "\"x\""))) {
            assertThat(wrong).isNotEqualTo(text);
            Files.writeString(file, wrong);
            assertThat(codeOf(() -> book.find("washer"))).as(wrong).isEqualTo(FaultCode.REC_02);
        }
        List<ClassRule> fewer =
                List.of(new ClassRule(new DefectClass(7, "a.b {0}"), OptionalDouble.empty(), 2.5, 4, Outcome.FAIL));
        Recipe next = stored.withRule(DecisionRule.byClasses(0.5, 4, fewer), Calibration.UNCALIBRATED);
        assertThat(RecipeDiff.between(stored, next).words(java.util.Locale.ENGLISH))
                .containsExactly(
                        "Class Kratzer: consequence: removed, was fail",
                        "Class Kratzer: smallest region, px²: removed, was 20",
                        "Class Kratzer: regions permitted: removed, was 0",
                        "Class Kratzer: pixel limit: removed, was 0.3",
                        "Class a.b {0}: consequence: review → fail",
                        "Class a.b {0}: regions permitted: 3 → 4 (+33.3%)");
    }

    /** Written by earlier versions of Loupe: no evidence and no scale, then no tiles. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void theOlderFormatsAreRead(int schema) throws Exception {
        Recipe stored = book.save(recipe("washer"));
        Path file = folder.resolve("recipes/washer/v0001.json");
        String text = Files.readString(file);
        assertThat(text).contains("\"schema\" : 3").doesNotContain("evidence").doesNotContain("tiles");
        Files.writeString(file, text.replace("\"schema\" : 3", "\"schema\" : " + schema));
        assertThat(book.find("washer")).contains(stored);
    }

    @Test
    void tilesAreStoredComparedAndSane() throws Exception {
        Recipe plain = book.save(recipe("washer"), new float[] {1, 2});
        Tiling tiles = new Tiling(512, 384, 0.25);
        Recipe tiled = new RecipeChanges(book).look("washer", plain.region(), Optional.of(tiles));
        assertThat(book.find("washer").orElseThrow().tiling()).contains(tiles);
        assertThat(book.goodScores(tiled)).as("scored in another way").isEmpty();
        assertThat(RecipeDiff.between(plain, tiled).words(Locale.ENGLISH))
                .contains("Tiles, width: new, 512")
                .allSatisfy(w -> assertThat(w).doesNotContain("tiles."));
        Path file = folder.resolve("recipes/washer/v0002.json");
        String text = Files.readString(file);
        for (String wrong : List.of("512", "-1", "1e9")) {
            Files.writeString(file, text.replace("0.25", "0.75").replace("512", wrong));
            assertThat(codeOf(() -> book.version("washer", 2))).isEqualTo(FaultCode.REC_02);
        }
    }
}
