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
import javafx.beans.property.SimpleObjectProperty;
import loupe.app.Proposal;
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
                this::confirm,
                told::add,
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
        assertThat(scoring().measuredProperty().get().orElseThrow().scoring().errors())
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
            float[] map = {score / 2, score / 2, score, score / 2};
            Region whole = new Region(0, 0, image.width(), image.height());
            return new Prediction(score, new AnomalyMap(2, 2, map, whole), Timings.ZERO);
        }

        @Override
        public void close() {}
    }
}
