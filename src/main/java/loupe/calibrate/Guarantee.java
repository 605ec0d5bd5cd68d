package loupe.calibrate;

/** What a policy promises about future parts, as numbers; {@link Words} puts it into words. */
public sealed interface Guarantee {
    /**
     * Defects like the known ones escape rarely: their rate is Beta(k+1, n−k) distributed.
     *
     * @param allowed misses k accepted beforehand
     * @param defects known defects n, more than k
     */
    record Escapes(int allowed, int defects) implements Guarantee {
        /** Mean escape rate (k+1)/(n+1). */
        public double mean() {
            return (allowed + 1.0) / (defects + 1.0);
        }

        /** 95 % upper bound of the escape rate. */
        public double upper() {
            return new Rate(allowed, defects).upper(Rate.CONFIDENCE);
        }
    }

    /**
     * A further good part does not pass with probability ≤ α, on average over calibrations.
     *
     * @param alpha that is kept
     * @param good parts that it was learnt from
     */
    record FalseAlarms(double alpha, int good) implements Guarantee {}

    /**
     * With a confidence, this very threshold flags at most a share α of good parts.
     *
     * @param alpha the share
     * @param confidence in the sample drawn
     * @param good parts that it was learnt from
     */
    record SureFalseAlarms(double alpha, double confidence, int good) implements Guarantee {}

    /**
     * The cheapest thresholds on this sample; no bound.
     *
     * @param perPart expected cost of one part on the line
     * @param defectRate share of defects that was assumed
     */
    record LeastCost(double perPart, double defectRate) implements Guarantee {}

    /**
     * The best balance on this sample; no bound.
     *
     * @param f1 that is reached
     * @param defectShare of the sample, on which F1 depends
     */
    record Balance(double f1, double defectShare) implements Guarantee {}

    /**
     * A fitted tail was followed beyond the data; an estimate, no bound.
     *
     * @param rate wanted share of false alarms q
     * @param threshold 95 % bootstrap interval of the threshold
     * @param tail the fitted distribution of excesses
     * @param excesses how many scores it was fitted to
     */
    record Extrapolated(double rate, Interval threshold, GeneralizedPareto tail, int excesses) implements Guarantee {}

    /**
     * False alarms as {@link FalseAlarms}; nothing is known about escapes.
     *
     * @param alpha that is kept
     * @param good parts that it was learnt from
     */
    record GoodOnly(double alpha, int good) implements Guarantee {}
}
