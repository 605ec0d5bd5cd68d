package loupe.train.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.TreeMap;
import java.util.function.BiFunction;
import loupe.detect.FeatureMap;
import loupe.detect.FeatureNetwork;
import loupe.domain.Image;
import loupe.domain.PixelOrder;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Every operator against values worked out by hand, on a 4 × 4 image whose red plane counts 0, 1, … 15. */
class GraphWriterTest {
    private static final Offset<Float> CLOSE = Offset.offset(1e-4f);
    private static final long N = GraphWriter.FREE;

    /** Runs a graph on the counting image; the graph gets the counting plane [N,1,4,4]. */
    private static float[] run(BiFunction<GraphWriter, Tensor, Tensor> body, long... dims) {
        GraphWriter graph = new GraphWriter("test", GraphWriter.OPSET);
        Tensor input = graph.input("input", N, 3, 4, 4);
        Tensor counts = graph.multiply(graph.slice(input, 1, 0, 1), graph.scalar(255));
        graph.output("out", body.apply(graph, counts), dims);
        byte[] pixels = new byte[48];
        for (int i = 0; i < 16; i++) {
            pixels[3 * i] = (byte) i;
        }
        try (FeatureNetwork network = FeatureNetwork.open(graph.toBytes(new TreeMap<>()), 4, 4)) {
            List<FeatureMap> maps = network.extract(new Image(4, 4, PixelOrder.RGB8, pixels));
            return maps.get(0).values();
        }
    }

    @Test
    void convolvesWithBiasAndStride() {
        float[] out = run(
                (g, x) -> g.conv(
                        x,
                        g.floats(new float[] {1, 0, 0, -1}, 1, 1, 2, 2),
                        g.floats(new float[] {10}, 1),
                        ConvShape.valid(2).strided(2)),
                N,
                1,
                2,
                2);
        assertThat(out).containsExactly(new float[] {5, 5, 5, 5}, CLOSE); // x[r][c] − x[r+1][c+1] = −5, + 10
    }

    @Test
    void convolvesGroupsByThemselves() {
        float[] out = run(
                (g, x) -> g.conv(
                        g.concat(1, List.of(x, g.negate(x))),
                        g.floats(new float[] {2, 3}, 2, 1, 1, 1),
                        null,
                        ConvShape.valid(1).grouped(2)),
                N,
                2,
                4,
                4);
        assertThat(out[5]).isCloseTo(10, CLOSE);
        assertThat(out[16 + 5]).isCloseTo(-15, CLOSE);
    }

    @Test
    void poolsWithoutCountingTheOutside() {
        float[] mean = run((g, x) -> g.averagePool(x, 3, 1, 1), N, 1, 4, 4);
        assertThat(mean[0]).isCloseTo((0 + 1 + 4 + 5) / 4f, CLOSE);
        assertThat(mean[5]).isCloseTo(5, CLOSE);
        float[] max = run((g, x) -> g.maxPool(x, 2, 2, 0), N, 1, 2, 2);
        assertThat(max).containsExactly(new float[] {5, 7, 13, 15}, CLOSE);
    }

    @Test
    void resizesWithPixelCentresKept() {
        float[] linear = run((g, x) -> g.resizeLinear(g.slice(g.slice(x, 2, 0, 2), 3, 0, 2), 1, 4, 4), N, 1, 4, 4);
        // rows 0 1 / 4 5, doubled: places −¼, ¼, ¾, 1¼ clamped to the border
        assertThat(linear)
                .containsExactly(
                        new float[] {0, .25f, .75f, 1, 1, 1.25f, 1.75f, 2, 3, 3.25f, 3.75f, 4, 4, 4.25f, 4.75f, 5},
                        CLOSE);
        float[] nearest = run((g, x) -> g.resizeNearest(g.averagePool(x, 2, 2, 0), 1, 4, 4), N, 1, 4, 4);
        assertThat(nearest).startsWith(new float[] {2.5f, 2.5f, 4.5f, 4.5f}, CLOSE);
    }

    @Test
    void padsByMirrorAndByBorder() {
        float[] mirror = run((g, x) -> g.padReflect(x, 1), N, 1, 6, 6);
        assertThat(mirror).startsWith(new float[] {5, 4, 5, 6, 7, 6}, CLOSE);
        float[] border = run((g, x) -> g.padEdge(x, 1), N, 1, 6, 6);
        assertThat(border).startsWith(new float[] {0, 0, 1, 2, 3, 3}, CLOSE);
    }

