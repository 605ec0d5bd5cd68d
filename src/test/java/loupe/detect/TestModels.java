package loupe.detect;

import java.util.List;
import loupe.domain.Image;
import loupe.domain.PixelOrder;

/** Models of the two families that measure brightness: map = mean over 4×4 blocks of the channels' mean. */
final class TestModels {
    private static final long[] FOUR = {4, 4};

    private TestModels() {}

    /** Score = highest map value, map [N,1,H/4,W/4]. */
    static TestGraph brightness(long height, long width) {
        return TestGraph.of(-1, 3, height, width)
                .node("ReduceMean", "grey", List.of("input"), "axes", new long[] {1}, "keepdims", 1L)
                .node("AveragePool", "anomaly_map", List.of("grey"), "kernel_shape", FOUR, "strides", FOUR)
                .node("ReduceMax", "pred_score", List.of("anomaly_map"), "axes", new long[] {1, 2, 3}, "keepdims", 0L)
                .output("anomaly_map", TestGraph.FLOAT, -1, 1, -1, -1)
                .output("pred_score", TestGraph.FLOAT, -1);
    }

    static Image filled(int width, int height, PixelOrder order, int... value) {
        byte[] pixels = new byte[width * height * order.bytesPerPixel()];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) value[i % value.length];
        }
        return new Image(width, height, order, pixels);
    }
}
