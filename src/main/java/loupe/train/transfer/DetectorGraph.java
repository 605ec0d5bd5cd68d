package loupe.train.transfer;

import java.util.List;
import java.util.SortedMap;
import loupe.train.graph.ConvShape;
import loupe.train.graph.GraphWriter;
import loupe.train.graph.Tensor;

/** Writes the whole detector as one ONNX graph. */
final class DetectorGraph {
    /** The map's cells per grid cell along one side. */
    static final int FINER = 4;

    private DetectorGraph() {}

    static byte[] write(Front front, Whitening whitening, Head head, SortedMap<String, String> metadata) {
        GraphWriter graph = front.newGraph();
        Tensor local = front.local(graph, front.input(graph), whitening);
        Tensor split = graph.concat(1, List.of(graph.relu(local), graph.relu(graph.negate(local))));
        int k = whitening.k();
        int side = front.side();
        int cells = side * side;
        Tensor places = graph.reshape(split, 0, 2L * k, cells);
        Tensor top = graph.topK(places, 2, Pooling.topCount(cells));
        Tensor features = graph.concat(1, List.of(graph.reduceMean(places, 2), graph.reduceMean(top, 2)));
        Tensor score = head.hidden()
                .map(hidden -> score(graph, features, hidden, 4L * k))
                .orElseGet(() -> linear(graph, features, head.pooled(), head.bias()));
        Tensor offset = graph.floats(new float[] {head.localBias()}, 1);
        Tensor activation = graph.conv(split, graph.floats(head.local(), 1, 2L * k, 1, 1), offset, ConvShape.valid(1));
        Tensor map = graph.averagePool(activation, 3, 1, 1);
        int fine = side * FINER;
        graph.output("anomaly_map", graph.resizeLinear(map, 1, fine, fine), GraphWriter.FREE, 1, fine, fine);
        graph.output("pred_score", graph.reshape(score, -1), GraphWriter.FREE);
        return graph.toBytes(metadata);
    }

    private static Tensor score(GraphWriter graph, Tensor features, HiddenLayer hidden, long count) {
        Tensor weights = graph.floats(hidden.first(), count, HiddenLayer.UNITS);
        Tensor biases = graph.floats(hidden.firstBias(), HiddenLayer.UNITS);
        return linear(graph, graph.relu(graph.gemm(features, weights, biases)), hidden.second(), hidden.bias());
    }

    private static Tensor linear(GraphWriter graph, Tensor x, float[] weights, float bias) {
        return graph.gemm(x, graph.floats(weights, weights.length, 1), graph.floats(new float[] {bias}, 1));
    }
}
