package loupe.train.repair;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import loupe.train.gradient.GraphLayers;
import loupe.train.graph.GraphWriter;
import loupe.train.graph.Tensor;

/**
 * Writes a trained network as a whole detector: picture, repaired picture, what changed, score. The map is the squared
 * difference, mean of the channels, at half size, averaged over boxes of several sizes (wide defects are faint, narrow
 * ones are strong), then in deviations from what good pictures show, see {@link ResidualNorm}.
 */
public final class RepairGraph {
    /** Sides of the boxes, map pixels. */
    static final List<Integer> BOXES = List.of(3, 7, 15);

    /** How the score of a picture comes from what changed. */
    public enum Score {
        /** Mean of the highest 0.5 % of the standardised map. */
        TOP,
        /** Σ (x − G(x))² over pixels and channels, as Bougaham et al. have it; the map is not standardised. */
        SUM
    }

    private static final double TOP_SHARE = 0.005;

    /** A network and what it has learned. */
    record Trained(RepairNetwork network, Map<String, float[]> values) {}

    private RepairGraph() {}

    /** The score's pixels. */
    static int topCount(int side) {
        return Math.max(1, (int) Math.round(side / 2 * (side / 2) * TOP_SHARE));
    }

    /**
     * The whole file.
     *
     * @param norm empty = the map as it is
     */
    static byte[] write(
            Trained trained, int side, Score score, Optional<ResidualNorm> norm, SortedMap<String, String> metadata) {
        GraphWriter graph = new GraphWriter("loupe-repair", GraphWriter.OPSET);
        GraphLayers layers = new GraphLayers(graph, trained.values());
        Tensor x = graph.input("input", GraphWriter.FREE, 3, side, side);
        Tensor y = layers.clip(repaired(graph, layers, trained.network(), x, side), 0, 1);
        Tensor difference = graph.subtract(x, y);
        Tensor squares = graph.multiply(difference, difference);
        Tensor plane = graph.reshape(graph.reduceMean(squares, 1), 0, 1, side, side);
        Tensor residual = map(graph, plane);
        Tensor map = norm.map(n -> standardised(graph, residual, n, side / 2)).orElse(residual);
        graph.output("anomaly_map", map, GraphWriter.FREE, 1, side / 2, side / 2);
        graph.output("pred_score", score(graph, score == Score.SUM ? squares : map, score, side), GraphWriter.FREE);
        graph.output("reconstruction", y, GraphWriter.FREE, 3, side, side);
        return graph.toBytes(metadata);
    }

    private static Tensor repaired(GraphWriter graph, GraphLayers layers, RepairNetwork network, Tensor x, int side) {
        int margin = network.margin();
        if (margin == 0) {
            return network.repair(layers, x);
        }
        Tensor y = network.repair(layers, graph.padReflect(x, margin));
        return graph.slice(graph.slice(y, 2, margin, margin + side), 3, margin, margin + side);
    }

    private static Tensor standardised(GraphWriter graph, Tensor map, ResidualNorm norm, int side) {
        Tensor highest = graph.topK(graph.reshape(map, 0, -1), 1, ResidualNorm.quarter(side * side));
        Tensor quartile = graph.reshape(graph.reduceMin(highest, 1), 0, 1, 1, 1);
        Tensor by = graph.add(quartile, graph.scalar(ResidualNorm.LEAST * norm.typical() + Float.MIN_NORMAL));
        Tensor mean = graph.floats(norm.mean(), 1, 1, side, side);
        Tensor deviation = graph.floats(norm.deviation(), 1, 1, side, side);
        return graph.divide(graph.subtract(graph.divide(map, by), mean), deviation);
    }

    private static Tensor score(GraphWriter graph, Tensor of, Score score, int side) {
        Tensor flat = graph.reshape(of, 0, -1);
        return score == Score.SUM ? graph.reduceSum(flat, 1) : graph.reduceMean(graph.topK(flat, 1, topCount(side)), 1);
    }

    private static Tensor map(GraphWriter graph, Tensor plane) {
        Tensor half = graph.averagePool(plane, 2, 2, 0);
        Tensor sum = null;
        for (int box : BOXES) {
            Tensor mean = graph.averagePool(graph.padReflect(half, box / 2), box, 1, 0);
            sum = sum == null ? mean : graph.add(sum, mean);
        }
        return graph.multiply(sum, graph.scalar(1.0 / BOXES.size()));
    }
}
