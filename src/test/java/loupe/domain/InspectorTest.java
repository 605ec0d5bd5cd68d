package loupe.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No part is lost and none passes unseen, whatever happens on the way to its verdict. */
class InspectorTest {
    private static final Image PICTURE = new Image(4, 3, PixelOrder.GRAY8, new byte[12]);

    @Test
    void aDetectorThatBreaksMakesAnErrorAndTellsWhere() {
        try (Inspector inspector = inspector(Optional.empty(), image -> {
            throw new IllegalStateException("broken");
        })) {
            Inspection inspection = inspector.inspect(new Frame(1, "test", Instant.EPOCH, PICTURE));
            assertThat(inspection.verdict().fault()).contains(FaultCode.SYS_02);
            assertThat(inspection.faultText()).contains("broken").contains("InspectorTest");
        }
    }

    @ParameterizedTest
    @CsvSource({"0,0,4,3,PASS", "0.4,-0.4,4,3,PASS", "0,0,5,3,ERROR", "0,1,4,3,ERROR", "-1,0,4,3,ERROR"})
    void aRegionThatTheCameraDoesNotShowWhollyIsAnError(double x, double y, double w, double h, Outcome outcome) {
        try (Inspector inspector = inspector(Optional.of(new Region(x, y, w, h)), InspectorTest::good)) {
            Inspection inspection = inspector.inspect(new Frame(1, "test", Instant.EPOCH, PICTURE));
            assertThat(inspection.outcome()).isEqualTo(outcome);
        }
    }

    @Test
    void idsAreFileNamesInEveryLanguage() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
        try (Inspector inspector = inspector(Optional.empty(), InspectorTest::good)) {
            assertThat(inspector
                            .inspect(new Frame(1, "test", Instant.EPOCH, PICTURE))
                            .id())
                    .matches("[0-9a-f]{11}-[0-9a-f]{8}-1");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void aRepairedPictureIsCopiedOnlyWhileSomebodyLooks() {
        AtomicBoolean looking = new AtomicBoolean();
        Optional<Region> region = Optional.of(new Region(1, 1, 2, 2));
        Frame frame = new Frame(1, "test", Instant.EPOCH, PICTURE);
        Inspector able = inspector(
                region,
                image -> new Prediction(
                        0, good(image).map(), Timings.ZERO, Optional.of(new Repair(image.bounds(), Optional.empty()))),
                looking::get);
        try (able) {
            Repair unseen =
                    able.inspect(frame).prediction().orElseThrow().repair().orElseThrow();
            assertThat(unseen).isEqualTo(new Repair(region.get(), Optional.empty()));
            looking.set(true);
            Repair seen =
                    able.inspect(frame).prediction().orElseThrow().repair().orElseThrow();
            assertThat(seen).isEqualTo(new Repair(region.get(), Optional.of(PICTURE)));
        }
        try (Inspector unable = inspector(region, InspectorTest::good, looking::get)) {
            assertThat(unable.inspect(frame).prediction().orElseThrow().repair())
                    .isEmpty();
        }
    }

    private static Prediction good(Image image) {
        return new Prediction(0, new AnomalyMap(1, 1, new float[1], image.bounds()), Timings.ZERO);
    }

    private static Inspector inspector(Optional<Region> region, Function<Image, Prediction> model) {
        return inspector(region, model, () -> false);
    }

    private static Inspector inspector(
            Optional<Region> region, Function<Image, Prediction> model, BooleanSupplier repairsWanted) {
        DecisionRule rule = new DecisionRule(1, 2, 1, 0, ScoreSource.MODEL);
        Recipe recipe = new Recipe(
                "r",
                1,
                "R",
                "demo:",
                region,
                "0",
                rule,
                new DisplayScale(0, 1),
                Calibration.GOOD_PARTS_ONLY,
                Instant.EPOCH);
        Detector detector = new Detector() {
            @Override
            public Prediction predict(Image image) {
                return model.apply(image);
            }

            @Override
            public Optional<Image> repaired() {
                return Optional.of(PICTURE);
            }

            @Override
            public DetectorInfo info() {
                return new DetectorInfo("", 0, "CPU", "test", 0, 0, Map.of());
            }

            @Override
            public void close() {}
        };
        return new Inspector(recipe, detector, Clock.systemUTC(), repairsWanted);
    }
}
