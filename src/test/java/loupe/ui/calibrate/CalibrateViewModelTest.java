package loupe.ui.calibrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import javafx.beans.property.SimpleObjectProperty;
import loupe.app.AlikeParts;
import loupe.app.Line;
import loupe.app.Proposal;
import loupe.calibrate.Confusion;
import loupe.calibrate.Detectability;
import loupe.calibrate.Rate;
import loupe.domain.AnomalyMap;
import loupe.domain.Calibration;
import loupe.domain.DecisionRule;
import loupe.domain.Detector;
import loupe.domain.DetectorInfo;
import loupe.domain.DisplayScale;
import loupe.domain.FaultCode;
import loupe.domain.Image;
import loupe.domain.InspectionFault;
import loupe.domain.Inspector;
import loupe.domain.PixelOrder;
import loupe.domain.Prediction;
import loupe.domain.Recipe;
import loupe.domain.Region;
import loupe.domain.ScoreSource;
import loupe.domain.Timings;
import loupe.imaging.HeatMapStyle;
import loupe.imaging.ImageCodec;
import loupe.samples.SampleShelf;
import loupe.samples.SampleStore;
import loupe.ui.calibrate.CalibrateDesk.Confirmed;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The wizard from samples to confirmation without a window; a part scores as bright as it is. */
class CalibrateViewModelTest {
    @TempDir
    Path folder;

    private final List<Proposal> written = new ArrayList<>();
    private final List<Recipe> told = new ArrayList<>();
    private Optional<InspectionFault> broken = Optional.empty();
    private Optional<InspectionFault> unwritable = Optional.empty();
    private Recipe recipe = recipe(Calibration.GOOD_PARTS_ONLY);
    private UnaryOperator<Recipe> onLine = r -> r;
    private SampleShelf shelf;
    private SamplesViewModel samples;
    private CalibrateViewModel wizard;

    @BeforeEach
    void wire() {
        shelf = new SampleShelf(folder.resolve("sets"));
        SamplesDesk page =
                new SamplesDesk(shelf, () -> "anna", Clock.systemUTC(), folder.resolve("scratch"), l -> {}, l -> {});
        samples = new SamplesViewModel(page, Runnable::run, Runnable::run);
        CalibrateDesk desk = new CalibrateDesk(
                () -> List.of(recipe),
                this::open,
                r -> Optional.of(folder.resolve("sets").resolve(r.id())).filter(SampleStore::exists),
                r -> onLine.apply(r),
                this::confirm,
                told::add,
                (r, region, tiling) -> r.withView(region, tiling),
                file -> {},
                () -> "anna");
        wizard = new CalibrateViewModel(
                desk,
                samples,
                new SimpleObjectProperty<>(HeatMapStyle.DEFAULT),
                Runnable::run,
                Runnable::run,
                System::nanoTime);
        wizard.refreshRecipes();
    }

    @Test
    void nothingGoesOnWithoutSamples() {
        assertThat(wizard.canGoOn()).isFalse();
        wizard.next();
        assertThat(wizard.stepProperty().get()).isEqualTo(Step.SAMPLES);
    }

