package loupe.train.backbone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import loupe.domain.Image;
import loupe.domain.PixelOrder;
import loupe.imaging.ImageCodec;
import loupe.train.backbone.BackboneCard.Layout;
import loupe.train.graph.ConvShape;
import loupe.train.graph.GraphWriter;
import loupe.train.graph.Tensor;

/** A network of random filters with taps at stride 4, 8 and 16, and pictures to look at. */
public final class TinyTeacher {
    private TinyTeacher() {}

    /** Writes network and card; 8 channels at every tap. */
    public static Path write(Path file) {
        Random random = new Random(3);
        GraphWriter graph = new GraphWriter("tiny", GraphWriter.OPSET);
        long free = GraphWriter.FREE;
        Tensor x = graph.input("input", free, 3, free, free);
        int channels = 3;
        List<Tap> taps = new ArrayList<>();
        for (int stride = 2; stride <= 16; stride *= 2) {
            float[] weights = new float[8 * channels * 9];
            for (int i = 0; i < weights.length; i++) {
                weights[i] = (float) (random.nextGaussian() * Math.sqrt(2.0 / (9 * channels)));
            }
            Tensor w = graph.floats(weights, 8, channels, 3, 3);
            x = graph.relu(graph.conv(x, w, null, new ConvShape(3, 2, 1, 1)));
            channels = 8;
            if (stride >= 4) {
                graph.output("tap" + stride, x, free, 8, free, free);
                taps.add(new Tap("tap" + stride, 8, stride));
            }
        }
        List<Double> half = List.of(0.5, 0.5, 0.5);
        try {
            Files.write(file, graph.toBytes(new TreeMap<>()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        CardFile.write(
                file, new BackboneCard("tiny", taps, half, half, 1, Layout.NCHW, false, 0, "none", "", "", Map.of()));
        return file;
    }

    /** Writes pictures of smooth random blotches. */
    public static List<Path> pictures(Path folder, int count) {
        List<Path> files = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            files.add(folder.resolve(String.format("picture%03d.png", i)));
            try {
                Files.write(files.get(i), ImageCodec.png(blotches(new Random(i))));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return files;
    }

    private static Image blotches(Random random) {
        int side = 96;
        double[] waves = random.doubles(12, 0.02, 0.3).toArray();
        byte[] pixels = new byte[3 * side * side];
        for (int i = 0; i < pixels.length; i++) {
            int c = i % 3;
            int x = i / 3 % side;
            int y = i / 3 / side;
            double v = Math.sin(waves[c] * x + 9 * waves[c + 3]) * Math.cos(waves[c + 6] * y + 9 * waves[c + 9]);
            pixels[i] = (byte) (127 + 100 * v);
        }
        return new Image(side, side, PixelOrder.RGB8, pixels);
    }
}
