package loupe.train.repair;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.LongStream;
import loupe.train.gradient.GraphLayers;
import loupe.train.graph.ConvShape;
import loupe.train.graph.GraphWriter;
import loupe.train.graph.Tensor;

/**
 * Writes a trained network as a whole detector: picture, repaired picture, what changed, score. What is darker than it
 * should be and what is lighter are looked at apart, because good pictures show both differently; of both, spots and
 * lines. Each look is put in units of what good pictures show, see {@link NoiseCurve} and {@link ResidualNorm}. The map
 * is the largest of the four.
 */
public final class RepairGraph {
    /** Sides of the boxes, map pixels. */
    static final List<Integer> BOXES = List.of(3, 7, 15);

    /** How the score of a picture comes from what changed. */
    public enum Score {
        /** Mean of the highest 0.2 % of the standardised map of spots and lines. */
        TOP(0.002),
        /** Mean of the highest 0.5 % of the standardised map of spots: for networks that blur every rim a little. */
        SPOTS(0.005),
        /** Σ (x − G(x))² over pixels and channels, as Bougaham et al. have it; the map is not standardised. */
        SUM(1);

        private final double share;

        Score(double share) {
            this.share = share;
        }

        /** What the map is made of. */
        Set<Look> looks() {
            return this == TOP ? EnumSet.allOf(Look.class) : EnumSet.of(Look.DARK_SPOTS, Look.LIGHT_SPOTS);
        }

        /** Places of the map that make the score. */
        int places(int side) {
            return Math.max(1, (int) Math.round(side / 2 * (side / 2) * share));
        }
    }

    /** What a defect may look like in the difference, at half size. */
    enum Look {
        /** Squares of what is darker, mean of the channels, averaged over boxes: wide ones are faint, narrow strong. */
        DARK_SPOTS,
        /** The same of what is lighter. */
        LIGHT_SPOTS,
        /** The mean over channels along the darkest line through a place, squared, see {@link LineBank}. */
        DARK_LINES,
        /** The same of what is lighter. */
        LIGHT_LINES
    }

    /** A network and what it has learned. */
    record Trained(RepairNetwork network, Map<String, float[]> values) {}

    /** What is normal of one look: noise by light, residual by place. */
    record Normal(NoiseCurve noise, ResidualNorm places) {}

    /** Side of the box over which a place's light is averaged, map pixels. */
    private static final int LIGHT_BOX = 7;

    private RepairGraph() {}

    /** Outputs every {@link Look} of the score as it is, {@code light} of the places, {@code sum} of all squares. */
    static byte[] draft(Trained trained, int side, Score score) {
        Drawing drawing = new Drawing(trained, side, score);
        drawing.looks.forEach((look, residual) -> drawing.map(look.name(), residual));
        drawing.map("light", drawing.light);
        drawing.graph.output("sum", drawing.sum(), GraphWriter.FREE);
        return drawing.graph.toBytes(new TreeMap<>());
    }

    /**
     * The whole file.
     *
     * @param normals one for each look of the score; empty = the map is all spots as they are
     */
    static byte[] write(
            Trained trained, int side, Score score, Map<Look, Normal> normals, SortedMap<String, String> metadata) {
        Drawing drawing = new Drawing(trained, side, score);
        Tensor map = normals.isEmpty() ? drawing.spots() : drawing.standardised(normals);
        drawing.map("anomaly_map", map);
        Tensor value = score == Score.SUM ? drawing.sum() : drawing.top(map, score.places(side));
        drawing.graph.output("pred_score", value, GraphWriter.FREE);
        drawing.graph.output("reconstruction", drawing.repaired, GraphWriter.FREE, 3, side, side);
        return drawing.graph.toBytes(metadata);
    }

    /** Picture to residual, and what can be made of it. */
    private static final class Drawing {
        final GraphWriter graph = new GraphWriter("loupe-repair", GraphWriter.OPSET);
        final int side;
        final int half;
        final Tensor repaired;
        final Tensor difference;
        final Tensor light;
        final Map<Look, Tensor> looks = new EnumMap<>(Look.class);

        Drawing(Trained trained, int side, Score score) {
            this.side = side;
            this.half = side / 2;
            GraphLayers layers = new GraphLayers(graph, trained.values());
            Tensor x = graph.input("input", GraphWriter.FREE, 3, side, side);
            this.repaired = layers.clip(repair(layers, trained.network(), x), 0, 1);
            this.difference = graph.subtract(x, repaired);
            this.light = box(halved(repaired), LIGHT_BOX);
            looks.put(Look.DARK_SPOTS, spots(graph.negate(difference)));
            looks.put(Look.LIGHT_SPOTS, spots(difference));
            if (score.looks().contains(Look.DARK_LINES)) {
                Tensor lines = lines(halved(difference));
                looks.put(Look.DARK_LINES, squareAboveZero(graph.negate(flat(graph.reduceMin(lines, 1)))));
                looks.put(Look.LIGHT_LINES, squareAboveZero(flat(graph.reduceMax(lines, 1))));
            }
        }

        /** Means along the lines through every place. */
        private Tensor lines(Tensor plane) {
            Tensor kernels = graph.floats(LineBank.kernels(), LineBank.DIRECTIONS, 1, LineBank.SIDE, LineBank.SIDE);
            Tensor padded = graph.padReflect(plane, LineBank.SIDE / 2);
            return graph.conv(padded, kernels, null, ConvShape.valid(LineBank.SIDE));
        }

        private Tensor flat(Tensor plane) {
            return graph.reshape(plane, 0, 1, half, half);
        }

        private Tensor squareAboveZero(Tensor change) {
            Tensor part = graph.relu(change);
            return graph.multiply(part, part);
        }

        Tensor spots() {
            return graph.add(looks.get(Look.DARK_SPOTS), looks.get(Look.LIGHT_SPOTS));
        }

        /** Of what is above zero. */
        private Tensor spots(Tensor change) {
            Tensor plane = halved(squareAboveZero(change));
            Tensor sum = null;
            for (int box : BOXES) {
                Tensor mean = box(plane, box);
                sum = sum == null ? mean : graph.add(sum, mean);
            }
            return graph.multiply(sum, graph.scalar(1.0 / BOXES.size()));
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

        Tensor sum() {
            return graph.reduceSum(graph.reshape(graph.multiply(difference, difference), 0, -1), 1);
        }

        Tensor top(Tensor map, int places) {
            return graph.reduceMean(graph.topK(graph.reshape(map, 0, -1), 1, places), 1);
        }

        Tensor standardised(Map<Look, Normal> normals) {
            Tensor largest = null;
            for (Look look : looks.keySet()) {
                Tensor own = standardised(looks.get(look), normals.get(look));
                largest = largest == null ? own : graph.maximum(largest, own);
            }
            return largest;
        }

        private Tensor standardised(Tensor residual, Normal normal) {
            NoiseCurve noise = normal.noise();
            int knots = noise.light().length;
            Tensor beyond = graph.relu(graph.subtract(light, graph.floats(noise.light(), 1, knots, 1, 1)));
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
