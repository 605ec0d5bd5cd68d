package loupe.train.npad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import loupe.domain.FaultCode;
import loupe.domain.Image;
import loupe.domain.ImageSequence;
import loupe.domain.InspectionFault;
import loupe.domain.Progress;
import loupe.train.Contract;
import loupe.train.backbone.Backbone;
import loupe.train.backbone.Backbones;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ten more good images, without the old ones. */
class AddingTest {
    private static final NpadSettings SMALL = new NpadSettings(64, 8, 3, 256, 2, 0, 1);
    private static final Backbone BANK = Backbones.open("filterbank");
    private static TaughtModel first;

    @TempDir
    Path folder;

    @BeforeAll
    static void teach() {
        first = Npad.teach(ImageSequence.of(images(0, 12)), BANK, SMALL, Progress.NONE);
    }

    private static List<Image> images(int from, int count) {
        List<Image> images = new ArrayList<>();
        for (int i = from; i < from + count; i++) {
            images.add(Contract.noise(64, 500 + i));
        }
        return images;
    }

    private static TaughtModel add(NpadSums before) {
        return Npad.add(before, ImageSequence.of(images(12, 10)), BANK, Progress.NONE);
    }

    @Test
    void gaussiansEqualThoseOfAllImagesTogether() {
        TaughtModel grown = add(first.sums());
        FrontGraph front = new FrontGraph(BANK, 64);
        try (Features network = Features.open(front, first.sums().weights(), SMALL)) {
            List<List<float[]>> all = images(0, 22).stream().map(network::of).toList();
            CellSums sums = new CellSums(front.level(0).side(), 8);
            sums.add(all.stream().map(f -> f.get(0)).toList());
            Gaussians expected = Gaussians.fit(sums, 3, 1);
            Gaussians found = (Gaussians) grown.sums().fitted().views().get(0);
            assertThat(found.means()).containsExactly(expected.means());
            assertThat(found.whitening()).containsExactly(expected.whitening());
        }
    }

    @Test
    void newImagesAreScoredByTheDetectorThatHadNotSeenThem() {
        TaughtModel grown = add(first.sums());
        assertThat(grown.heldOutScores()).hasSize(22).startsWith(first.heldOutScores());
        Mixture mixture = first.sums().facts().mixture();
        try (Features network =
                Features.open(new FrontGraph(BANK, 64), first.sums().weights(), SMALL)) {
            Fitted old = first.sums().fitted();
            float[] map = mixture.map(old.planes(network.of(images(12, 1).get(0))), old.side());
            assertThat(grown.heldOutScores()[12]).isEqualTo(ScoreMap.score(map));
        }
        assertThat(grown.sums().images()).isEqualTo(22);
        Memory memory = (Memory) grown.sums().learned().get(1);
        assertThat(memory.count())
                .isGreaterThanOrEqualTo(((Memory) first.sums().learned().get(1)).count());
    }

    @Test
    void theSameImagesGiveTheSameFileAlsoByWayOfTheDisk() throws Exception {
        Path model = Files.write(folder.resolve("m.onnx"), first.onnx());
        Path file = NpadSums.beside(model);
        first.sums().write(file);
        assertThat(file.getFileName()).hasToString("m.onnx.sums");
        TaughtModel again = add(NpadSums.read(file, first.onnx()));
        assertThat(again.onnx()).isEqualTo(add(first.sums()).onnx()).isNotEqualTo(first.onnx());
        again.sums().write(file);
        assertThat(add(NpadSums.read(file, again.onnx())).heldOutScores()).hasSize(32);
    }

    @Test
    void sumsOfAnotherModelOrBackboneAreRefused() {
        Path file = folder.resolve("m.onnx.sums");
        first.sums().write(file);
        refused(() -> NpadSums.read(file, new byte[] {1, 2, 3}));
        Backbone other = new Backbone(BANK.card(), BANK.graph(), "f".repeat(64));
        refused(() -> Npad.add(first.sums(), ImageSequence.of(images(12, 1)), other, Progress.NONE));
    }

    @Test
    void damagedFilesAreRefused() throws Exception {
        Path file = folder.resolve("m.onnx.sums");
        refused(() -> NpadSums.read(file, first.onnx()));
        first.sums().write(file);
        byte[] whole = Files.readAllBytes(file);
        for (int length : new int[] {0, 7, 15, 40, whole.length / 2, whole.length - 1}) {
            Files.write(file, Arrays.copyOf(whole, length));
            refused(() -> NpadSums.read(file, first.onnx()));
        }
        for (int at : new int[] {3, 11, 13, 30, whole.length / 2, whole.length - 1}) {
            byte[] changed = whole.clone();
            changed[at] ^= 64;
            Files.write(file, changed);
            refused(() -> NpadSums.read(file, first.onnx()));
        }
    }

    private static void refused(ThrowingCallable action) {
        assertThatThrownBy(action)
                .isInstanceOfSatisfying(
                        InspectionFault.class, f -> assertThat(f.code()).isEqualTo(FaultCode.TEA_07));
    }
}
