package loupe.train.backbone;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import loupe.train.backbone.BackboneCard.Layout;
import loupe.train.graph.ConvShape;
import loupe.train.graph.GraphWriter;
import loupe.train.graph.Tensor;

/**
 * The backbone that needs no weights from anywhere: oriented edge, line and spot filters on a pyramid of the
 * luminance, rectified and pooled; the same more coarsely on two opponent colours; local means; and filters on the
 * pooled answers of the finest filters (second order, as in a scattering transform: Bruna and Mallat, arXiv 1203.1513).
 * Pooled answers go through a square root, which makes them about normally distributed. Features at stride 8 and 16.
 */
public final class FilterBank {
    /** Of its file: {@code filterbank.onnx}. */
    public static final String NAME = "filterbank";

    /** Hair cracks of the demo line are lost at 256: methods/npad.md has the figures. */
    private static final int INPUT_SIZE = 320;

    private static final String FINE = "texture8";
    private static final String COARSE = "texture16";
    private static final int ORIENTATIONS = 4;
    private static final int LEVEL_FILTERS = 2 * ORIENTATIONS + 1;
    private static final double FLOOR = 1e-3;
    private static final double COLOUR_GAIN = 2;

    private final GraphWriter graph = new GraphWriter(NAME, GraphWriter.OPSET);
    private final List<Tensor> fine = new ArrayList<>();
    private final List<Tensor> coarse = new ArrayList<>();
    private int fineChannels;
    private int coarseChannels;

    private FilterBank() {}

    /** The ONNX file: always the same bytes. */
    public static byte[] model() {
        FilterBank bank = new FilterBank();
        bank.build();
        return bank.graph.toBytes(new TreeMap<>());
    }

    /** The card that belongs to {@link #model}. */
    public static BackboneCard card() {
        FilterBank bank = new FilterBank();
        bank.build();
        byte[] bytes = bank.graph.toBytes(new TreeMap<>());
        return new BackboneCard(
                NAME,
                List.of(new Tap(FINE, bank.fineChannels, 8), new Tap(COARSE, bank.coarseChannels, 16)),
                List.of(0.0, 0.0, 0.0),
                List.of(1.0, 1.0, 1.0),
                1,
                Layout.NCHW,
                true,
                INPUT_SIZE,
                "Apache-2.0",
                Backbones.sha256(bytes),
                "Written by loupe.train.backbone.FilterBank: fixed filters, no learned weights.",
                Map.of());
    }

    private void build() {
        Tensor image = graph.input("input", GraphWriter.FREE, 3, GraphWriter.FREE, GraphWriter.FREE);
        Tensor opponent = graph.conv(image, graph.floats(opponents(), 3, 3, 1, 1), null, ConvShape.valid(1));
        Tensor light = graph.slice(opponent, 1, 0, 1);
        Tensor colour = graph.slice(opponent, 1, 1, 3);
        Tensor half = graph.averagePool(light, 2, 2, 0);
        Tensor quarter = graph.averagePool(half, 2, 2, 0);
        Tensor eighth = graph.averagePool(quarter, 2, 2, 0);
        Tensor finest = level(light, 8, true);
        Tensor second = level(half, 4, true);
        level(quarter, 2, false);
        coarseLevel(eighth);
        colours(graph.averagePool(colour, 2, 2, 0));
        secondOrder(graph.concat(1, List.of(graph.averagePool(finest, 4, 4, 0), graph.averagePool(second, 2, 2, 0))));
        addFine(graph.averagePool(opponent, 8, 8, 0), 3);
        addCoarse(graph.averagePool(opponent, 16, 16, 0), 3);
        graph.output(FINE, graph.concat(1, fine), GraphWriter.FREE, fineChannels, GraphWriter.FREE, GraphWriter.FREE);
        graph.output(
                COARSE, graph.concat(1, coarse), GraphWriter.FREE, coarseChannels, GraphWriter.FREE, GraphWriter.FREE);
    }

    /** Rows: luminance, red–green, yellow–blue. */
    private static float[] opponents() {
        float third = 1f / 3;
        float c = (float) COLOUR_GAIN;
        return new float[] {third, third, third, c, -c, 0, c / 2, c / 2, -c};
    }

