package loupe.train.backbone;

import loupe.train.graph.ForeignGraph;

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
}
