package loupe.train.npad;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import loupe.train.backbone.Backbone;
import loupe.train.backbone.BackboneCard;
import loupe.train.backbone.Tap;
import loupe.train.graph.ConvShape;
import loupe.train.graph.GraphWriter;
import loupe.train.graph.Tensor;

/**
 * The first part of the detector: normalisation, backbone, taps, 3 × 3 averages on the stride-8 grid, projection
 * to k dimensions. Teaching runs it alone; the exported file holds the same nodes.
 */
final class FrontGraph {
    private final Backbone backbone;
    private final int inputSize;
    private final int grid;

    FrontGraph(Backbone backbone, int inputSize) {
        this.backbone = backbone;
        this.inputSize = inputSize;
        this.grid = inputSize / 8;
    }

    /** A model whose only output is every channel of every tap: {@code [N, channels, grid, grid]}. */
    byte[] tapsModel() {
        GraphWriter graph = new GraphWriter("taps", backbone.graph().hostOpset());
        graph.output("taps", taps(graph, input(graph)), GraphWriter.FREE, backbone.channels(), grid, grid);
        return graph.toBytes(new TreeMap<>());
    }

    /** A model whose only output are the projected features {@code [N, k, grid, grid]}. */
    byte[] featuresModel(Weights weights) {
        GraphWriter graph = new GraphWriter("features", backbone.graph().hostOpset());
        Tensor features = features(graph, input(graph), weights);
        graph.output("features", features, GraphWriter.FREE, weights.k(), grid, grid);
        return graph.toBytes(new TreeMap<>());
    }

    GraphWriter newGraph() {
        return new GraphWriter("npad", backbone.graph().hostOpset());
    }

    Tensor input(GraphWriter graph) {
        return graph.input("input", GraphWriter.FREE, 3, inputSize, inputSize);
    }

    Tensor features(GraphWriter graph, Tensor input, Weights weights) {
        Tensor w = graph.floats(weights.matrix(), weights.k(), backbone.channels(), 1, 1);
        Tensor bias = graph.floats(weights.bias(), weights.k());
        return graph.conv(taps(graph, input), w, bias, ConvShape.valid(1));
    }

    private Tensor taps(GraphWriter graph, Tensor input) {
        BackboneCard card = backbone.card();
        List<String> names = card.taps().stream().map(Tap::tensor).toList();
        List<Tensor> raw = backbone.graph().embed(graph, "backbone/", backbone.feed(graph, input), names);
        List<Tensor> onGrid = new ArrayList<>();
        for (int i = 0; i < raw.size(); i++) {
            onGrid.add(toGrid(graph, raw.get(i), card.taps().get(i)));
        }
        return graph.concat(1, onGrid);
    }

    private Tensor toGrid(GraphWriter graph, Tensor tap, Tap where) {
        if (where.stride() < 8) {
            int step = 8 / where.stride();
            return smooth(graph, graph.averagePool(tap, step, step, 0));
        }
        Tensor pooled = smooth(graph, tap);
        return where.stride() == 8 ? pooled : graph.resizeLinear(pooled, where.channels(), grid, grid);
    }

    private Tensor smooth(GraphWriter graph, Tensor tap) {
        return backbone.card().pooled() ? tap : graph.averagePool(tap, 3, 1, 1);
    }

    /**
     * The projection with the standardisation folded in.
     *
     * @param k rows
     * @param matrix {@code [k][channels]}
     * @param bias {@code [k]}
     */
    record Weights(int k, float[] matrix, float[] bias) {

        /** A seeded semi-orthogonal projection of standardised channels, every tap with the same weight. */
        static Weights of(ChannelStats stats, List<Tap> taps, int dimensions, long seed) {
            int channels = stats.mean().length;
            int k = Math.min(dimensions, channels);
            double[] w = Projection.semiOrthogonal(k, channels, seed);
            float[] matrix = new float[k * channels];
            float[] bias = new float[k];
            double[] weight = tapWeights(taps, channels);
            for (int row = 0; row < k; row++) {
                double offset = 0;
                for (int c = 0; c < channels; c++) {
                    double value = w[row * channels + c] * weight[c] / stats.spread()[c];
                    matrix[row * channels + c] = (float) value;
                    offset -= value * stats.mean()[c];
                }
                bias[row] = (float) offset;
            }
            return new Weights(k, matrix, bias);
        }

        private static double[] tapWeights(List<Tap> taps, int channels) {
            double[] weight = new double[channels];
            int from = 0;
            for (Tap tap : taps) {
                double share = Math.sqrt((double) channels / taps.size() / tap.channels());
                Arrays.fill(weight, from, from + tap.channels(), share);
                from += tap.channels();
            }
            return weight;
        }
    }
}
