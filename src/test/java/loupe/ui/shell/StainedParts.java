package loupe.ui.shell;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import loupe.camera.demo.DemoLine;
import loupe.detect.TestGraph;
import loupe.domain.Image;
import loupe.imaging.ImageCodec;

/** Grey parts of the demo line with painted rust and ink, and a toy network that tells the two by their colour. */
final class StainedParts {
    static final String RUST = "rust";
    static final String INK = "ink";

    private static final int COUNT = 20;
    private static final int[] RUST_RGB = {165, 84, 40};
    private static final int[] INK_RGB = {38, 62, 160};
    /** How many of each a part has, over and over: good, permitted, bad, good, bad, for review. */
    private static final List<int[]> STAINS = List.of(
            new int[] {0, 0}, new int[] {0, 2}, new int[] {1, 1}, new int[] {0, 0}, new int[] {2, 1}, new int[] {0, 4});

    private StainedParts() {}

    /** Twenty pictures, {@code part00.png} and on. */
    static Path write(Path folder) {
        DemoLine line = new DemoLine(20_26, 0);
        try {
            Files.createDirectories(folder);
            for (int i = 0; i < COUNT; i++) {
                Image part = line.good(i).image();
                int[] stains = STAINS.get(i % STAINS.size());
                for (int n = 0; n < stains[0] + stains[1]; n++) {
                    part = stained(part, n < stains[0] ? RUST_RGB : INK_RGB, 7 * i + n);
                }
                Files.write(folder.resolve("part%02d.png".formatted(i)), ImageCodec.png(part));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return folder;
    }

    /** A blot on the ring between hub and rim. */
    private static Image stained(Image part, int[] rgb, int number) {
        byte[] pixels = part.pixels().clone();
        double angle = 2.4 * number; // the golden angle: two never lie on one another
        double x0 = part.width() / 2.0 + 150 * Math.cos(angle);
        double y0 = part.height() / 2.0 + 150 * Math.sin(angle);
        double size = 13 + number % 3 * 4;
        for (int i = 0; i < pixels.length; i += 3) {
            int row = i / 3 / part.width();
            double dx = i / 3 % part.width() - x0;
            double dy = row - y0;
            double turn = Math.atan2(dy, dx);
            double edge = size * (1 + 0.22 * Math.sin(3 * turn + number) + 0.1 * Math.sin(7 * turn));
            double strength = 0.85 * Math.max(0, Math.min(1, (edge + 2 - Math.hypot(dx, dy)) / 4));
            for (int c = 0; c < 3; c++) { // blue, green, red
                double grey = pixels[i + c] & 0xff;
                double paint = rgb[2 - c] * (0.5 + grey / 300);
                pixels[i + c] = (byte) Math.min(255, Math.rint(grey + strength * (paint - grey)));
            }
        }
        return new Image(part.width(), part.height(), part.order(), pixels);
    }

    /** Ground, rust where red is above blue, ink where blue is above red. */
    static Path network(Path file) {
        long[] half = {2, 2};
        return TestGraph.of(1, 3, 256, 256)
                .floats("colours", new long[] {3, 3, 1, 1}, 0, 0, 0, 40, 0, -40, -40, 0, 40)
                .floats("limits", new long[] {3}, 0, -5, -5)
                .node("AveragePool", "small", List.of("input"), "kernel_shape", half, "strides", half)
                .node("Conv", "logits", List.of("small", "colours", "limits"))
                .node("Softmax", "output", List.of("logits"), "axis", 1L)
                .output("output", TestGraph.FLOAT, 1, 3, 128, 128)
                .write(file);
    }
}