    @Test
    void aLabelledSetBecomesAConfirmedProposal() throws IOException {
        samples.open(set("washers", 30, 10));
        wizard.next();
        assertThat(scoring().stateProperty().get().phase()).isEqualTo(ScoringViewModel.Phase.DONE);
        assertThat(scoring()
                        .measuredProperty()
                        .get()
                        .orElseThrow()
                        .trial()
                        .own()
                        .errors())
                .singleElement()
                .asString()
                .startsWith("broken.png");
        wizard.next();
        Standing standing = wizard.policy().standingProperty().get().orElseThrow();
        assertThat(standing.confusion().defects()).isEqualTo(10);
        assertThat(standing.confusion().escapes().count()).isZero();
        wizard.next();
        assertThat(wizard.regions().previewProperty().get()).isPresent();
        RegionsViewModel regions = wizard.regions();
        assertThat(regions.isOffered(PixelRule.MASKS)).as("no masks").isFalse();
        regions.ruleProperty().set(PixelRule.QUANTILE);
        assertThat(regions.pixelProperty().get())
                .as("above the brightest good part")
                .isGreaterThan(49 / 255.0);
        regions.ruleProperty().set(PixelRule.BLOB);
        assertThat(regions.studyProperty().get()).isPresent();
        assertThat(regions.pixelProperty().get()).isEqualTo(Math.nextUp(49 / 255f));
        regions.areaProperty().set(16);
        assertThat(regions.pixelProperty().get()).as("one cell is 16 px²").isEqualTo(Math.nextUp(49 / 255f / 2));
        regions.areaProperty().set(0);
        regions.ruleProperty().set(PixelRule.REVIEW);
        wizard.regions().measure(50, 10);
        wizard.next();
        ConfirmViewModel confirm = wizard.confirm();
        confirm.confirm(Locale.ENGLISH);
        assertThat(written).as("nobody said why").isEmpty();
        confirm.whyProperty().set("first set");
        confirm.confirm(Locale.ENGLISH);
        assertThat(confirm.doneProperty().get()).isPresent();
        Proposal made = written.get(0);
        assertThat(made.rule().review()).isEqualTo(standing.review());
        assertThat(made.rule().pixel()).isEqualTo(standing.review());
        assertThat(made.recipe().millimetresPerPixel()).isEqualTo(OptionalDouble.of(0.2));
        assertThat(told).hasSize(1);
        confirm.confirm(Locale.ENGLISH);
        assertThat(written).as("once").hasSize(1);
    }

    @Test
    void whatCannotBeWrittenIsToldAndCanBeTriedAgain() throws IOException {
        samples.open(set("washers", 30, 10));
        go(Step.CONFIRM);
        wizard.confirm().whyProperty().set("first set");
        unwritable = Optional.of(new InspectionFault(FaultCode.CFG_02, "disk", "full"));
        wizard.confirm().confirm(Locale.ENGLISH);
        assertThat(wizard.confirm().faultProperty().get())
                .map(InspectionFault::code)
                .contains(FaultCode.CFG_02);
        unwritable = Optional.empty();
        wizard.confirm().confirm(Locale.ENGLISH);
        assertThat(written).hasSize(1);
    }

    @Test
    void aRecipeWithoutItsModelSaysSo() throws IOException {
        samples.open(set("washers", 5, 5));
        broken = Optional.of(new InspectionFault(FaultCode.MOD_01, "model.onnx"));
        wizard.next();
        assertThat(scoring().faultProperty().get()).isEqualTo(broken);
        assertThat(wizard.canGoOn()).isFalse();
        broken = Optional.empty();
        wizard.score(true);
        assertThat(wizard.canGoOn()).isTrue();
    }

    @Test
    void cancelledScoringKeepsNothing() throws IOException {
        Path set = set("washers", 20, 5);
        AtomicBoolean first = new AtomicBoolean(true);
        scoring().stateProperty().addListener((o, old, now) -> {
            if (now.done() == 3 && first.getAndSet(false)) {
                scoring().cancel();
            }
        });
        samples.open(set);
        wizard.next();
        assertThat(scoring().stateProperty().get().phase()).isEqualTo(ScoringViewModel.Phase.CANCELLED);
        assertThat(scoring().measuredProperty().get()).isEmpty();
        assertThat(wizard.canGoOn()).isFalse();
        wizard.score(true);
        assertThat(wizard.canGoOn()).isTrue();
    }

    @Test
    void whatIsOnlyThereForTeachingCannotBeMeasuredOn() throws IOException {
        Path root = folder.resolve("sets/taught");
        SampleStore.create(root, "taught");
        write(root.resolve("train/good/a.png"), 10);
        samples.open(root);
        wizard.next();
        assertThat(wizard.faultProperty().get()).map(InspectionFault::code).contains(FaultCode.CAL_06);
        assertThat(wizard.stepProperty().get()).isEqualTo(Step.SAMPLES);
    }

