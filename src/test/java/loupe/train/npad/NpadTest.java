package loupe.train.npad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import loupe.detect.Detectors;
import loupe.detect.ProviderPreference;
import loupe.domain.Detector;
import loupe.domain.FaultCode;
import loupe.domain.Image;
import loupe.domain.ImageSequence;
import loupe.domain.InspectionFault;
import loupe.domain.PixelOrder;
import loupe.domain.Progress;
import loupe.train.Contract;
import loupe.train.backbone.Backbone;
import loupe.train.backbone.Backbones;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NpadTest {
    private static final NpadSettings SMALL = new NpadSettings(64, 16, 3, 64, 2, 0, 1);
    private static final Backbone BANK = Backbones.open("filterbank");

    /** A bright disc on grey, with noise; {@code scratch} draws a dark bar across it. */
    private static Image part(long seed, boolean scratch) {
        int side = 96;
        SplittableRandom random = new SplittableRandom(seed); // Random's neighbouring seeds are related
        byte[] pixels = new byte[side * side];
        for (int i = 0; i < pixels.length; i++) {
            int dx = i % side - 48;
            int dy = i / side - 48;
            boolean bar = scratch && Math.abs(dy - 5) < 4 && Math.abs(dx) < 20;
            double light = bar ? 30 : dx * dx + dy * dy < 1200 ? 190 : 90;
            pixels[i] = (byte) Math.max(0, Math.min(255, light + 6 * random.nextGaussian()));
        }
        return new Image(side, side, PixelOrder.GRAY8, pixels);
    }

    private static List<Image> parts(int count) {
        List<Image> parts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            parts.add(part(i, false));
        }
        return parts;
    }

    private static TaughtModel teach(List<Image> good, NpadSettings settings) {
        return Npad.teach(ImageSequence.of(good), BANK, settings, Progress.NONE);
    }

    @Test
    void findsWhatIsNotGood(@TempDir Path folder) throws IOException {
        TaughtModel taught = teach(parts(16), SMALL);
        Path file = Files.write(folder.resolve("m.onnx"), taught.onnx());
        float highest = 0;
        for (float score : taught.heldOutScores()) {
            highest = Math.max(highest, score);
        }
        try (Detector detector = Detectors.open(file, ProviderPreference.CPU)) {
            assertThat(detector.predict(part(99, false)).score()).isLessThan(2 * highest);
            assertThat(detector.predict(part(99, true)).score()).isGreaterThan(3 * highest);
            JsonNode reference =
                    new ObjectMapper().readTree(detector.info().metadata().get("loupe.reference"));
            assertThat(reference).hasSize(3);
            for (JsonNode vector : reference) {
                float score = detector.predict(
                                Contract.noise(64, vector.get("seed").asLong()))
                        .score();
                assertThat(score)
                        .isCloseTo((float) vector.get("score").asDouble(), Offset.offset(1e-3f * Math.abs(score)));
            }
            assertThat(detector.info().metadata())
                    .containsEntry("loupe.contract", "1")
                    .containsEntry("loupe.method", "npad")
                    .containsKeys("loupe.input", "loupe.training", "loupe.scores");
        }
        assertThat(taught.display().one()).isGreaterThan(taught.display().zero());
    }

    @Test
    void sameSeedSameBytesOtherSeedOtherBytes() {
        List<Image> good = parts(10);
        byte[] first = teach(good, SMALL).onnx();
        assertThat(teach(good, SMALL).onnx()).isEqualTo(first);
        assertThat(teach(good, SMALL.withSeed(2)).onnx()).isNotEqualTo(first);
    }

    @Test
    void tooFewImagesAreRefused() {
        assertThatThrownBy(() -> teach(parts(7), SMALL))
                .isInstanceOfSatisfying(
                        InspectionFault.class, f -> assertThat(f.code()).isEqualTo(FaultCode.TEA_01));
    }

    @Test
    void unreadableImagesAreReportedAndLeftOut() {
        List<Image> good = parts(10);
        ImageSequence broken = new ImageSequence() {
            @Override
            public int size() {
                return good.size();
            }

            @Override
            public Image load(int index) {
                if (index == 3) {
                    throw new InspectionFault(FaultCode.IMG_01, "part-3.png", "cut off");
                }
                return good.get(index);
            }
        };
        TaughtModel taught = Npad.teach(broken, BANK, SMALL, Progress.NONE);
        assertThat(taught.unreadable()).containsExactly(3);
        assertThat(taught.heldOutScores()).hasSize(9);
    }

    @Test
    void defectsAmongTheGoodStandOutAndCanBeLeftOut() {
        List<Image> good = parts(30);
        good.set(11, part(11, true));
        TaughtModel taught = teach(good, SMALL);
        assertThat(taught.suspicious()).startsWith(11);
        assertThat(taught.dropped()).isEmpty();
        TaughtModel cleaned = teach(good, SMALL.withDropFraction(0.03));
        assertThat(cleaned.dropped()).containsExactly(11);
        assertThat(cleaned.heldOutScores()).hasSize(29);
    }

    @Test
    void tellsEveryPhaseAndStopsWhenAsked() {
        Set<String> phases = new TreeSet<>();
        Npad.teach(ImageSequence.of(parts(8)), BANK, SMALL, (phase, done, total) -> phases.add(phase));
        assertThat(phases)
                .containsExactly(
                        "teach.centroids", "teach.export", "teach.features", "teach.heldout", "teach.statistics");
        Progress impatient = new Progress() {
            @Override
            public void update(String phase, long done, long total) {}

            @Override
            public boolean isCancelled() {
                return true;
            }
        };
        assertThatThrownBy(() -> Npad.teach(ImageSequence.of(parts(8)), BANK, SMALL, impatient))
                .isInstanceOfSatisfying(
                        InspectionFault.class, f -> assertThat(f.code()).isEqualTo(FaultCode.OPS_01));
    }
}
