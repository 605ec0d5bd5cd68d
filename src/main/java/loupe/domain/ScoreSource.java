package loupe.domain;

/** Which number of a prediction is compared with the thresholds. */
public enum ScoreSource {
    /** The model's own image score. */
    MODEL,
    /** The highest value of the anomaly map. */
    MAP_MAX,
    /** Mean of the top 0.1 % of the map's values (at least one value): independent of resolution. */
    MAP_TOP_MEAN,
    /** Area over the pixel threshold, image pixels²: many good parts have 0. */
    MAP_AREA;

    /**
     * Reads the number out of a prediction.
     *
     * @param pixel threshold on the map, raw; only {@link #MAP_AREA} looks at it
     * @return NaN where the model gave NaN
     */
    public float of(Prediction prediction, double pixel) {
        return ScoreSources.of(prediction, this, pixel);
    }
}