    @Test
    void oneClickScoresTheSetOfAnUncalibratedRecipeAgain() throws IOException {
        recipe = recipe(Calibration.UNCALIBRATED);
        wizard.refreshRecipes();
        wizard.rescore();
        assertThat(wizard.faultProperty().get()).map(InspectionFault::code).contains(FaultCode.CAL_06);
        set("washer", 20, 5);
        wizard.rescore();
        assertThat(wizard.stepProperty().get()).isEqualTo(Step.POLICY);
        assertThat(wizard.proposal()).isPresent();
    }

    @Test
    void oneClickTakesTheSamplesOfAnyFolder() throws IOException {
        recipe = recipe(Calibration.UNCALIBRATED);
        wizard.refreshRecipes();
        Path plain = folder.resolve("delivery");
        for (int i = 0; i < 12; i++) {
            write(plain.resolve("ok/g%02d.png".formatted(i)), 20 + i);
            write(plain.resolve("ng/b%02d.png".formatted(i)), 150 + i);
        }
        wizard.rescore(plain);
        assertThat(wizard.stepProperty().get()).isEqualTo(Step.POLICY);
        assertThat(standing().confusion().good()).isEqualTo(12);
        wizard.rescore(set("named", 7, 3));
        assertThat(standing().confusion().good()).isEqualTo(7);
    }

    @Test
    void aFolderOfGoodPartsAloneIsEnoughForFalseAlarms() throws IOException {
        Path plain = folder.resolve("first lot/good");
        for (int i = 0; i < 25; i++) {
            write(plain.resolve("g%02d.png".formatted(i)), 20 + i);
        }
        samples.arrivals().onFilesDropped(List.of(plain.toFile()));
        go(Step.POLICY);
        assertThat(wizard.policy().choice().kindProperty().get()).isEqualTo(PolicyKind.GOOD_ONLY);
        assertThat(standing().decision().limits().get(0).guarantee())
                .isEqualTo(new loupe.calibrate.Guarantee.GoodOnly(0.039, 25));
        assertThat(wizard.proposal()).isPresent();
    }

    @Test
    void limitsAreTriedOnPartsKeptApart() throws IOException {
        samples.open(set("washers", 30, 10));
        wizard.keptProperty().set(new KeptApart(KeptApart.Kind.HALF, Optional.empty()));
        go(Step.POLICY);
        Confusion apart = wizard.proposal().orElseThrow().verified().orElseThrow();
        assertThat(standing().confusion().good()).as("one cannot be read").isBetween(15, 16);
        assertThat(standing().confusion().good() + apart.good()).isEqualTo(30);
        assertThat(standing().confusion().defects()).isEqualTo(5);
        assertThat(apart.defects()).isEqualTo(5);
        Path other = set("others", 6, 4);
        write(other.resolve("test/dent/faint.png"), 30);
        wizard.go(Step.SAMPLES);
        wizard.keptProperty().set(new KeptApart(KeptApart.Kind.FOLDER, Optional.of(other)));
        go(Step.POLICY);
        assertThat(standing().confusion().good()).as("all of them again").isEqualTo(30);
        apart = wizard.proposal().orElseThrow().verified().orElseThrow();
        assertThat(apart.good()).isEqualTo(6);
        assertThat(apart.escapes()).as("one is fainter than any known").isEqualTo(new Rate(1, 5));
        wizard.keptProperty().set(new KeptApart(KeptApart.Kind.FOLDER, Optional.of(folder.resolve("missing"))));
        wizard.score(true);
        assertThat(scoring().faultProperty().get()).map(InspectionFault::code).contains(FaultCode.IMG_05);
    }

    @Test
    void whatLooksAlikeOnBothSidesIsCounted() throws IOException {
        samples.open(set("washers", 3, 1));
        wizard.keptProperty().set(new KeptApart(KeptApart.Kind.FOLDER, Optional.of(set("copies", 2, 1))));
        go(Step.POLICY);
        AlikeParts.Found found =
                scoring().measuredProperty().get().orElseThrow().trial().alike();
        assertThat(found).as("flat pictures are all alike").isEqualTo(new AlikeParts.Found(3, 3 + 2));
    }

