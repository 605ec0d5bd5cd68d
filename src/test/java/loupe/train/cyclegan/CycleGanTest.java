package loupe.train.cyclegan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import loupe.NeedsPyTorch;
import loupe.detect.FeatureMap;
import loupe.detect.FeatureNetwork;
import loupe.domain.Image;
import loupe.domain.ImageSequence;
import loupe.domain.Progress;
import loupe.imaging.defect.Draws;
import loupe.train.gradient.Torch;
import loupe.train.gradient.TorchLayers;
import loupe.train.gradient.Weights;
import loupe.train.repair.RepairFolder;
import loupe.train.repair.RepairGraph;
import loupe.train.repair.RepairResult;
import loupe.train.repair.RepairSettings;
import loupe.train.repair.RepairTraining;
import loupe.train.repair.RepairWatcher;
import loupe.train.repair.Textures;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
@NeedsPyTorch
class CycleGanTest {
    private static final CycleGan.Kind TINY = new CycleGan.Kind(4, 1, 0.5, 2e-4, RepairGraph.Score.SPOTS);

    private static final int SIDE = Textures.SIDE;

    @TempDir
    private Path temp;

    @Test
    void theFileEqualsTheTrainedNetwork() throws IOException {
        RepairFolder folder = Textures.folder(temp.resolve("parity"), 8);
        RepairFolder.fill(folder.defects(), ImageSequence.of(List.of(Textures.of(70))), SIDE, Progress.NONE);
        CycleGan.Kind small = new CycleGan.Kind(8, 4, 0.5, 1e-3, RepairGraph.Score.SUM);
        assertThat(train(small, folder, settings(2), false, step -> {}).facts()).containsEntry("defects", 1);
        Image image = Textures.of(99);
        float[] planes = Textures.planes(image);
        float[] trained;
        try (Torch torch = Torch.start(1);
                Weights weights = new Weights(torch, 1, Textures.best(folder));
                NDManager scope = torch.scope()) {
            trained = small.generator("good")
                    .repair(new TorchLayers(weights, false), scope.create(planes, new Shape(1, 3, SIDE, SIDE)))
                    .toFloatArray();
        }
        double sum = 0;
        for (int i = 0; i < planes.length; i++) {
            sum += Math.pow((double) planes[i] - trained[i], 2);
        }
        try (FeatureNetwork file = FeatureNetwork.open(Files.readAllBytes(folder.model()), SIDE, SIDE)) {
            List<FeatureMap> outputs = file.extract(image);
            assertThat(outputs.get(2).values()).containsExactly(trained, within(1e-4f));
            assertThat(outputs.get(1).values()[0])
                    .as("Σ (x − G(x))²")
                    .isCloseTo((float) sum, within(1e-4f * (float) sum));
        }
    }

    @Test
    void sameSeedSameFileAlsoWhenStoppedOnTheWay() {
        RepairFolder whole = Textures.folder(temp.resolve("whole"), 8);
        train(TINY, whole, settings(60), false, step -> {});
        RepairFolder cut = Textures.folder(temp.resolve("cut"), 8);
        assertThatThrownBy(() -> train(TINY, cut, settings(60), false, step -> {
                    if (step.step() == 57) { // when the replay buffers are full
                        throw new IllegalStateException("power cut");
                    }
                }))
                .hasMessage("power cut");
        List<Long> steps = new ArrayList<>();
        train(TINY, cut, settings(60), true, step -> steps.add(step.step()));
        assertThat(steps.get(0)).isEqualTo(57);
        assertThat(cut.model()).hasSameBinaryContentAs(whole.model());
    }

    /** The generators learn to leave alone what is good: identity and cycle terms fall. */
    @Test
    void learns() {
        RepairFolder folder = Textures.folder(temp.resolve("learn"), 8);
        List<Double> losses = new ArrayList<>();
        train(TINY, folder, settings(150), false, step -> losses.add(step.loss()));
        double first =
                losses.subList(0, 10).stream().mapToDouble(l -> l).average().orElseThrow();
        double last =
                losses.subList(140, 150).stream().mapToDouble(l -> l).average().orElseThrow();
        assertThat(last).isLessThan(0.6 * first);
    }

    @Test
    void theReplayBufferGivesOldPicturesAndSurvivesACheckpoint() {
        ReplayBuffer buffer = new ReplayBuffer("x", Map.of());
        Draws draws = new Draws(1, 1);
        int old = 0;
        for (int i = 0; i < 250; i++) {
            float given = buffer.exchange(new float[] {i}, draws)[0];
            assertThat(given).isLessThanOrEqualTo(i);
            old += given < i ? 1 : 0;
        }
        assertThat(old).as("every other one of 200").isBetween(75, 125);
        TreeMap<String, float[]> values = new TreeMap<>();
        buffer.putInto(values);
        assertThat(values).hasSize(50);
        ReplayBuffer again = new ReplayBuffer("x", values);
        for (int i = 0; i < 50; i++) {
            assertThat(again.exchange(new float[] {-i}, new Draws(2, i)))
                    .containsExactly(buffer.exchange(new float[] {-i}, new Draws(2, i)));
        }
    }

    private static RepairSettings settings(long steps) {
        return new RepairSettings(64, 1, steps, 0, 7, 1);
    }

    private static RepairResult train(
            CycleGan.Kind kind, RepairFolder folder, RepairSettings settings, boolean resume, RepairWatcher watcher) {
        return RepairTraining.run(kind.job(folder, resume, 0), settings, kind.maker(settings), watcher);
    }
}
