package loupe.train.gradient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import loupe.NeedsPyTorch;
import loupe.detect.FeatureMap;
import loupe.detect.FeatureNetwork;
import loupe.domain.Image;
import loupe.domain.PixelOrder;
import loupe.train.gradient.Layers.Channels;
import loupe.train.graph.ConvShape;
import loupe.train.graph.ForeignGraph;
import loupe.train.graph.GraphWriter;
import loupe.train.graph.Tensor;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
@NeedsPyTorch
class GradientTest {
    private static final ConvShape THREE = new ConvShape(3, 1, 1, 1);

    private static <T> T net(Layers<T> layers, T x) {
        T first = layers.relu(layers.conv(x, "a", THREE.strided(2), new Channels(3, 16), true));
        T second = layers.relu(layers.conv(first, "b", THREE, new Channels(16, 16), true));
        return layers.conv(layers.add(first, second), "c", ConvShape.valid(1), new Channels(16, 5), false);
    }

    /** Whatever else networks are made of. */
    private static <T> T wide(Layers<T> layers, T x) {
        T padded = layers.padReflect(layers.scale(x, 2, -1), 2);
        ConvShape dilated = ConvShape.valid(3).dilated(2);
        T first = layers.instanceNorm(layers.conv(padded, "a", dilated, new Channels(3, 8), false), 8);
        T low = layers.halve(layers.leakyRelu(first, 0.2f));
        T up = layers.convTranspose(low, "up", new Channels(8, 4));
        T joined = layers.concat(List.of(up, layers.twice(low)));
        return layers.clip(layers.tanh(layers.conv(joined, "b", THREE, new Channels(12, 5), false)), -0.5f, 0.9f);
    }

    @Test
    void theExportedGraphEqualsTheTrainedNetwork() {
        checkParity(32, new Network() {
            @Override
            public <T> T build(Layers<T> layers, T x) {
                return net(layers, x);
            }
        });
    }

    @Test
    void theExportedGraphEqualsANetworkOfEveryOtherLayer() {
        checkParity(64, new Network() {
            @Override
            public <T> T build(Layers<T> layers, T x) {
                return wide(layers, x);
            }
        });
    }

    /** A block of 96 filters, which the file holds as 64 and 32, and a sum with something that is in one piece. */
    private static <T> T uneven(Layers<T> layers, T x) {
        Channels same = new Channels(96, 96);
        T down = layers.rectified(x, Optional.empty(), "a", THREE.strided(2), new Channels(3, 96));
        T inner = layers.rectified(down, Optional.empty(), "b", THREE, same);
        T block = layers.rectified(inner, Optional.of(down), "c", THREE, same);
        T whole = layers.conv(block, "d", ConvShape.valid(1), same, false);
        T sum = layers.rectified(block, Optional.of(whole), "e", THREE, same);
        return layers.conv(sum, "f", ConvShape.valid(1), new Channels(96, 5), false);
    }

    @Test
    void unevenFiltersAreCutForTheRuntimesThreadsAndGiveTheSame() {
        byte[] onnx = checkParity(32, new Network() {
            @Override
            public <T> T build(Layers<T> layers, T x) {
                return uneven(layers, x);
            }
        });
        long convolutions = ForeignGraph.parse("uneven", onnx).nodes().stream()
                .filter(n -> n.type().equals("Conv"))
                .count();
        assertThat(convolutions).as("three in two parts, three whole").isEqualTo(9);
    }

    private interface Network {
        <T> T build(Layers<T> layers, T x);
    }

    private static byte[] checkParity(int side, Network network) {
        Image image = noise(64);
        float[] trained;
        Map<String, float[]> values;
        try (Torch torch = Torch.start(1);
                Weights weights = new Weights(torch, 5, Map.of());
                NDManager scope = torch.scope()) {
            NDArray x = scope.create(planes(image), new Shape(1, 3, 64, 64));
            for (int i = 0; i < 20; i++) {
                network.build(new TorchLayers(weights, true), x); // running statistics leave their start
            }
            trained = network.build(new TorchLayers(weights, false), x).toFloatArray();
            values = weights.values();
        }
        GraphWriter graph = new GraphWriter("net", GraphWriter.OPSET);
        Tensor input = graph.input("input", 1, 3, 64, 64);
        graph.output("y", network.build(new GraphLayers(graph, values), input), 1, 5, side, side);
        byte[] onnx = graph.toBytes(new TreeMap<>());
        try (FeatureNetwork file = FeatureNetwork.open(onnx, 64, 64)) {
            FeatureMap exported = file.extract(image).get(0);
            assertThat(exported.values()).hasSameSizeAs(trained);
            for (int i = 0; i < trained.length; i++) {
                assertThat(exported.values()[i]).isCloseTo(trained[i], within(1e-4f));
            }
        }
        return onnx;
    }