    @Test
    void anotherScoreIsComparedWithoutLookingAgainUnlessItIsAnArea() throws IOException {
        samples.open(set("washers", 30, 10));
        go(Step.POLICY);
        double byModel = standing().review();
        wizard.policy().choice().kindProperty().set(PolicyKind.F1);
        wizard.compare(ScoreSource.MAP_TOP_MEAN);
        assertThat(wizard.policy().choice().kindProperty().get()).as("stays").isEqualTo(PolicyKind.F1);
        Proposal made = wizard.proposal().orElseThrow();
        assertThat(made.rule().source()).isEqualTo(ScoreSource.MAP_TOP_MEAN);
        assertThat(made.candidates()).as("two scores were looked at").isEqualTo(2);
        wizard.compare(ScoreSource.MAP_AREA);
        assertThat(wizard.stepProperty().get()).isEqualTo(Step.POLICY);
        Measured measured = scoring().measuredProperty().get().orElseThrow();
        double pixel = measured.trial().own().pixel();
        assertThat(pixel).as("what good parts hardly reach").isGreaterThan(49 / 255.0);
        assertThat(standing().confusion().escapes().count()).isZero();
        assertThat(standing().fail()).as("all of the picture, px²").isEqualTo(64);
        wizard.next();
        assertThat(wizard.regions().isFixed()).isTrue();
        made = wizard.proposal().orElseThrow();
        assertThat(made.rule().pixel()).isEqualTo(pixel);
        assertThat(made.rule().source()).isEqualTo(ScoreSource.MAP_AREA);
        wizard.go(Step.POLICY);
        wizard.compare(ScoreSource.MODEL);
        wizard.policy().choice().kindProperty().set(PolicyKind.ZERO_MISS);
        assertThat(standing().review()).isEqualTo(byModel);
    }

    @Test
    void somebodySaysWhichCameraTookTheSamples() throws IOException {
        onLine = r -> Line.seenBy(r, "usb:0?exposure=-5");
        samples.open(set("washers", 30, 10));
        go(Step.CONFIRM);
        ConfirmViewModel confirm = wizard.confirm();
        assertThat(confirm.camerasProperty().get()).containsExactly("demo:", "usb:0?exposure=-5.0");
        assertThat(confirm.cameraProperty().get())
                .as("a recipe that has no camera gets the line's")
                .isEqualTo("usb:0?exposure=-5.0");
        confirm.whyProperty().set("first set");
        confirm.confirm(Locale.ENGLISH);
        assertThat(written.get(0).recipe().source()).isEqualTo("usb:0?exposure=-5.0");
        wizard.again(Optional.empty());
        onLine = r -> r;
        go(Step.CONFIRM);
        assertThat(confirm.camerasProperty().get()).containsExactly("demo:");
        assertThat(confirm.cameraProperty().get()).isEqualTo("demo:");
    }

    @Test
    void howSmallAScratchIsFoundIsMeasuredWithTheLimitsProposed() throws IOException {
        samples.open(set("washers", 30, 10));
        go(Step.CONFIRM);
        DetectabilityViewModel detect = wizard.confirm().detectability();
        detect.measure();
        Detectability found = detect.stateProperty().get().found().orElseThrow();
        assertThat(found.sizeFor(Detectability.USUAL)).as("any mark is seen").isPresent();
        wizard.go(Step.POLICY);
        wizard.policy().moveReview(0.99);
        wizard.policy().moveFail(0.99);
        go(Step.CONFIRM);
        assertThat(detect.stateProperty().get().found()).as("of other limits").isEmpty();
    }

