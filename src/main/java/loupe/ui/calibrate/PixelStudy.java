package loupe.ui.calibrate;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.BooleanSupplier;
import loupe.app.ScoredImage;
import loupe.calibrate.BlobRule;
import loupe.calibrate.PixelMetrics;
import loupe.domain.AnomalyMap;
import loupe.domain.Image;
import loupe.domain.Inspector;
import loupe.domain.Region;
import loupe.domain.SampleSet.Sample;
import loupe.imaging.ImageCodec;
import loupe.imaging.Masks;

/**
 * What the maps of the samples say about a pixel threshold. Immutable.
 *
 * @param goodMaps of good parts, at most so many that they fit the memory set aside
 * @param quantile the value that 0.1 % of good map values exceed; empty without good parts
 * @param f1 best balance against the masks; empty without masks
 */
record PixelStudy(List<AnomalyMap> goodMaps, OptionalDouble quantile, OptionalDouble f1) {
    private static final int MOST = 150;
    private static final long VALUES = 8_000_000;
    private static final double SHARE = 0.999;

    /** Predicts up to 150 good parts and 150 masked defects again; ends early when cancelled. */
    static PixelStudy of(Measured measured, Inspector inspector, BooleanSupplier cancelled) {
        PixelMetrics pixels = new PixelMetrics();
        List<AnomalyMap> good = new ArrayList<>();
        long values = 0;
        for (Sample sample : samples(measured, false)) {
            if (!cancelled.getAsBoolean() && values < VALUES) {
                AnomalyMap map = map(sample, ImageCodec.read(sample.image()), inspector);
                good.add(map);
                values += map.scores().length;
                pixels.add(map.scores(), new boolean[map.scores().length], map.width());
            }
        }
        OptionalDouble quantile = pixels.goodQuantile(SHARE);
        boolean masked = false;
        for (Sample sample : samples(measured, true)) {
            if (!cancelled.getAsBoolean() && sample.mask().isPresent()) {
                Image image = ImageCodec.read(sample.image());
                AnomalyMap map = map(sample, image, inspector);
                pixels.add(map.scores(), truth(map, sample.mask().get(), image), map.width());
                masked = true;
            }
        }
        OptionalDouble f1 = masked ? OptionalDouble.of(pixels.f1Max().threshold()) : OptionalDouble.empty();
        return new PixelStudy(List.copyOf(good), quantile, f1);
    }

    private static List<Sample> samples(Measured measured, boolean defects) {
        return measured.scoring().images().stream()
                .map(ScoredImage::sample)
                .filter(s -> s.isDefect() == defects)
                .limit(MOST)
                .toList();
    }

    private static AnomalyMap map(Sample sample, Image image, Inspector inspector) {
        return PartLoader.predict(sample.image().toString(), image, inspector).map();
    }

    /** The ground truth at the middle of every value of the map. */
    private static boolean[] truth(AnomalyMap map, Path mask, Image image) {
        boolean[] whole = Masks.read(mask, image.width(), image.height());
        boolean[] truth = new boolean[map.scores().length];
        Region covered = map.covered();
        for (int i = 0; i < truth.length; i++) {
            double x = covered.x() + (i % map.width() + 0.5) * covered.width() / map.width();
            double y = covered.y() + (Math.floorDiv(i, map.width()) + 0.5) * covered.height() / map.height();
            int column = (int) Math.max(0, Math.min(image.width() - 1, x));
            int row = (int) Math.max(0, Math.min(image.height() - 1, y));
            truth[i] = whole[row * image.width() + column];
        }
        return truth;
    }

    /** Smallest threshold without a region above this area, image pixels², in any good map. */
    OptionalDouble largestBlob(double area) {
        BlobRule rule = new BlobRule(area);
        for (AnomalyMap map : goodMaps) {
            double cell = map.covered().width() * map.covered().height() / map.scores().length;
            rule.add(map.scores(), map.width(), cell);
        }
        return Double.isFinite(rule.threshold()) ? OptionalDouble.of(rule.threshold()) : OptionalDouble.empty();
    }
}
