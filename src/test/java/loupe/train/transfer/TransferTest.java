package loupe.train.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeMap;
import loupe.detect.Detectors;
import loupe.detect.ProviderPreference;
import loupe.domain.Detector;
import loupe.domain.FaultCode;
import loupe.domain.Image;
import loupe.domain.ImageSequence;
import loupe.domain.InspectionFault;
import loupe.domain.PixelOrder;
import loupe.domain.Prediction;
import loupe.domain.Progress;
import loupe.train.Bilinear;
import loupe.train.Contract;
import loupe.train.Material;
import loupe.train.Taught;
import loupe.train.TeachingImages;
import loupe.train.backbone.Backbone;
import loupe.train.backbone.Backbones;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransferTest {
    private static final TransferSettings SMALL = new TransferSettings(64, 1, false);
    private static final Backbone BANK = Backbones.open("filterbank");

    /** A bright disc on grey, with noise: good, with a dark bar, or with a bright spot. */
    private static Image part(long seed, String type) {
        int side = 96;
        SplittableRandom random = new SplittableRandom(seed);
        byte[] pixels = new byte[side * side];
        for (int i = 0; i < pixels.length; i++) {
            int dx = i % side - 48;
            int dy = i / side - 48;
            boolean bar = type.equals("bar") && Math.abs(dy - 5) < 4 && Math.abs(dx) < 20;
            boolean spot = type.equals("spot") && Math.abs(dy + 9) < 5 && Math.abs(dx - 12) < 5;
            double light = bar ? 30 : spot ? 250 : dx * dx + dy * dy < 1200 ? 190 : 90;
            pixels[i] = (byte) Math.max(0, Math.min(255, light + 6 * random.nextGaussian()));
        }
        return new Image(side, side, PixelOrder.GRAY8, pixels);
    }

    private static Material material(int good, int bars, int spots) {
        List<Image> parts = new ArrayList<>();
        for (int i = 0; i < good; i++) {
            parts.add(part(i, "good"));
        }
        List<Image> defects = new ArrayList<>();
        List<String> types = new ArrayList<>();
        for (int i = 0; i < bars + spots; i++) {
            types.add(i < bars ? "bar" : "spot");
            defects.add(part(1000 + i, types.get(i)));
        }
        return new Material(ImageSequence.of(parts), ImageSequence.of(defects), types);
    }

    private static Taught teach(Material material) {
        return Transfer.teach(material, BANK, SMALL, Progress.NONE);
    }

    @Test
    void tellsDefectsFromGoodPartsAndSaysHowWell(@TempDir Path folder) throws IOException {
        Taught taught = teach(material(20, 5, 5));
        assertThat((double) taught.facts().get("auroc_random")).isGreaterThan(0.95);
        assertThat((Map<?, ?>) taught.facts().get("auroc_unseen_type"))
                .extracting(m -> List.copyOf(m.keySet()))
                .isEqualTo(List.of("bar", "spot"));
        assertThat(taught.heldOutScores()).hasSize(20);
        assertThat(taught.heldOutPeaks()).hasSize(20);
        Path file = Files.write(folder.resolve("m.onnx"), taught.onnx());
        try (Detector detector = Detectors.open(file, ProviderPreference.CPU)) {
            float good = detector.predict(part(99, "good")).score();
            assertThat(detector.predict(part(99, "bar")).score()).isGreaterThan(good + 1);
            assertThat(detector.predict(part(99, "spot")).score()).isGreaterThan(good + 1);
            Map<String, String> metadata = detector.info().metadata();
            assertThat(metadata.get("loupe.method")).isEqualTo("transfer");
            JsonNode training = new ObjectMapper().readTree(metadata.get("loupe.training"));
            assertThat(training.path("auroc_random").asDouble())
                    .isEqualTo(taught.facts().get("auroc_random"));
            assertThat(training.path("auroc_unseen").isNumber()).isTrue();
            assertThat(metadata).containsKey("loupe.scores");
            for (JsonNode vector : new ObjectMapper().readTree(metadata.get("loupe.reference"))) {
                float score = detector.predict(
                                Contract.noise(64, vector.get("seed").asLong()))
                        .score();
                near(score, vector.get("score").asDouble());
            }
        }
    }

    /** The file and the Java side agree to 10⁻⁴ of what is computed, in score and map. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theFileEqualsTheEngine(boolean isHidden, @TempDir Path folder) throws IOException {
        Material material = material(8, 0, 0);
        TeachingImages images = new TeachingImages(material.good(), 8);
        try (TapFeatures taps = TapFeatures.open(BANK, 64)) {
            LocalFeatures network = LocalFeatures.learn(taps, SMALL, images, 8, Progress.NONE);
            Whitening whitening = network.whitening();
            Random random = new Random(5);
            double[] weights = random.doubles(4L * whitening.k(), -0.05, 0.05).toArray();
            double[] mean = random.doubles(weights.length, 0, 1).toArray();
            double[] spread = random.doubles(weights.length, 0.5, 2).toArray();
            Optional<HiddenLayer> hidden = isHidden ? Optional.of(hidden(weights.length, random)) : Optional.empty();
            Head head = Head.of(new Logistic(weights, 0.3, mean, spread), hidden);
            Contract contract = new Contract("transfer").input(64);
            byte[] onnx = DetectorGraph.write(network.front(), whitening, head, contract.metadata());
            Path file = Files.write(folder.resolve("m.onnx"), onnx);
            Image seen = part(77, "spot");
            float[] local = network.of(seen);
            int side = network.front().side();
            float[] map = Bilinear.enlarge(head.map(local), side, side * DetectorGraph.FINER);
            try (Detector detector = Detectors.open(file, ProviderPreference.CPU)) {
                Prediction prediction = detector.predict(seen);
                near(prediction.score(), head.score(Pooling.of(local, whitening.k())));
                assertThat(prediction.map().scores()).hasSameSizeAs(map);
                for (int i = 0; i < map.length; i++) {
                    near(prediction.map().scores()[i], map[i]);
                }
            }
        }
    }

    private static HiddenLayer hidden(int features, Random random) {
        int units = HiddenLayer.UNITS;
        float[] numbers = new float[features * units + 2 * units];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = random.nextFloat() - 0.5f;
        }
        int from = features * units;
        return new HiddenLayer(
                Arrays.copyOf(numbers, from),
                Arrays.copyOfRange(numbers, from, from + units),
                Arrays.copyOfRange(numbers, from + units, numbers.length),
                0.2f);
    }

    private static void near(double actual, double expected) {
        assertThat(actual).isCloseTo(expected, Offset.offset(1e-4 * Math.max(1, Math.abs(expected))));
    }

    @Test
    void theSameTeachingGivesTheSameBytes() {
        assertThat(teach(material(10, 3, 3)).onnx())
                .isEqualTo(teach(material(10, 3, 3)).onnx());
    }

    @Test
    void allPosesAreLearnedOnlyWhenAPartMayLieSo() {
        Material material = material(8, 3, 0);
        Taught upright = teach(material);
        Taught any = Transfer.teach(material, BANK, new TransferSettings(64, 1, true), Progress.NONE);
        assertThat(any.onnx()).isNotEqualTo(upright.onnx());
        assertThat(any.heldOutScores()).hasSize(8);
    }

    @Test
    void tooLittleIsRefusedAndSaysOfWhat() {
        refused(FaultCode.TEA_11, () -> teach(material(10, 0, 0)));
        refused(FaultCode.TEA_11, () -> teach(material(10, 1, 0)));
        refused(FaultCode.TEA_01, () -> teach(material(7, 5, 0)));
        refused(FaultCode.TEA_01, () -> teach(material(0, 5, 0)));
    }

    @Test
    void whatCannotBeReadIsLeftOut() {
        Material whole = material(10, 4, 0);
        Taught taught = teach(broken(whole, 2, 11));
        assertThat(taught.unreadable()).containsExactly(2, 11);
        assertThat(taught.heldOutScores()).hasSize(9);
        assertThat(taught.facts().get("defects")).isEqualTo(3);
        refused(FaultCode.TEA_11, () -> teach(broken(whole, 10, 11)));
        refused(FaultCode.TEA_01, () -> teach(broken(whole, 0, 1, 2)));
    }

    /** The same material with images that cannot be decoded; numbered good first. */
    private static Material broken(Material material, int... which) {
        List<Integer> bad = Arrays.stream(which).boxed().toList();
        int good = material.good().size();
        return new Material(failing(material.good(), bad, 0), failing(material.defects(), bad, good), material.types());
    }

    private static ImageSequence failing(ImageSequence images, List<Integer> bad, int first) {
        return new ImageSequence() {
            @Override
            public int size() {
                return images.size();
            }

            @Override
            public Image load(int index) {
                if (bad.contains(first + index)) {
                    throw new InspectionFault(FaultCode.IMG_01, index, "cut off");
                }
                return images.load(index);
            }
        };
    }

    @Test
    void canBeCancelledInEveryPhase() {
        Map<String, Integer> phases = new TreeMap<>();
        Transfer.teach(material(8, 3, 3), BANK, SMALL, (phase, done, total) -> phases.merge(phase, 1, Integer::sum));
        assertThat(phases).containsOnlyKeys("teach.export", "teach.features", "teach.head", "teach.heldout");
        for (String phase : phases.keySet()) {
            Progress impatient = new Progress() {
                private boolean cancelled;

                @Override
                public void update(String now, long done, long total) {
                    cancelled |= now.equals(phase);
                }

                @Override
                public boolean isCancelled() {
                    return cancelled;
                }
            };
            if (!phase.equals("teach.export")) { // the last
                refused(FaultCode.OPS_01, () -> Transfer.teach(material(8, 3, 3), BANK, SMALL, impatient));
            }
        }
    }

    private static void refused(FaultCode code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        InspectionFault.class, f -> assertThat(f.code()).isEqualTo(code));
    }
}