    @Test
    void backAndForthScoresOnlyOnce() throws IOException {
        samples.open(set("washers", 20, 5));
        go(Step.POLICY);
        Optional<Measured> before = scoring().measuredProperty().get();
        wizard.back();
        wizard.back();
        go(Step.POLICY);
        assertThat(scoring().measuredProperty().get()).isEqualTo(before);
        wizard.samples().open(set("others", 10, 5));
        wizard.go(Step.SAMPLES);
        go(Step.POLICY);
        assertThat(scoring().measuredProperty().get()).isNotEqualTo(before);
    }

    @Test
    void aPartOfTheGalleryOpensWithItsMap() throws IOException {
        samples.open(set("washers", 20, 5));
        go(Step.POLICY);
        Standing s = wizard.policy().standingProperty().get().orElseThrow();
        Ground ground = wizard.policy().groundProperty().get().orElseThrow();
        List<CloseCalls.Call> calls = ground.calls().at(s.review(), s.fail(), 5);
        wizard.open(calls, 1);
        assertThat(wizard.part().seenProperty().get().flatMap(PartViewModel.Seen::loaded))
                .isPresent();
        wizard.part().step(1);
        assertThat(wizard.part().seenProperty().get())
                .map(PartViewModel.Seen::place)
                .contains(3);
        wizard.back();
        assertThat(wizard.part().seenProperty().get()).isEmpty();
    }

    private void go(Step to) {
        wizard.go(to);
        assertThat(wizard.stepProperty().get()).isEqualTo(to);
    }

    private Standing standing() {
        return wizard.policy().standingProperty().get().orElseThrow();
    }

    private ScoringViewModel scoring() {
        return wizard.scoring();
    }

    private Inspector open(Recipe r) {
        if (broken.isPresent()) {
            throw broken.get();
        }
        return new Inspector(r, new Brightness(), Clock.systemUTC());
    }

    private Confirmed confirm(Proposal p, loupe.app.Signature s, Inspector inspector, Locale locale) {
        if (unwritable.isPresent()) {
            throw unwritable.get();
        }
        written.add(p);
        return new Confirmed(p.recipe(), folder.resolve("c.html"), folder.resolve("c.pdf"));
    }

    private Path set(String name, int good, int defects) throws IOException {
        Path root = folder.resolve("sets").resolve(name);
        SampleStore.create(root, name);
        for (int i = 0; i < good; i++) {
            write(root.resolve("test/good/g%02d.png".formatted(i)), 20 + i);
        }
        for (int i = 0; i < defects; i++) {
            write(root.resolve("test/dent/b%02d.png".formatted(i)), 140 + i);
        }
        Files.write(root.resolve("test/good/broken.png"), new byte[] {1, 2, 3});
        return root;
    }

    private static void write(Path file, int level) throws IOException {
        Files.createDirectories(file.getParent());
        byte[] pixels = new byte[64];
        java.util.Arrays.fill(pixels, (byte) level);
        Files.write(file, ImageCodec.png(new Image(8, 8, PixelOrder.GRAY8, pixels)));
    }

    private static Recipe recipe(Calibration standing) {
        return new Recipe(
                "washer",
                2,
                "Washer",
                "demo:",
                Optional.empty(),
                "00",
                new DecisionRule(0.4, 0.6, 0.4, 0, ScoreSource.MODEL),
                new DisplayScale(0.1, 0.4),
                standing,
                Instant.EPOCH);
    }

    private static final class Brightness implements Detector {
        @Override
        public DetectorInfo info() {
            return new DetectorInfo("00", 1, "CPU", "test", 8, 8, Map.of());
        }

        @Override
        public Prediction predict(Image image) {
            float score = (image.pixels()[0] & 0xff) / 255f;
            for (byte pixel : image.pixels()) {
                score = pixel == image.pixels()[0] ? score : 0.9f; // a mark
            }
            float[] map = {score / 2, score / 2, score, score / 2};
            Region whole = new Region(0, 0, image.width(), image.height());
            return new Prediction(score, new AnomalyMap(2, 2, map, whole), Timings.ZERO);
        }

        @Override
        public void close() {}
    }
}
