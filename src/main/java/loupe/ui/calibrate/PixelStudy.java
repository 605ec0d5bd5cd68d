package loupe.ui.calibrate;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.BooleanSupplier;
import loupe.app.ScoredImage;
import loupe.calibrate.BlobRule;
import loupe.domain.AnomalyMap;
import loupe.domain.Inspector;
import loupe.domain.SampleSet.Sample;
import loupe.imaging.ImageCodec;

/**
 * Maps of good parts, kept so that the largest region allowed can be moved without predicting again. Immutable.
 *
 * @param goodMaps at most 150, and at most so many that they fit the memory set aside
 */
record PixelStudy(List<AnomalyMap> goodMaps) {
    private static final int MOST = 150;
    private static final long VALUES = 8_000_000;

    /** Predicts good parts again; ends early when cancelled. */
    static PixelStudy of(Measured measured, Inspector inspector, BooleanSupplier cancelled) {
        List<AnomalyMap> good = new ArrayList<>();
        long values = 0;
        for (ScoredImage image : measured.trial().own().images()) {
            Sample sample = image.sample();
            boolean room = good.size() < MOST && values < VALUES;
            if (!sample.isDefect() && room && !cancelled.getAsBoolean()) {
                AnomalyMap map = PartLoader.predict(
                                sample.image().toString(), ImageCodec.read(sample.image()), inspector)
                        .map();
                good.add(map);
                values += map.scores().length;
            }
        }
        return new PixelStudy(List.copyOf(good));
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
