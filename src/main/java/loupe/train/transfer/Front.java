package loupe.train.transfer;

import java.util.List;
import java.util.TreeMap;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;
import loupe.train.backbone.Backbone;
import loupe.train.backbone.Tap;
import loupe.train.graph.ConvShape;
import loupe.train.graph.GraphWriter;
import loupe.train.graph.Tensor;

/**
 * The first part of the detector: normalisation, frozen backbone up to its last tap, whitening. Teaching runs it alone;
 * the exported file holds the same nodes.
 */
final class Front {
    private final Backbone backbone;
    private final int inputSize;
    private final Tap tap;

    Front(Backbone backbone, int inputSize) {
        this.backbone = backbone;
        this.inputSize = inputSize;
        this.tap = backbone.card().taps().get(backbone.card().taps().size() - 1);
        if (inputSize % tap.stride() != 0) {
            throw new InspectionFault(
                    FaultCode.MOD_10, backbone.name(), inputSize + " pixels are no multiple of stride " + tap.stride());
        }
    }

    int inputSize() {
        return inputSize;
    }

    int channels() {
        return tap.channels();
    }

    int side() {
        return inputSize / tap.stride();
    }

    /** A model with the tap as its output, {@code [N, channels, side, side]}. */
    byte[] tapModel() {
        GraphWriter graph = newGraph();
        graph.output("tap", tap(graph, input(graph)), GraphWriter.FREE, channels(), side(), side());
        return graph.toBytes(new TreeMap<>());
    }

    GraphWriter newGraph() {
        return new GraphWriter("transfer", backbone.graph().hostOpset());
    }

    Tensor input(GraphWriter graph) {
        return graph.input("input", GraphWriter.FREE, 3, inputSize, inputSize);
    }

    Tensor local(GraphWriter graph, Tensor input, Whitening whitening) {
        Tensor matrix = graph.floats(whitening.matrix(), whitening.k(), channels(), 1, 1);
        Tensor bias = graph.floats(whitening.bias(), whitening.k());
        return graph.conv(tap(graph, input), matrix, bias, ConvShape.valid(1));
    }

    private Tensor tap(GraphWriter graph, Tensor input) {
        return backbone.graph()
                .embed(graph, "backbone/", backbone.feed(graph, input), List.of(tap.tensor()))
                .get(0);
    }
}
