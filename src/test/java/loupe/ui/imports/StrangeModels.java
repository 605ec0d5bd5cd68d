package loupe.ui.imports;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import loupe.detect.TestGraph;
import loupe.domain.Image;
import loupe.domain.PixelOrder;
import loupe.imaging.ImageCodec;

/** Models as strangers bring them, small enough to be worked out by hand, and samples for them. */
public final class StrangeModels {
    private static final int SIDE = 64;
    private static final long[] WHOLE = {1, 2, 3};

    private StrangeModels() {}

    /** What differs from its surroundings; names and order of outputs are those of anomalib v2. */
    public static Path anomalib(Path file) {
        return unlike(TestGraph.of(-1, 3, 256, 256).metadata("license", "Apache-2.0"), "anomaly_map")
                .node("ReduceMax", "pred_score", List.of("anomaly_map"), "axes", WHOLE, "keepdims", 0L)
                .output("pred_score", TestGraph.FLOAT, -1)
                .output("anomaly_map", TestGraph.FLOAT, -1, 1, 256, 256)
                .write(file);
    }

    /** The same under names that say nothing, with a picture, features and a row of numbers beside them. */
    public static Path unknown(Path file) {
        return unlike(TestGraph.of(1, 3, 256, 256), "out_2")
                .node("ReduceMax", "out_1", List.of("out_2"), "axes", WHOLE, "keepdims", 0L)
                .node("ReduceMean", "out_3", List.of("smooth"), "axes", new long[] {2, 3}, "keepdims", 0L)
                .node("Concat", "out_4", List.of("far", "smooth", "far", "smooth", "far", "smooth"), "axis", 1L)
                .output("out_1", TestGraph.FLOAT, 1)
                .output("out_2", TestGraph.FLOAT, 1, 1, 256, 256)
                .output("out_3", TestGraph.FLOAT, 1, 3)
                .output("out_4", TestGraph.FLOAT, 1, 18, 256, 256)
                .write(file);
    }

    private static TestGraph unlike(TestGraph graph, String map) {
        long[] around = {17, 17};
        long[] pads = {8, 8, 8, 8};
        return graph.floats("gain", new long[0], 2.5f)
                .floats("zero", new long[0], 0)
                .floats("one", new long[0], 1)
                .node("AveragePool", "smooth", List.of("input"), "kernel_shape", around, "pads", pads)
                .node("Sub", "off", List.of("input", "smooth"))
                .node("Abs", "far", List.of("off"))
                .node("ReduceMean", "grey", List.of("far"), "axes", new long[] {1}, "keepdims", 1L)
                .node("Mul", "strong", List.of("grey", "gain"))
                .node("Clip", map, List.of("strong", "zero", "one"));
    }

    /** Trained on BGR: it finds blue in the first channel. Names are those of anomalib v2, which says RGB. */
    public static Path trainedOnBgr(Path file) {
        return TestGraph.of(1, 3, SIDE, SIDE)
                .floats("weights", new long[] {1, 3, 1, 1}, 1, 0, -1)
                .floats("zero", new long[0], 0)
                .floats("one", new long[0], 1)
                .node("Conv", "weighed", List.of("input", "weights"))
                .node("Clip", "anomaly_map", List.of("weighed", "zero", "one"))
                .output("anomaly_map", TestGraph.FLOAT, 1, 1, SIDE, SIDE)
                .write(file);
    }

    /** A classifier of four classes without names: nobody knows which of them are defects. */
    public static Path classifier(Path file) {
        return TestGraph.of(1, 3, SIDE, SIDE)
                .floats("weights", new long[] {4, 3, 1, 1}, 1, 0, 0, 0, 1, 0, 0, 0, 1, 1, 1, 1)
                .node("Conv", "weighed", List.of("input", "weights"))
                .node("GlobalAveragePool", "pooled", List.of("weighed"))
                .node("Flatten", "flat", List.of("pooled"))
                .node("Softmax", "probabilities", List.of("flat"), "axis", 1L)
                .output("probabilities", TestGraph.FLOAT, 1, 4)
                .write(file);
    }

    /** A classifier of a thousand classes without a softmax, as networks trained on ImageNet come: strides 2, 4, 8, 16. */
    public static Path backbone(Path file) {
        TestGraph graph = TestGraph.of(-1, 3, -1, -1).metadata("license", "MIT");
        SplittableRandom random = new SplittableRandom(7);
        String from = "input";
        int channels = 3;
        for (int stage = 1; stage <= 4; stage++) {
            int next = 4 << stage;
            float[] weights = new float[next * channels * 9];
            for (int i = 0; i < weights.length; i++) {
                weights[i] = (float) ((random.nextDouble() - 0.5) / channels);
            }
            graph.floats("w" + stage, new long[] {next, channels, 3, 3}, weights)
                    .node(
                            "Conv",
                            "conv" + stage,
                            List.of(from, "w" + stage),
                            "strides",
                            new long[] {2, 2},
                            "pads",
                            new long[] {1, 1, 1, 1},
                            "kernel_shape",
                            new long[] {3, 3})
                    .node("Relu", "stage" + stage, List.of("conv" + stage));
            from = "stage" + stage;
            channels = next;
        }
        return graph.floats("head", new long[] {1000, channels, 1, 1}, new float[1000 * channels])
                .node("Conv", "logits4", List.of(from, "head"))
                .node("GlobalAveragePool", "pooled", List.of("logits4"))
                .node("Flatten", "logits", List.of("pooled"))
                .output("logits", TestGraph.FLOAT, -1, 1000)
                .write(file);
    }

    /** Good parts are grey; defects are as bright, but blue. */
    public static Path blueDefects(Path folder) {
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 24; i++) {
            boolean good = i % 2 == 0;
            int level = 70 + random.nextInt(100);
            int[] rgb = good ? new int[] {level, level, level} : new int[] {level / 2, level, level + level / 2};
            write(folder.resolve((good ? "good" : "blue") + "/" + i + ".png"), rgb);
        }
        return folder;
    }

    private static void write(Path file, int[] rgb) {
        byte[] pixels = new byte[SIDE * SIDE * 3];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) rgb[i % 3];
        }
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, ImageCodec.png(new Image(SIDE, SIDE, PixelOrder.RGB8, pixels)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
