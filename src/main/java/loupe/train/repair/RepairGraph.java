package loupe.train.repair;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.LongStream;
import loupe.train.gradient.GraphLayers;
import loupe.train.graph.ConvShape;
import loupe.train.graph.GraphWriter;
import loupe.train.graph.Tensor;

/**
 * Writes a trained network as a whole detector: picture, repaired picture, what changed, score. The map is the squared
 * difference of neighbourhoods, mean of the channels, at half size, averaged over boxes of several sizes (wide defects
 * are faint, narrow ones are strong), then in deviations from what good pictures show, see {@link NoiseCurve} and
 * {@link ResidualNorm}.
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

    /** What is normal: noise by light, residual by place. */
    record Normal(NoiseCurve noise, ResidualNorm places) {}

    /** Side of the box over which differences are averaged, with their signs: noise cancels out, a defect does not. */
    private static final int DIFFERENCE_BOX = 3;

    /** Side of the box over which a place's light is averaged, map pixels. */
    private static final int LIGHT_BOX = 7;

    private RepairGraph() {}

    /** The score's pixels. */
    static int topCount(int side) {
        return Math.max(1, (int) Math.round(side / 2 * (side / 2) * TOP_SHARE));
    }

    /** Outputs {@code anomaly_map} as it is, {@code pred_score}, {@code light} of the map's places. */
    static byte[] draft(Trained trained, int side, Score score) {
        Drawing drawing = new Drawing(trained, side);
        drawing.map("anomaly_map", drawing.residual);
        drawing.score(score, drawing.residual);
        drawing.map("light", drawing.light());
        return drawing.graph.toBytes(new TreeMap<>());
    }

    /**
     * The whole file.
     *
     * @param normal empty = the map as it is
     */
    static byte[] write(
            Trained trained, int side, Score score, Optional<Normal> normal, SortedMap<String, String> metadata) {
        Drawing drawing = new Drawing(trained, side);
        Tensor map = normal.map(drawing::standardised).orElse(drawing.residual);
        drawing.map("anomaly_map", map);
        drawing.score(score, map);
        drawing.graph.output("reconstruction", drawing.repaired, GraphWriter.FREE, 3, side, side);
        return drawing.graph.toBytes(metadata);
    }

    /** Picture to residual, and what can be made of it. */
    private static final class Drawing {
        final GraphWriter graph = new GraphWriter("loupe-repair", GraphWriter.OPSET);
        final int side;
        final int half;
        final Tensor repaired;
        final Tensor squares;
        final Tensor residual;

        Drawing(Trained trained, int side) {
            this.side = side;
            this.half = side / 2;
            GraphLayers layers = new GraphLayers(graph, trained.values());
            Tensor x = graph.input("input", GraphWriter.FREE, 3, side, side);
            this.repaired = layers.clip(repair(layers, trained.network(), x), 0, 1);
            Tensor difference = graph.subtract(x, repaired);
            this.squares = graph.multiply(difference, difference);
            Tensor coherent = box(difference, DIFFERENCE_BOX);
            Tensor plane = halved(graph.multiply(coherent, coherent));
            Tensor sum = null;
            for (int box : BOXES) {
                Tensor mean = box(plane, box);
                sum = sum == null ? mean : graph.add(sum, mean);
            }
            this.residual = graph.multiply(sum, graph.scalar(1.0 / BOXES.size()));
        }

        private Tensor repair(GraphLayers layers, RepairNetwork network, Tensor x) {
            if (!network.isAskedTwice()) {
                return inside(layers, network, x);
            }
            Tensor both = inside(layers, network, graph.concat(0, List.of(x, flipped(x))));
            Tensor pairs = graph.reshape(both, 2, -1, 3, side, side);
            Tensor own = graph.reshape(graph.slice(pairs, 0, 0, 1), -1, 3, side, side);
            Tensor other = graph.reshape(graph.slice(pairs, 0, 1, 2), -1, 3, side, side);
            return graph.multiply(graph.add(own, flipped(other)), graph.scalar(0.5));
        }

        private Tensor flipped(Tensor x) {
            return graph.gather(
                    x,
                    3,
                    graph.longs(LongStream.range(0, side).map(i -> side - 1 - i).toArray()));
        }

        private Tensor inside(GraphLayers layers, RepairNetwork network, Tensor x) {
            int margin = network.margin();
            if (margin == 0) {
                return network.repair(layers, x);
            }
            Tensor y = network.repair(layers, graph.padReflect(x, margin));
            return graph.slice(graph.slice(y, 2, margin, margin + side), 3, margin, margin + side);
        }

        void map(String name, Tensor map) {
            graph.output(name, map, GraphWriter.FREE, 1, half, half);
        }

        void score(Score score, Tensor map) {
            Tensor flat = graph.reshape(score == Score.SUM ? squares : map, 0, -1);
            Tensor value = score == Score.SUM
                    ? graph.reduceSum(flat, 1)
                    : graph.reduceMean(graph.topK(flat, 1, topCount(side)), 1);
            graph.output("pred_score", value, GraphWriter.FREE);
        }

        Tensor light() {
            return box(halved(repaired), LIGHT_BOX);
        }

        Tensor standardised(Normal normal) {
            NoiseCurve noise = normal.noise();
            int knots = noise.light().length;
            Tensor beyond = graph.relu(graph.subtract(light(), graph.floats(noise.light(), 1, knots, 1, 1)));
            Tensor bends = graph.floats(noise.bends(), 1, knots, 1, 1);
            Tensor least = graph.floats(new float[] {noise.level()[0]}, 1);
            Tensor level = graph.conv(beyond, bends, least, ConvShape.valid(1));
            return standardised(graph.divide(residual, level), normal.places());
        }

        private Tensor standardised(Tensor map, ResidualNorm norm) {
            Tensor highest = graph.topK(graph.reshape(map, 0, -1), 1, ResidualNorm.quarter(half * half));
            Tensor quartile = graph.reshape(graph.reduceMin(highest, 1), 0, 1, 1, 1);
            Tensor by = graph.add(quartile, graph.scalar(ResidualNorm.LEAST * norm.typical() + Float.MIN_NORMAL));
            Tensor mean = graph.floats(norm.mean(), 1, 1, half, half);
            Tensor deviation = graph.floats(norm.deviation(), 1, 1, half, half);
            return graph.divide(graph.subtract(graph.divide(map, by), mean), deviation);
        }

        private Tensor halved(Tensor channels) {
            return graph.averagePool(graph.reshape(graph.reduceMean(channels, 1), 0, 1, side, side), 2, 2, 0);
        }

        private Tensor box(Tensor plane, int box) {
            return graph.averagePool(graph.padReflect(plane, box / 2), box, 1, 0);
        }
    }
}