    @Test
    void reducesAlongAnAxis() {
        assertThat(run((g, x) -> rows(g, g.reduceMin(rows(g, x), 1)), N, 4)).containsExactly(row(0, 1, 2, 3), CLOSE);
        assertThat(run((g, x) -> g.reduceMax(rows(g, x), 2), N, 4)).containsExactly(row(3, 7, 11, 15), CLOSE);
        assertThat(run((g, x) -> g.reduceSum(rows(g, x), 2), N, 4)).containsExactly(row(6, 22, 38, 54), CLOSE);
        assertThat(run((g, x) -> g.reduceMean(rows(g, x), 1), N, 4)).containsExactly(row(6, 7, 8, 9), CLOSE);
    }

    private static Tensor rows(GraphWriter g, Tensor x) {
        return g.reshape(x, 0, -1, 4);
    }

    private static float[] row(float... values) {
        return values;
    }

    @Test
    void multipliesMatrices() {
        Tensor[] unused = new Tensor[1];
        float[] product = run(
                (g, x) -> unused[0] = g.matMul(rows(g, x), g.floats(new float[] {1, 0, 0, 0, 0, 0, 0, 1}, 4, 2)),
                N,
                4,
                2);
        assertThat(product).containsExactly(row(0, 3, 4, 7, 8, 11, 12, 15), CLOSE);
        float[] gemm = run(
                (g, x) -> g.gemm(
                        g.reshape(x, -1, 4),
                        g.floats(new float[] {1, 0, 0, 0, 0, 0, 0, 1}, 4, 2),
                        g.floats(new float[] {100, 200}, 2)),
                4,
                2);
        assertThat(gemm).containsExactly(row(100, 203, 104, 207, 108, 211, 112, 215), CLOSE);
    }

    @Test
    void movesAndPicks() {
        float[] turned = run((g, x) -> g.transpose(rows(g, x), 0, 2, 1), N, 4, 4);
        assertThat(turned).startsWith(row(0, 4, 8, 12, 1), CLOSE);
        float[] picked = run((g, x) -> g.gather(rows(g, x), 1, g.longs(3, 0)), N, 2, 4);
        assertThat(picked).containsExactly(row(12, 13, 14, 15, 0, 1, 2, 3), CLOSE);
        float[] top = run((g, x) -> g.topK(g.reshape(x, 0, -1), 1, 3), N, 3);
        assertThat(top).containsExactly(row(15, 14, 13), CLOSE);
    }

    @Test
    void calculatesElementByElement() {
        float[] out = run(
                (g, x) -> {
                    Tensor shifted = g.subtract(x, g.scalar(8)); // −8 … 7
                    Tensor halves = g.divide(g.add(g.abs(shifted), g.relu(shifted)), g.scalar(2));
                    return g.sqrt(g.multiply(halves, halves));
                },
                N,
                1,
                4,
                4);
        assertThat(out).startsWith(row(4, 3.5f), CLOSE).endsWith(row(6, 7), CLOSE);
        float[] logs = run((g, x) -> g.log(g.add(x, g.scalar(1))), N, 1, 4, 4);
        assertThat(logs[15]).isCloseTo((float) Math.log(16), CLOSE);
    }

    @Test
    void sameCallsGiveTheSameBytes() {
        assertThat(small()).isEqualTo(small());
    }

    private static byte[] small() {
        GraphWriter graph = new GraphWriter("g", GraphWriter.OPSET);
        graph.output("y", graph.relu(graph.input("input", N, 3, 8, 8)), N, 3, 8, 8);
        TreeMap<String, String> metadata = new TreeMap<>();
        metadata.put("b", "2");
        metadata.put("a", "1");
        return graph.toBytes(metadata);
    }

    @Test
    void refusesAnOpsetItIsNotWrittenFor() {
        assertThatThrownBy(() -> new GraphWriter("g", 13)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesAConstantOfTheWrongSize() {
        GraphWriter graph = new GraphWriter("g", GraphWriter.OPSET);
        assertThatThrownBy(() -> graph.floats(new float[3], 2, 2)).isInstanceOf(IllegalArgumentException.class);
    }
}
