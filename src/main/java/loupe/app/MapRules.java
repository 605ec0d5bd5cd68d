package loupe.app;

import java.util.Optional;
import java.util.OptionalDouble;
import loupe.calibrate.BlobRule;
import loupe.calibrate.Metrics;
import loupe.calibrate.PixelMetrics;
import loupe.calibrate.RegionConfidence;
import loupe.domain.AnomalyMap;
import loupe.domain.Image;
import loupe.domain.SampleSet.Sample;

/**
 * What the maps of labelled images say about pixel thresholds, gathered while they are scored; no map is kept. About
 * 100 MB; one thread.
 */
public final class MapRules implements Scoring.Onlooker {
    private final PixelMetrics good = new PixelMetrics();
    private final TruthMetrics truth = new TruthMetrics(true);
    private final BlobRule blobs;
    private int goodMaps;
    private int maskedDefects;

    /**
     * Starts without a map.
     *
     * @param largestArea image pixels² that a region on a good part may have ({@link #largestBlob}), ≥ 0
     */
    public MapRules(double largestArea) {
        this.blobs = new BlobRule(largestArea);
    }

    @Override
    public void see(Sample sample, Image image, AnomalyMap map) {
        if (!sample.isDefect()) {
            double cell = map.covered().width() * map.covered().height() / map.scores().length;
            good.add(map.scores(), new boolean[map.scores().length], map.width());
            blobs.add(map.scores(), map.width(), cell);
            goodMaps++;
        } else if (sample.mask().isPresent()) {
            maskedDefects++;
        }
        truth.add(sample, image, map);
    }

    /** The lowest threshold that at most a share 1−q of the good maps' values reach; empty without good maps. */
    public OptionalDouble quantile(double q) {
        return good.goodQuantile(q);
    }

    /** The lowest threshold at which no good map has a region above the given area; empty without good maps. */
    public OptionalDouble largestBlob() {
        return goodMaps == 0 ? OptionalDouble.empty() : OptionalDouble.of(blobs.threshold());
    }

    /** The best F1 of pixels against the masks; empty while no defect with a mask was seen. */
    public Optional<Metrics.F1Max> onMasks() {
        return maskedDefects == 0 ? Optional.empty() : truth.f1Max();
    }

    /**
     * How to tell the confidence of regions found with a threshold on maps of this size.
     *
     * @param values of one map
     * @param threshold on the map, raw
     * @param perCell map values that move together, ≥ 1
     */
    public RegionConfidence confidence(int values, float threshold, double perCell) {
        return new RegionConfidence(Math.max(1, values / perCell), good.goodShareFrom(threshold), perCell);
    }
}
