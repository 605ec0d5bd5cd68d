package loupe.domain;

import java.util.Arrays;

/** Reads the number that decides out of a prediction. */
final class ScoreSources {
    private static final double TOP_SHARE = 0.001;

    private ScoreSources() {}

    static float of(Prediction prediction, ScoreSource source) {
        return switch (source) {
            case MODEL -> prediction.score();
            case MAP_MAX -> prediction.map().max();
            case MAP_TOP_MEAN -> topMean(prediction.map().scores());
        };
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