    /** All filters at one level of the pyramid; returns the rectified edges and lines for the second order. */
    private Tensor level(Tensor light, int toFine, boolean peaks) {
        Tensor answers = filter(light);
        Tensor edges = graph.abs(graph.slice(answers, 1, 0, ORIENTATIONS));
        Tensor others = graph.slice(answers, 1, ORIENTATIONS, LEVEL_FILTERS);
        Tensor dark = graph.relu(others);
        Tensor bright = graph.relu(graph.negate(others));
        Tensor all = graph.concat(1, List.of(edges, dark, bright));
        int channels = ORIENTATIONS + 2 * (ORIENTATIONS + 1);
        addFine(root(graph.averagePool(all, toFine, toFine, 0)), channels);
        if (peaks) {
            addFine(root(graph.maxPool(all, toFine, toFine, 0)), channels);
        }
        return graph.concat(1, List.of(edges, graph.abs(graph.slice(answers, 1, ORIENTATIONS, 2 * ORIENTATIONS))));
    }

    private void coarseLevel(Tensor light) {
        Tensor answers = filter(light);
        Tensor edges = graph.abs(graph.slice(answers, 1, 0, ORIENTATIONS));
        Tensor others = graph.slice(answers, 1, ORIENTATIONS, LEVEL_FILTERS);
        Tensor all = graph.concat(1, List.of(edges, graph.relu(others), graph.relu(graph.negate(others))));
        addCoarse(root(graph.averagePool(all, 2, 2, 0)), ORIENTATIONS + 2 * (ORIENTATIONS + 1));
    }

    private Tensor filter(Tensor light) {
        float[] kernels = new float[LEVEL_FILTERS * Kernels.SIDE * Kernels.SIDE];
        for (int i = 0; i < ORIENTATIONS; i++) {
            double angle = Math.PI * i / ORIENTATIONS;
            put(kernels, i, Kernels.edge(angle));
            put(kernels, ORIENTATIONS + i, Kernels.line(angle));
        }
        put(kernels, 2 * ORIENTATIONS, Kernels.spot());
        Tensor weights = graph.floats(kernels, LEVEL_FILTERS, 1, Kernels.SIDE, Kernels.SIDE);
        return graph.conv(graph.padReflect(light, Kernels.SIDE / 2), weights, null, ConvShape.valid(Kernels.SIDE));
    }

    /** Edges and spots of the two opponent colours, at stride 8 and 16. */
    private void colours(Tensor colour) {
        Tensor answers = graph.abs(depthwise(colour, 2));
        Tensor cells = graph.averagePool(answers, 4, 4, 0);
        addFine(root(cells), 6);
        addCoarse(root(graph.averagePool(cells, 2, 2, 0)), 6);
    }

    private void secondOrder(Tensor energies) {
        int channels = 4 * ORIENTATIONS;
        Tensor answers = graph.abs(depthwise(energies, channels));
        addCoarse(root(graph.averagePool(answers, 4, 4, 0)), 3 * channels);
    }

    /** Two edges and a spot on every channel by itself. */
    private Tensor depthwise(Tensor x, int channels) {
        float[] kernels = new float[channels * 3 * Kernels.SIDE * Kernels.SIDE];
        for (int c = 0; c < channels; c++) {
            put(kernels, 3 * c, Kernels.edge(0));
            put(kernels, 3 * c + 1, Kernels.edge(Math.PI / 2));
            put(kernels, 3 * c + 2, Kernels.spot());
        }
        Tensor weights = graph.floats(kernels, 3L * channels, 1, Kernels.SIDE, Kernels.SIDE);
        ConvShape shape = ConvShape.valid(Kernels.SIDE).grouped(channels);
        return graph.conv(graph.padReflect(x, Kernels.SIDE / 2), weights, null, shape);
    }

    private static void put(float[] kernels, int index, float[] kernel) {
        System.arraycopy(kernel, 0, kernels, index * kernel.length, kernel.length);
    }

    private Tensor root(Tensor x) {
        return graph.sqrt(graph.add(x, graph.scalar(FLOOR * FLOOR)));
    }

    private void addFine(Tensor x, int channels) {
        fine.add(x);
        fineChannels += channels;
    }

    private void addCoarse(Tensor x, int channels) {
        coarse.add(x);
        coarseChannels += channels;
    }
}
