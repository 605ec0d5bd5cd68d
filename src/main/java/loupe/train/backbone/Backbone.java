package loupe.train.backbone;

import loupe.train.backbone.BackboneCard.Layout;
import loupe.train.graph.ForeignGraph;
import loupe.train.graph.GraphWriter;
import loupe.train.graph.Tensor;

/**
 * A feature network: an ONNX graph with places to tap, and its card.
 *
 * @param card how to feed it and where to tap it
 * @param graph the parsed file
 * @param sha256 of the file as it was read, lower-case hex
 */
public record Backbone(BackboneCard card, ForeignGraph graph, String sha256) {

    public String name() {
        return card.name();
    }

    /** Sum of all taps' channels. */
    public int channels() {
        return card.taps().stream().mapToInt(Tap::channels).sum();
    }

    /** Writes the nodes that turn RGB 0…1 into what the network was trained on. */
    public Tensor feed(GraphWriter graph, Tensor input) {
        float[] factor = new float[3];
        float[] offset = new float[3];
        for (int c = 0; c < 3; c++) {
            factor[c] = (float) (card.scale() / card.std().get(c));
            offset[c] = (float) (-card.mean().get(c) / card.std().get(c));
        }
        boolean plain = card.scale() == 1
                && card.mean().stream().allMatch(m -> m == 0)
                && card.std().stream().allMatch(s -> s == 1);
        Tensor fed = plain
                ? input
                : graph.add(graph.multiply(input, graph.floats(factor, 1, 3, 1, 1)), graph.floats(offset, 1, 3, 1, 1));
        return card.layout() == Layout.NHWC ? graph.transpose(fed, 0, 2, 3, 1) : fed;
    }
}
