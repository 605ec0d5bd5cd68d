package loupe.train.graph;

import java.util.List;

/**
 * What one needs to know of a node to find places worth tapping.
 *
 * @param type operator
 * @param inputs computed inputs, weights left out
 * @param output name of the first output
 * @param stride what the node divides height and width by
 * @param weights dimensions of the weights, in order
 */
public record ForeignNode(String type, List<String> inputs, String output, long stride, List<List<Long>> weights) {}
