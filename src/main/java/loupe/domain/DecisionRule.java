package loupe.domain;

/**
 * When a part passes. A score at or above a threshold is not good: {@code score ≥ fail} fails, else {@code score ≥
 * review} asks a person. Equal thresholds switch review off. Regions are reported where the map reaches {@code pixel}
 * over at least {@code minimumArea}; they describe the defect and do not change the image decision.
 *
 * @param review image threshold T_review, raw score units; ≤ {@code fail}
 * @param fail image threshold T_fail, raw score units
 * @param pixel threshold on the anomaly map, raw score units
 * @param minimumArea smallest region worth reporting, in image pixels²; ≥ 0
 * @param source the number that is compared with the thresholds
 */
public record DecisionRule(double review, double fail, double pixel, double minimumArea, ScoreSource source) {

    /**
     * False when a threshold is missing (NaN), out of order, or so high (+∞) that nothing could ever not pass: such a
     * rule judges everything ERROR.
     */
    public boolean isComplete() {
        return review <= fail && review < Double.POSITIVE_INFINITY && !Double.isNaN(pixel) && minimumArea >= 0;
    }
}
