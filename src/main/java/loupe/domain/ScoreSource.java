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
    MAP_AREA,
    /** The worst {@link ClassRule} that is broken: 0 none, 1 one that asks for review, 2 one that fails. */
    CLASSES;

    /**
     * Reads the number out of a prediction.
     *
     * @param rule its pixel threshold and its regions; only sources that {@link #readsRegions} look at it
     * @return NaN where the model gave NaN
     */
    public float of(Prediction prediction, DecisionRule rule) {
        return ScoreSources.of(prediction, this, rule);
    }

    /** Whether another pixel threshold would make another score. */
    public boolean readsRegions() {
        return this == MAP_AREA || this == CLASSES;
    }
}
