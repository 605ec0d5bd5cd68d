package loupe.ui.calibrate;

/** A number that a policy asks for. */
enum Term {
    /** How far below the lowest defect score, as share of the way to the median good part. */
    MARGIN(0, 0, 0.95, Unit.SHARE),
    MISSES(1, 0, 1_000, Unit.COUNT),
    /** False alarms accepted. */
    ALPHA(0.01, 0.0001, 0.5, Unit.SHARE),
    CONFIDENCE(0.95, 0.5, 0.999, Unit.SHARE),
    TAIL(0.001, 0.000001, 0.09, Unit.SHARE),
    /** True share of defects on the line. */
    DEFECT_RATE(0.01, 0.000001, 0.9, Unit.SHARE),
    COST_MISS(400, 0, 1e9, Unit.MONEY),
    COST_FALSE(10, 0, 1e9, Unit.MONEY),
    COST_REVIEW(0.4, 0, 1e9, Unit.MONEY);

    /** How a number is written. */
    enum Unit {
        /** 0…1, shown as percent. */
        SHARE,
        COUNT,
        /** Any one currency. */
        MONEY
    }

    final double usual;
    final double least;
    final double most;
    final Unit unit;

    Term(double usual, double least, double most, Unit unit) {
        this.usual = usual;
        this.least = least;
        this.most = most;
        this.unit = unit;
    }

    double clamped(double value) {
        return Double.isNaN(value) ? usual : Math.max(least, Math.min(most, value));
    }
}
