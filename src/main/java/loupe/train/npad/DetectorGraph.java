package loupe.train.npad;

import java.util.List;
import java.util.SortedMap;
import loupe.train.graph.ConvShape;
import loupe.train.graph.GraphWriter;
import loupe.train.graph.Tensor;

/**
 * Writes the whole detector as one ONNX graph. L⁻¹, by far the largest tensor, is read once per image: every cell's
 * Gaussian meets the nine features around it in one batched product, and the nine planes of distances are shifted back.
 */
final class DetectorGraph {
    private static final int WINDOW = 9;

    private final FrontGraph front;
    private final GraphWriter graph;
    private final Fitted fitted;
    private final Mixture mixture;

    private DetectorGraph(FrontGraph front, GraphWriter graph, Fitted fitted, Mixture mixture) {
        this.front = front;
        this.graph = graph;
        this.fitted = fitted;
        this.mixture = mixture;
    }

    static byte[] write(Features network, Fitted fitted, Mixture mixture, SortedMap<String, String> metadata) {
        FrontGraph front = network.front();
        GraphWriter graph = front.newGraph();
        List<Tensor> features = front.features(graph, front.input(graph), network.weights());
        new DetectorGraph(front, graph, fitted, mixture).build(features);
        return graph.toBytes(metadata);
    }

    private void build(List<Tensor> features) {
        int side = fitted.side();
        Tensor sum = graph.scalar(mixture.constant());
        for (int i = 0; i < features.size(); i++) {
            int own = front.level(i).side();
            Tensor plane =
                    graph.reshape(distances(features.get(i), fitted.views().get(i), own), 0, 1, own, own);
            Tensor weighted = graph.multiply(plane, graph.scalar(mixture.factor(i)));
            sum = graph.add(own == side ? weighted : graph.resizeLinear(weighted, 1, side, side), sum);
        }
        int fine = side * ScoreMap.FINER;
        Tensor map = blur(graph.resizeLinear(sum, 1, fine, fine));
        float[] weights = ScoreMap.topWeights(fine);
        Tensor top = graph.topK(graph.reshape(map, 0, -1), 1, weights.length);
        graph.output("anomaly_map", map, GraphWriter.FREE, 1, fine, fine);
        Tensor score = graph.matMul(top, graph.floats(weights, weights.length, 1));
        graph.output("pred_score", graph.reshape(score, -1), GraphWriter.FREE);
    }

    /** {@code [N, k, side, side]} → {@code [N, cells]}. */
    private Tensor distances(Tensor features, Learned.Distances good, int side) {
        if (good instanceof Gaussians gaussians) {
            return gaussian(byCell(features, gaussians.k(), side), gaussians);
        }
        Memory memory = (Memory) good;
        return centroid(byCell(features, memory.k(), side), memory, side);
    }

    private Tensor byCell(Tensor features, int k, int side) {
        return graph.transpose(graph.reshape(features, 0, k, (long) side * side), 0, 2, 1);
    }

    /** {@code [N, cells, k]} → {@code [N, cells]}. */
    private Tensor gaussian(Tensor byCell, Gaussians gaussians) {
        int k = gaussians.k();
        int side = gaussians.side();
        int cells = side * side;
        Tensor around = graph.gather(byCell, 1, graph.longs(forward(side)));
        Tensor windows = graph.reshape(around, 0, cells, WINDOW, k);
        Tensor means = graph.floats(gaussians.means(), cells, 1, k);
        Tensor whitening = graph.floats(gaussians.whitening(), cells, k, k);
        Tensor white = graph.matMul(graph.subtract(windows, means), whitening);
        Tensor squares = graph.reduceSum(graph.multiply(white, white), 3);
        Tensor shifted = graph.gather(graph.reshape(squares, 0, (long) cells * WINDOW), 1, graph.longs(back(side)));
        return graph.sqrt(graph.reduceMin(graph.reshape(shifted, 0, cells, WINDOW), 2));
    }

    /** For cell c and offset o the cell c + o; a cell outside the grid is replaced by c, and never read again. */
    private static long[] forward(int side) {
        long[] indices = new long[side * side * WINDOW];
        for (int i = 0; i < indices.length; i++) {
            int cell = i / WINDOW;
            int to = moved(side, cell, i % WINDOW, 1);
            indices[i] = to < 0 ? cell : to;
        }
        return indices;
    }

    /** For feature p and offset o where the distance of p to the Gaussian at p − o stands; outside, that at p. */
    private static long[] back(int side) {
        long[] indices = new long[side * side * WINDOW];
        for (int i = 0; i < indices.length; i++) {
            int feature = i / WINDOW;
            int from = moved(side, feature, i % WINDOW, -1);
            indices[i] = from < 0 ? (long) feature * WINDOW + WINDOW / 2 : (long) from * WINDOW + i % WINDOW;
        }
        return indices;
    }

    private static int moved(int side, int cell, int offset, int sign) {
        int row = cell / side + sign * (offset / 3 - 1);
        int column = cell % side + sign * (offset % 3 - 1);
        boolean inside = row >= 0 && row < side && column >= 0 && column < side;
        return inside ? row * side + column : -1;
    }

    /** {@code [N, cells, k]} → {@code [N, cells]}: ‖u‖² + min(‖c‖² − 2u·c), never below zero. */
    private Tensor centroid(Tensor byCell, Memory memory, int side) {
        int k = memory.k();
        float[] columns = new float[memory.columns().length];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = -2 * memory.columns()[i];
        }
        Tensor flat = graph.reshape(byCell, -1, k);
        Tensor products = graph.gemm(
                flat, graph.floats(columns, k, memory.count()), graph.floats(memory.norms(), memory.count()));
        Tensor nearest = graph.reshape(graph.reduceMin(products, 1), -1, (long) side * side);
        Tensor own = graph.reduceSum(graph.multiply(byCell, byCell), 2);
        return graph.sqrt(graph.relu(graph.add(own, nearest)));
    }

    private Tensor blur(Tensor map) {
        float[] line = ScoreMap.kernel();
        float[] square = new float[line.length * line.length];
        for (int i = 0; i < square.length; i++) {
            square[i] = line[i / line.length] * line[i % line.length];
        }
        Tensor weights = graph.floats(square, 1, 1, line.length, line.length);
        return graph.conv(graph.padReflect(map, ScoreMap.RADIUS), weights, null, ConvShape.valid(line.length));
    }
}
