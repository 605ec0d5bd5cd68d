package loupe.domain;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * When a part passes. A score at or above a threshold is not good: {@code score ≥ fail} fails, else {@code score ≥
 * review} asks a person. Equal thresholds switch review off. Regions are reported where the map reaches {@code pixel}
 * over at least {@code minimumArea}; they describe the defect and do not change the image decision, unless the score is
 * made of them ({@link ScoreSource#readsRegions}).
 *
 * @param review image threshold T_review, raw score units; ≤ {@code fail}
 * @param fail image threshold T_fail, raw score units
 * @param pixel threshold on the anomaly map, raw score units
 * @param minimumArea smallest region worth reporting, in image pixels²; ≥ 0
 * @param source the number that is compared with the thresholds
 * @param classes what is said of single classes, at most one rule each; empty for most models
 */
public record DecisionRule(
        double review, double fail, double pixel, double minimumArea, ScoreSource source, List<ClassRule> classes) {
    /** The score of {@link ScoreSource#CLASSES} when a class that asks for review broke its rule. */
    public static final int ASKS = 1;

    /** The same when a class that fails did. */
    public static final int FAILS = 2;

    public DecisionRule {
        classes = classes.stream()
                .sorted(Comparator.comparingInt(c -> c.kind().index()))
                .toList();
        if (classes.stream().map(c -> c.kind().index()).distinct().count() < classes.size()) {
            throw new IllegalArgumentException("two rules for one class: " + classes);
        }
    }

    /** A rule that tells no classes apart. */
    public DecisionRule(double review, double fail, double pixel, double minimumArea, ScoreSource source) {
        this(review, fail, pixel, minimumArea, source, List.of());
    }

    /** Rules of classes that decide by themselves. */
    public static DecisionRule byClasses(double pixel, double minimumArea, List<ClassRule> classes) {
        return new DecisionRule(ASKS, FAILS, pixel, minimumArea, ScoreSource.CLASSES, classes);
    }

    /**
     * False when a threshold is missing (NaN), out of order, or so high (+∞) that nothing could ever not pass: such a
     * rule judges everything ERROR.
     */
    public boolean isComplete() {
        return review <= fail && review < Double.POSITIVE_INFINITY && !Double.isNaN(pixel) && minimumArea >= 0;
    }

    /** Other limits for this or another number; the regions stay. */
    public DecisionRule withLimits(double asks, double fails, ScoreSource number) {
        return new DecisionRule(asks, fails, pixel, minimumArea, number, classes);
    }

    /** Whether a prediction gives the same number by both: limits make no difference. */
    public boolean measuresLike(DecisionRule other) {
        return source == other.source
                && (!source.readsRegions() || withLimits(0, 0, source).equals(other.withLimits(0, 0, source)));
    }

    /** Other regions; the limits and the rules of single classes stay. */
    public DecisionRule withRegions(double threshold, double smallest) {
        return new DecisionRule(review, fail, threshold, smallest, source, classes);
    }

    /** The rule of one class, if it has one of its own. */
    public Optional<ClassRule> forClass(DefectClass kind) {
        return classes.stream().filter(c -> c.kind().index() == kind.index()).findFirst();
    }

    /** The threshold on the map that holds for a class. */
    public double pixel(DefectClass kind) {
        return forClass(kind)
                .map(ClassRule::pixel)
                .filter(p -> p.isPresent())
                .map(p -> p.getAsDouble())
                .orElse(pixel);
    }

    double minimumArea(Optional<DefectClass> kind) {
        return kind.flatMap(this::forClass).map(ClassRule::minimumArea).orElse(minimumArea);
    }
}
