package loupe.app;

import java.util.OptionalDouble;
import loupe.calibrate.PixelMetrics;
import loupe.domain.AnomalyMap;
import loupe.domain.Image;
import loupe.domain.Region;
import loupe.domain.SampleSet.Sample;
import loupe.imaging.ImageCodec;

/**
 * Compares anomaly maps with ground truth masks at the image's own size, at most 1024 pixels on the longer side: maps
 * are read bilinearly, masks at the nearest pixel. Good images count with an empty mask, defects without a mask not at
 * all. What the map does not cover counts as never found.
 */
final class TruthMetrics {
    private static final int LONGEST = 1024;

    private final PixelMetrics metrics;

    /** Without masks nothing is gathered. */
    TruthMetrics(boolean masksExist) {
        metrics = masksExist ? new PixelMetrics() : null;
    }

    void add(Sample sample, Image image, AnomalyMap map) {
        if (metrics == null || (sample.isDefect() && sample.mask().isEmpty())) {
            return;
        }
        double shrink = Math.max(1, Math.max(image.width(), image.height()) / (double) LONGEST);
        int width = (int) Math.round(image.width() / shrink);
        int height = (int) Math.round(image.height() / shrink);
        boolean[] mask = sample.mask()
                .map(file -> defects(ImageCodec.read(file), width, height))
                .orElseGet(() -> new boolean[width * height]);
        metrics.add(scores(map, image, width, height), mask, width);
    }

    OptionalDouble auroc() {
        return metrics == null ? OptionalDouble.empty() : metrics.auroc();
    }

    OptionalDouble auPro(double limit) {
        return metrics == null ? OptionalDouble.empty() : metrics.auPro(limit);
    }

    private static boolean[] defects(Image mask, int width, int height) {
        boolean[] found = new boolean[width * height];
        int bytes = mask.order().bytesPerPixel();
        for (int y = 0; y < height; y++) {
            int row = (2 * y + 1) * mask.height() / (2 * height) * mask.width();
            for (int x = 0; x < width; x++) {
                int at = (row + (2 * x + 1) * mask.width() / (2 * width)) * bytes;
                for (int b = 0; b < bytes; b++) {
                    found[y * width + x] |= mask.pixels()[at + b] != 0;
                }
            }
        }
        return found;
    }

    static float[] scores(AnomalyMap map, Image image, int width, int height) {
        Region covered = map.covered();
        Axis across = new Axis(width, image.width(), covered.x(), covered.width(), map.width());
        Axis down = new Axis(height, image.height(), covered.y(), covered.height(), map.height());
        float[] values = map.scores();
        float[] out = new float[width * height];
        for (int y = 0; y < height; y++) {
            int top = down.low[y] * map.width();
            int bottom = down.high[y] * map.width();
            float v = down.share[y];
            for (int x = 0; x < width; x++) {
                float u = across.share[x];
                float upper = values[top + across.low[x]] * (1 - u) + values[top + across.high[x]] * u;
                float lower = values[bottom + across.low[x]] * (1 - u) + values[bottom + across.high[x]] * u;
                boolean seen = down.inside[y] && across.inside[x];
                out[y * width + x] = seen ? upper * (1 - v) + lower * v : -Float.MAX_VALUE;
            }
        }
        return out;
    }

    /** Where the pixels of one direction lie between the map's cells. */
    private static final class Axis {
        private final int[] low;
        private final int[] high;
        private final float[] share;
        private final boolean[] inside;

        Axis(int size, int imageSize, double start, double length, int cells) {
            low = new int[size];
            high = new int[size];
            share = new float[size];
            inside = new boolean[size];
            for (int i = 0; i < size; i++) {
                double pixel = (i + 0.5) * imageSize / size;
                inside[i] = pixel >= start && pixel <= start + length;
                double cell = Math.max(0, Math.min(cells - 1, (pixel - start) / length * cells - 0.5));
                low[i] = (int) cell;
                high[i] = Math.min(cells - 1, low[i] + 1);
                share[i] = (float) (cell - low[i]);
            }
        }
    }
}
