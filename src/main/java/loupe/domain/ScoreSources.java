package loupe.domain;

import java.util.Arrays;
import java.util.List;

/** Reads the number that decides out of a prediction. */
final class ScoreSources {
    private static final double TOP_SHARE = 0.001;

    private ScoreSources() {}

    static float of(Prediction prediction, ScoreSource source, DecisionRule rule) {
        return switch (source) {
            case MODEL -> prediction.score();
            case MAP_MAX -> prediction.map().max();
            case MAP_TOP_MEAN -> topMean(prediction.map().scores());
            case MAP_AREA -> area(prediction.map(), rule.pixel());
            case CLASSES -> classes(prediction.map(), DefectRegions.find(prediction.map(), rule), rule);
        };
    }

    /** The level of regions that were found in this map. */
    static float classes(AnomalyMap map, List<DefectRegion> found, DecisionRule rule) {
        return Float.isNaN(map.max()) ? Float.NaN : ClassCounts.of(found, rule).level();
    }

    private static float area(AnomalyMap map, double pixel) {
        int count = 0;
        for (float s : map.scores()) {
            if (Float.isNaN(s)) {
                return Float.NaN;
            }
            count += s >= pixel ? 1 : 0;
        }
        Region covered = map.covered();
        return (float) (count * covered.width() * covered.height() / map.scores().length);
    }

    private static float topMean(float[] scores) {
        float[] sorted = scores.clone();
        Arrays.sort(sorted); // NaN sorts last and so reaches the mean, where the caller refuses it
        int k = Math.max(1, (int) Math.round(scores.length * TOP_SHARE));
        double sum = 0;
        for (int i = scores.length - k; i < scores.length; i++) {
            sum += sorted[i];
        }
        return (float) (sum / k);
    }
}
