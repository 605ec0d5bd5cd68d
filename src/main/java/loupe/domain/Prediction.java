package loupe.domain;

/**
 * What a detector says of one image, before anybody decides: raw values, higher = worse.
 *
 * @param score the model's own image score; finite, else the inspection is an ERROR
 * @param map raw scores per place
 * @param timings where the time went
 */
public record Prediction(float score, AnomalyMap map, Timings timings) {}
