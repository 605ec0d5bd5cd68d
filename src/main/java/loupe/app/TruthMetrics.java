package loupe.app;

import java.util.Optional;
import java.util.OptionalDouble;
import loupe.calibrate.Metrics;
import loupe.calibrate.PixelMetrics;
import loupe.domain.AnomalyMap;
import loupe.domain.Image;
import loupe.domain.Region;
import loupe.domain.SampleSet.Sample;
import loupe.imaging.MapPixels;
import loupe.imaging.Masks;

/**
 * Compares anomaly maps with ground truth masks at the image's own size, at most 1024 pixels on the longer side: maps
 * are read bilinearly, masks at the nearest pixel. Good images count with an empty mask, defects without a mask not at
 * all.
 */
final class TruthMetrics {
    private static final double LONGEST = 1024;

    private final PixelMetrics metrics;

    /** Without masks nothing is gathered. */
    TruthMetrics(boolean masksExist) {
        metrics = masksExist ? new PixelMetrics() : null;
    }

    void add(Sample sample, Image image, AnomalyMap map) {
        if (metrics == null || (sample.isDefect() && sample.mask().isEmpty())) {
            return;
        }
        double scale = Math.min(1, LONGEST / Math.max(image.width(), image.height()));
        int width = (int) Math.max(1, Math.round(image.width() * scale));
        int height = (int) Math.max(1, Math.round(image.height() * scale));
        boolean[] mask =
                sample.mask().map(file -> Masks.read(file, width, height)).orElseGet(() -> new boolean[width * height]);
        metrics.add(scores(map, image, width, height), mask, width);
    }

    OptionalDouble auroc() {
        return metrics == null ? OptionalDouble.empty() : metrics.auroc();
    }

    Optional<Metrics.F1Max> f1Max() {
        return Optional.ofNullable(metrics).map(PixelMetrics::f1Max);
    }

    OptionalDouble averagePrecision() {
        return metrics == null ? OptionalDouble.empty() : metrics.averagePrecision();
    }

    OptionalDouble auPro(double limit) {
        return metrics == null ? OptionalDouble.empty() : metrics.auPro(limit);
    }

    private static float[] scores(AnomalyMap map, Image image, int width, int height) {
        double sx = (double) width / image.width();
        double sy = (double) height / image.height();
        Region c = map.covered();
        Region shrunk = new Region(c.x() * sx, c.y() * sy, c.width() * sx, c.height() * sy);
        return MapPixels.of(map.covering(shrunk), width, height);
    }
}
