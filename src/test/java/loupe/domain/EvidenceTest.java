package loupe.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A threshold belongs to model, profile, region and camera: whatever changes makes it uncalibrated. */
class EvidenceTest {
    private static final String PROFILE = "loupe";
    private static final DecisionRule RULE = new DecisionRule(1, 2, 1, 0, ScoreSource.MODEL);

    private static final Recipe PLAIN = new Recipe(
            "washer",
            3,
            "Washer",
            "usb:0?exposure=100",
            Optional.empty(),
            "ab".repeat(32),
            new DecisionRule(5, 6, 1, 0, ScoreSource.MODEL),
            new DisplayScale(0, 1),
            Calibration.GOOD_PARTS_ONLY,
            Instant.EPOCH);

    private static Recipe confirmed() {
        return PLAIN.confirmed(RULE, new DisplayScale(0, 1), Calibration.CALIBRATED, evidence(RULE));
    }

    private static Evidence evidence(DecisionRule rule) {
        return new Evidence(
                Evidence.binding(PLAIN.modelSha256(), PROFILE, PLAIN.region(), PLAIN.tiling(), PLAIN.source(), rule),
                PROFILE,
                rule.review(),
                rule.fail(),
                List.of("zero-miss"),
                List.of("promise"),
                new Evidence.Counts(9, 1, 0, 0, 1, 4),
                "cd".repeat(32),
                1,
                "E. Example",
                "first lot",
                Instant.EPOCH);
    }

    @Test
    void whatDoesNotTouchTheScoresKeepsTheCalibration() {
        Recipe r = confirmed();
        assertThat(r.calibration()).isEqualTo(Calibration.CALIBRATED);
        assertThat(r.withVersion(9, Instant.MAX).calibration()).isEqualTo(Calibration.CALIBRATED);
        assertThat(r.withIdentity("other", "Other").calibration()).isEqualTo(Calibration.CALIBRATED);
        assertThat(r.withScale(0.05).calibration()).isEqualTo(Calibration.CALIBRATED);
        assertThat(r.withSource(r.source()).calibration()).isEqualTo(Calibration.CALIBRATED);
        assertThat(r.readAs(PROFILE)).isSameAs(r);
        DecisionRule regions = new DecisionRule(1, 2, 7, 30, ScoreSource.MODEL);
        assertThat(r.withRule(regions, r.calibration()).calibration()).isEqualTo(Calibration.CALIBRATED);
    }

    @Test
    void otherTilesVoidItAndEvidenceFromBeforeThereWereAnyHolds() throws NoSuchAlgorithmException {
        String text = "loupe-binding 1\nmodel=" + "ab".repeat(32)
                + "\nprofile=loupe\nregion=all\ncamera=usb:0?exposure=100\nscore=MODEL\npixel=any";
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        assertThat(evidence(RULE).binding()).isEqualTo(HexFormat.of().formatHex(digest));
        Tiling tiles = new Tiling(256, 256, 0.25);
        Recipe r = confirmed();
        assertThat(r.withView(Optional.empty(), Optional.empty()).calibration()).isEqualTo(Calibration.CALIBRATED);
        List<String> bindings = Stream.of(tiles, new Tiling(256, 255, 0.25), new Tiling(256, 256, 0.3))
                .map(t -> Evidence.binding("m", PROFILE, Optional.empty(), Optional.of(t), "", RULE))
                .toList();
        assertThat(bindings).doesNotHaveDuplicates();
    }

    @Test
    void whateverChangesTheScoresVoidsIt() {
        Recipe r = confirmed();
        assertThat(List.of(
                        r.withRegion(new Region(0, 0, 5, 5)),
                        r.withView(Optional.empty(), Optional.of(new Tiling(256, 256, 0.25))),
                        r.withSource("usb:0?exposure=200"),
                        r.readAs("anomalib-v2"),
                        r.withRule(new DecisionRule(1, 2, 1, 0, ScoreSource.MAP_MAX), Calibration.CALIBRATED),
                        r.withRule(new DecisionRule(0.9, 2, 1, 0, ScoreSource.MODEL), Calibration.CALIBRATED),
                        r.withRule(new DecisionRule(1, 2.1, 1, 0, ScoreSource.MODEL), Calibration.CALIBRATED)))
                .extracting(Recipe::calibration)
                .containsOnly(Calibration.UNCALIBRATED);
        DecisionRule area = new DecisionRule(1, 2, 0.5, 0, ScoreSource.MAP_AREA);
        Recipe byArea = PLAIN.confirmed(area, new DisplayScale(0, 1), Calibration.CALIBRATED, evidence(area));
        assertThat(byArea.calibration()).isEqualTo(Calibration.CALIBRATED);
        DecisionRule otherPixel = new DecisionRule(1, 2, 0.6, 0, ScoreSource.MAP_AREA);
        assertThat(byArea.withRule(otherPixel, Calibration.CALIBRATED).calibration())
                .as("the area depends on the pixel threshold")
                .isEqualTo(Calibration.UNCALIBRATED);
    }

    @Test
    void aRecipeThatNobodyConfirmedIsVoidedByTheCallerThatChangesIt() {
        assertThat(PLAIN.withRegion(new Region(0, 0, 5, 5)).calibration()).isEqualTo(Calibration.UNCALIBRATED);
        assertThat(PLAIN.withSource("demo:").calibration()).isEqualTo(Calibration.UNCALIBRATED);
        assertThat(PLAIN.readAs("anything").calibration()).isEqualTo(Calibration.GOOD_PARTS_ONLY);
        assertThatThrownBy(() -> PLAIN.withScale(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void areaIsInImagePixels() {
        AnomalyMap map = new AnomalyMap(2, 2, new float[] {1, 3, 2, 0}, new Region(0, 0, 20, 10));
        Prediction p = new Prediction(9, map, Timings.ZERO);
        assertThat(ScoreSource.MAP_AREA.of(p, above(2))).isEqualTo(100);
        assertThat(ScoreSource.MAP_AREA.of(p, above(4))).isZero();
        assertThat(ScoreSource.MAP_MAX.of(p, above(0))).isEqualTo(3);
        assertThat(ScoreSource.MODEL.of(p, above(0))).isEqualTo(9);
    }

    private static DecisionRule above(double pixel) {
        return new DecisionRule(0, 0, pixel, 0, ScoreSource.MODEL);
    }
}