    /** Σ k·w for many k: the gradient is Σ k, also when the garbage collector ran before the way back. */
    @Test
    void constantsOutliveTheGarbageCollector() {
        int terms = 300;
        try (Torch torch = Torch.start(1);
                Weights weights = new Weights(torch, 1, Map.of("w", new float[] {1}));
                NDManager scope = torch.scope();
                GradientCollector gradients = torch.collect()) {
            TorchLayers layers = new TorchLayers(weights, true);
            NDArray w = weights.vector("w", 1, 0);
            NDArray loss = scope.zeros(new Shape(1));
            for (int k = 1; k <= terms; k++) {
                loss = loss.add(layers.scale(w, k, 0));
            }
            List<ByteBuffer> others = new ArrayList<>();
            for (int round = 0; round < 3; round++) {
                System.gc();
                for (int i = 0; i < terms; i++) { // what was freed is used for something else
                    others.add(ByteBuffer.allocateDirect(Float.BYTES).putFloat(0, Float.NaN));
                }
            }
            gradients.backward(loss.sum());
            assertThat(w.getGradient().toFloatArray()).containsExactly(terms * (terms + 1) / 2f);
            assertThat(others).hasSize(3 * terms);
        }
    }

    /** Three steps of the formula in plain Java on a loss whose gradient is known: Σ (w − t)². */
    @Test
    void theOptimiserFollowsItsFormula() {
        double rate = 0.1;
        double decay = 0.02;
        double[] w = {1, -2, 0.5};
        double[] target = {0, 1, 0.4};
        double[] mean = new double[3];
        double[] square = new double[3];
        try (Torch torch = Torch.start(1);
                Weights weights = new Weights(torch, 1, Map.of("w", new float[] {1, -2, 0.5f}))) {
            NDArray array = weights.vector("w", 3, 0);
            AdamW adam = new AdamW(torch, weights, decay, Map.of(), 0);
            for (int t = 1; t <= 3; t++) {
                try (NDManager scope = torch.scope();
                        GradientCollector gradients = torch.collect()) {
                    NDArray wanted = scope.create(new float[] {0, 1, 0.4f});
                    gradients.backward(wanted.sub(array).square().sum());
                }
                adam.step(rate);
                for (int i = 0; i < 3; i++) {
                    double g = 2 * (w[i] - target[i]);
                    mean[i] = 0.9 * mean[i] + 0.1 * g;
                    square[i] = 0.999 * square[i] + 0.001 * g * g;
                    double m = mean[i] / (1 - Math.pow(0.9, t));
                    double v = square[i] / (1 - Math.pow(0.999, t));
                    w[i] = w[i] - rate * decay * w[i] - rate * m / (Math.sqrt(v) + 1e-8);
                }
                assertThat(array.toFloatArray())
                        .as("after step " + t)
                        .containsExactly(new float[] {(float) w[0], (float) w[1], (float) w[2]}, within(1e-4f));
            }
            adam.close();
        }
    }

    @Test
    void aCheckpointGoesToDiskAndBack(@TempDir Path folder) throws IOException {
        TreeMap<String, float[]> values =
                new TreeMap<>(Map.of("a", new float[] {1, Float.MIN_VALUE}, "b", new float[0]));
        Path file = folder.resolve("x.checkpoint");
        new Checkpoint("settings", 12, 3.5, values).write(file);
        Checkpoint back = Checkpoint.read(file);
        assertThat(back.recipe()).isEqualTo("settings");
        assertThat(back.step()).isEqualTo(12);
        assertThat(back.seconds()).isEqualTo(3.5);
        assertThat(back.values().keySet()).containsExactly("a", "b");
        assertThat(back.values().get("a")).containsExactly(1, Float.MIN_VALUE);
        byte[] bytes = Files.readAllBytes(file);
        for (int cut : List.of(0, 5, 20, bytes.length - 1)) {
            Files.write(file, Arrays.copyOf(bytes, cut));
            assertThatThrownBy(() -> Checkpoint.read(file))
                    .as("cut at " + cut)
                    .hasMessageContaining("TEA-06")
                    .hasMessageContaining("it is cut off");
        }
    }

    @Test
    void batchesComeInOrderAndTheirFailureIsThrownWhereTheyAreAskedFor() {
        List<long[]> slots = List.of(new long[1], new long[1]);
        Prefetch.Filler<long[]> filler = (slot, number) -> {
            if (number == 6) {
                throw new IllegalStateException("broken picture");
            }
            slot[0] = number;
        };
        try (Prefetch<long[]> batches = new Prefetch<>(slots, filler, 3)) {
            for (long expected = 3; expected < 6; expected++) {
                long[] slot = batches.next();
                assertThat(slot[0]).isEqualTo(expected);
                batches.done(slot);
            }
            assertThatThrownBy(batches::next).hasMessage("broken picture");
        }
    }

    @Test
    void wantOfMemoryIsToldWhereBatchesAreAskedFor() {
        Prefetch.Filler<long[]> filler = (slot, number) -> {
            throw new OutOfMemoryError("Java heap space");
        };
        try (Prefetch<long[]> batches = new Prefetch<>(List.of(new long[1]), filler, 0)) {
            assertThatThrownBy(batches::next).isInstanceOf(OutOfMemoryError.class);
        }
    }

    private static Image noise(int side) {
        byte[] pixels = new byte[3 * side * side];
        new Random(2).nextBytes(pixels);
        return new Image(side, side, PixelOrder.RGB8, pixels);
    }

    private static float[] planes(Image image) {
        int n = image.width() * image.height();
        float[] planes = new float[3 * n];
        for (int i = 0; i < planes.length; i++) {
            planes[i] = (image.pixels()[3 * (i % n) + i / n] & 0xff) / 255f;
        }
        return planes;
    }
}
