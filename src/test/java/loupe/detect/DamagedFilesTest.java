package loupe.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import loupe.detect.profile.Families;
import loupe.detect.profile.ProfileFile;
import loupe.domain.InspectionFault;
import loupe.domain.PixelOrder;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Files that lie: 3,000 damaged models of four families, 300 damaged sidecars. Each is opened and predicts, or is
 * refused with a fault that names a code; nothing else, and never for long. A crash of the runtime ends the tests'
 * process, which the build reports as a failure; so does the time limit, from a thread of its own.
 */
@Tag("slow")
class DamagedFilesTest {
    private static final long SEED = 6;
    private static final int MODELS = 3000;
    private static final int SIDECARS = 300;
    private static final byte[] METADATA = "{\"image_threshold\": 1.5, \"pixel_threshold\": 2, \"min\": 0, \"max\": 3}"
            .getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    private final Map<String, Integer> outcomes = new HashMap<>();

    @Test
    @Timeout(value = 15, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
    void models() throws IOException {
        SplittableRandom random = new SplittableRandom(SEED);
        List<byte[]> whole = List.of(
                TestModels.brightness(8, 8).contract().bytes(),
                TestModels.brightness(8, 8).bytes(),
                mean("output").bytes(),
                mean("mask").bytes());
        Files.write(folder.resolve("metadata.json"), METADATA);
        Path model = folder.resolve("model.onnx");
        for (int i = 0; i < MODELS; i++) {
            Files.write(model, mutant(whole.get(i % whole.size()), random));
            open(model);
        }
        assertThat(outcomes.values().stream().mapToInt(n -> n).sum()).isEqualTo(MODELS);
        assertThat(outcomes)
                .as("some work on, many are refused for several reasons")
                .hasSizeGreaterThan(3);
        assertThat(outcomes.get("works")).isBetween(MODELS / 100, MODELS / 2);
    }

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
    void sidecars() throws IOException {
        SplittableRandom random = new SplittableRandom(SEED + 1);
        Path model = mean("output").write(folder.resolve("model.onnx"));
        Path metadata = Files.write(folder.resolve("metadata.json"), METADATA);
        Path beside = ProfileFile.beside(model);
        Map<String, String> files = Map.of("model.onnx", ProfileFile.digestOf(model));
        new ProfileFile(ProfileFile.VERSION, "model.onnx", files, Families.resolve(Detectors.facts(model)), List.of())
                .write(beside);
        byte[] profile = Files.readAllBytes(beside);
        Files.delete(beside);
        for (int i = 0; i < SIDECARS / 2; i++) {
            Files.write(metadata, mutant(METADATA, random));
            open(model);
        }
        Files.write(metadata, METADATA);
        for (int i = 0; i < SIDECARS / 2; i++) {
            Files.write(beside, mutant(profile, random));
            open(model);
        }
        assertThat(outcomes.values().stream().mapToInt(n -> n).sum()).isEqualTo(SIDECARS);
        assertThat(outcomes).containsKeys("works", "MOD-12");
    }

    /** Bytes changed, bits turned, cut off, a piece left out or twice there: by turns. */
    private static byte[] mutant(byte[] whole, SplittableRandom random) {
        int at = random.nextInt(whole.length);
        int length = random.nextInt(1, 16);
        int end = Math.min(whole.length, at + length);
        return switch (random.nextInt(8)) {
            case 0 -> Arrays.copyOf(whole, at);
            case 1 -> joined(Arrays.copyOf(whole, at), Arrays.copyOfRange(whole, end, whole.length));
            case 2 -> joined(Arrays.copyOf(whole, end), Arrays.copyOfRange(whole, at, whole.length));
            case 3 -> {
                byte[] turned = whole.clone();
                turned[at] ^= (byte) (1 << random.nextInt(8));
                yield turned;
            }
            default -> {
                byte[] changed = whole.clone();
                for (int c = random.nextInt(1, 5); c > 0; c--) {
                    changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
                }
                yield changed;
            }
        };
    }

    private static byte[] joined(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    private void open(Path file) {
        String outcome;
        try (OnnxDetector detector = Detectors.open(file, ProviderPreference.CPU.withThreads(1))) {
            detector.predict(TestModels.filled(16, 16, PixelOrder.GRAY8, 100));
            outcome = "works";
        } catch (InspectionFault fault) {
            assertThat(fault.getMessage()).as("a fault that tells something").hasSizeGreaterThan(20);
            outcome = fault.code().id();
            assertThat(outcome).matches("(MOD|IMG)-\\d\\d");
        }
        outcomes.merge(outcome, 1, Integer::sum);
    }

    private static TestGraph mean(String output) {
        return TestGraph.of(1, 3, 4, 4)
                .node("ReduceMean", output, List.of("input"), "axes", new long[] {1}, "keepdims", 1L)
                .output(output, TestGraph.FLOAT, 1, 1, 4, 4);
    }
}
