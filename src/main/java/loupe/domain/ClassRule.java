package loupe.domain;

import java.util.OptionalDouble;

/**
 * What is said of defects of one class. Which parts it stops is told by {@link ScoreSource#CLASSES}; with another
 * score it only says which regions are reported.
 *
 * @param kind the class
 * @param pixel threshold on the map of its own, raw; empty = that of the whole rule
 * @param minimumArea smallest region that counts, image pixels²; ≥ 0
 * @param most how many regions a part may have; ≥ 0
 * @param consequence of more: FAIL or REVIEW
 */
public record ClassRule(DefectClass kind, OptionalDouble pixel, double minimumArea, int most, Outcome consequence) {
    public ClassRule {
        boolean known = consequence == Outcome.FAIL || consequence == Outcome.REVIEW;
        if (!known || most < 0 || !(minimumArea >= 0 && minimumArea < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    kind.name() + ": " + consequence + " over " + most + " of " + minimumArea);
        }
        if (pixel.isPresent() && !Double.isFinite(pixel.getAsDouble())) {
            throw new IllegalArgumentException(kind.name() + ": threshold " + pixel.getAsDouble());
        }
    }
}
