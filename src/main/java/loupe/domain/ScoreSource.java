package loupe.domain;

/** Which number of a prediction is compared with the thresholds. */
public enum ScoreSource {
    /** The model's own image score. */
    MODEL,
    /** The highest value of the anomaly map. */
    MAP_MAX,
    /** Mean of the top 0.1 % of the map's values (at least one value): independent of resolution. */
    MAP_TOP_MEAN
}
