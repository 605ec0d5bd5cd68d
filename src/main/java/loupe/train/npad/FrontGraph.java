package loupe.train.npad;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import loupe.train.ChannelStats;
import loupe.train.Projection;
import loupe.train.backbone.Backbone;
import loupe.train.backbone.Tap;
import loupe.train.graph.ConvShape;
import loupe.train.graph.GraphWriter;
import loupe.train.graph.Tensor;

/**
 * The first part of the detector: normalisation, backbone, taps, 3 × 3 averages, and for every view a projection to k
 * dimensions. Teaching runs it alone; the exported file holds the same nodes.
 */
final class FrontGraph {
    private final Backbone backbone;
    private final int inputSize;
    private final List<Level> levels;
    private final List<View> views;

    FrontGraph(Backbone backbone, int inputSize) {
        this.backbone = backbone;
        this.inputSize = inputSize;
        this.levels = Level.of(backbone.card(), inputSize);
        this.views = View.of(levels.size());
    }

    List<Level> levels() {
        return levels;
    }

    List<View> views() {
        return views;
    }

    /** The level that a view sees. */
    Level level(int view) {
        return levels.get(views.get(view).level());
    }

    /** A model with an output per level, every channel of its taps: {@code [N, channels, side, side]}. */
    byte[] tapsModel() {
        GraphWriter graph = new GraphWriter("taps", backbone.graph().hostOpset());
        List<Tensor> taps = taps(graph, input(graph));
        for (int i = 0; i < levels.size(); i++) {
            Level level = levels.get(i);
            graph.output("taps" + i, taps.get(i), GraphWriter.FREE, level.channels(), level.side(), level.side());
        }
        return graph.toBytes(new TreeMap<>());
    }

    /** A model with an output per view, the projected features {@code [N, k, side, side]}. */
    byte[] featuresModel(List<Weights> weights) {
        GraphWriter graph = new GraphWriter("features", backbone.graph().hostOpset());
        List<Tensor> features = features(graph, input(graph), weights);
        for (int i = 0; i < features.size(); i++) {
            int side = level(i).side();
            graph.output(
                    "features" + i,
                    features.get(i),
                    GraphWriter.FREE,
                    weights.get(i).k(),
                    side,
                    side);
        }
        return graph.toBytes(new TreeMap<>());
    }

    GraphWriter newGraph() {
        return new GraphWriter("npad", backbone.graph().hostOpset());
    }

    Tensor input(GraphWriter graph) {
        return graph.input("input", GraphWriter.FREE, 3, inputSize, inputSize);
    }

    /** A tensor per view, in the order of {@link Features#of}. */
    List<Tensor> features(GraphWriter graph, Tensor input, List<Weights> weights) {
        List<Tensor> taps = taps(graph, input);
        List<Tensor> features = new ArrayList<>();
        for (int i = 0; i < weights.size(); i++) {
            Weights own = weights.get(i);
            Tensor w = graph.floats(own.matrix(), own.k(), level(i).channels(), 1, 1);
            features.add(graph.conv(
                    taps.get(views.get(i).level()), w, graph.floats(own.bias(), own.k()), ConvShape.valid(1)));
        }
        return features;
    }

    private List<Tensor> taps(GraphWriter graph, Tensor input) {
        List<Tap> all = backbone.card().taps();
        List<String> names = all.stream().map(Tap::tensor).toList();
        List<Tensor> raw = backbone.graph().embed(graph, "backbone/", backbone.feed(graph, input), names);
        Map<Tap, Tensor> found = new HashMap<>();
        for (int i = 0; i < raw.size(); i++) {
            found.put(all.get(i), raw.get(i));
        }
        List<Tensor> onGrids = new ArrayList<>();
        for (Level level : levels) {
            List<Tensor> parts = level.taps().stream()
                    .map(tap -> toGrid(graph, found.get(tap), tap, level.side()))
                    .toList();
            onGrids.add(parts.size() == 1 ? parts.get(0) : graph.concat(1, parts));
        }
        return onGrids;
    }

    private Tensor toGrid(GraphWriter graph, Tensor tap, Tap where, int side) {
        int stride = inputSize / side;
        if (where.stride() < stride) {
            int step = stride / where.stride();
            return smooth(graph, graph.averagePool(tap, step, step, 0));
        }
        Tensor pooled = smooth(graph, tap);
        return where.stride() == stride ? pooled : graph.resizeLinear(pooled, where.channels(), side, side);
    }

    private Tensor smooth(GraphWriter graph, Tensor tap) {
        return backbone.card().pooled() ? tap : graph.averagePool(tap, 3, 1, 1);
    }

    /**
     * A projection with the standardisation folded in.
     *
     * @param k rows
     * @param matrix {@code [k][channels]}
     * @param bias {@code [k]}
     */
    record Weights(int k, float[] matrix, float[] bias) {

        /**
         * A view's projection: Gaussians see standardised channels, centroids see them as strong as the network made
         * them.
         */
        static Weights of(ChannelStats stats, Level level, View.Distance distance, int dimensions, long seed) {
            double[] scale =
                    distance == View.Distance.MAHALANOBIS ? standardised(stats, level) : balanced(stats, level);
            return of(stats, scale, dimensions, seed);
        }

        /** The k directions in which scaled good features vary most; what is kept has a mean variance of 1. */
        private static Weights of(ChannelStats stats, double[] scale, int dimensions, long seed) {
            int channels = stats.channels();
            int k = Math.min(dimensions, channels);
            double[] covariance = stats.covariance().clone();
            for (int i = 0; i < covariance.length; i++) {
                covariance[i] *= scale[i / channels] * scale[i % channels];
            }
            double[] w = Projection.principal(covariance, k, channels, seed);
            double unit = Math.sqrt(k / Math.max(1e-9, Projection.kept(w, covariance, k, channels)));
            float[] matrix = new float[k * channels];
            float[] bias = new float[k];
            for (int row = 0; row < k; row++) {
                double offset = 0;
                for (int c = 0; c < channels; c++) {
                    double value = unit * w[row * channels + c] * scale[c];
                    matrix[row * channels + c] = (float) value;
                    offset -= value * stats.mean()[c];
                }
                bias[row] = (float) offset;
            }
            return new Weights(k, matrix, bias);
        }

        /** Every channel has the same spread, every tap the same weight. */
        private static double[] standardised(ChannelStats stats, Level level) {
            double[] scale = new double[stats.channels()];
            double[] spread = stats.spread();
            int from = 0;
            for (Tap tap : level.taps()) {
                for (int c = from; c < from + tap.channels(); c++) {
                    scale[c] = 1 / Math.sqrt(tap.channels()) / spread[c];
                }
                from += tap.channels();
            }
            return scale;
        }

        /** Every tap has the same weight, its channels keep their proportions. */
        private static double[] balanced(ChannelStats stats, Level level) {
            double[] scale = new double[stats.channels()];
            int from = 0;
            for (Tap tap : level.taps()) {
                int to = from + tap.channels();
                double total = 1e-12;
                for (int c = from; c < to; c++) {
                    total += Math.max(0, stats.covariance()[c * stats.channels() + c]);
                }
                Arrays.fill(scale, from, to, 1 / Math.sqrt(total));
                from = to;
            }
            return scale;
        }
    }
}
