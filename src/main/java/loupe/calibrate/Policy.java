package loupe.calibrate;

import java.util.List;
import loupe.domain.InspectionFault;

/**
 * A rule that sets a threshold from labelled scores and knows what it promises. Flag ⇔ score ≥ T. Pure; the same
 * scores give the same limit.
 */
public sealed interface Policy {
    /**
     * Applies the rule.
     *
     * @throws InspectionFault CAL-01 when it needs defects and there are none (or too few), CAL-02 when it needs more
     *     good parts
     */
    Limit limit(Scoreboard board);

    /** The rule as typed on a command line; {@link #parse} reads it. */
    String text();

    /** True when its promise also holds for every lower threshold: fewer escapes. */
    default boolean boundsEscapes() {
        return false;
    }

    /** True when its promise also holds for every higher threshold: fewer false alarms. */
    default boolean boundsFalseAlarms() {
        return false;
    }

    /**
     * Reads {@code zero-miss[:MARGIN]}, {@code misses=K}, {@code false-alarms=ALPHA[:CONFIDENCE]}, {@code
     * cost=MISS:FALSE:RATE[:REVIEW]}, {@code f1}, {@code tail=Q}, {@code good-only[=ALPHA]}.
     *
     * @throws IllegalArgumentException with an English reason when it is not one of them
     */
    static Policy parse(String text) {
        return PolicyText.parse(text);
    }

    /**
     * No known defect passes: T = the lowest of them, less a margin.
     *
     * @param margin share of the way down to the median good score, 0 ≤ margin &lt; 1
     */
    record ZeroMiss(double margin) implements Policy {
        public ZeroMiss {
            PolicyText.require(margin >= 0 && margin < 1, "the margin must be from 0 to below 1");
        }

        @Override
        public Limit limit(Scoreboard board) {
            float[] b = Grounds.defects(this, board, 1);
            double threshold = b[0];
            if (margin > 0) {
                float[] g = Grounds.good(this, board, 1);
                threshold -= margin * Math.max(0, threshold - g[g.length / 2]);
            }
            return new Limit(this, threshold, new Guarantee.Escapes(0, b.length), Grounds.cautions(board, threshold));
        }

        @Override
        public String text() {
            return "zero-miss" + (margin > 0 ? ":" + PolicyText.plain(margin) : "");
        }

        @Override
        public boolean boundsEscapes() {
            return true;
        }
    }

    /**
     * A number of known defects may pass, fixed beforehand.
     *
     * @param allowed k ≥ 0
     */
    record Misses(int allowed) implements Policy {
        public Misses {
            PolicyText.require(allowed >= 0, "the number of misses must be 0 or more");
        }

        @Override
        public Limit limit(Scoreboard board) {
            float[] b = Grounds.defects(this, board, allowed + 1);
            return new Limit(
                    this, b[allowed], new Guarantee.Escapes(allowed, b.length), Grounds.cautions(board, b[allowed]));
        }

        @Override
        public String text() {
            return "misses=" + allowed;
        }

        @Override
        public boolean boundsEscapes() {
            return true;
        }
    }

    /**
     * A further good part is flagged with probability ≤ α ({@link Conformal#threshold}).
     *
     * @param alpha 0 &lt; α &lt; 1
     */
    record FalseAlarms(double alpha) implements Policy {
        public FalseAlarms {
            PolicyText.requireShare(alpha);
        }

        @Override
        public Limit limit(Scoreboard board) {
            float[] g = Grounds.good(this, board, 1);
            double threshold = Conformal.threshold(g, alpha);
            List<Caution> cautions = Grounds.cautions(board, threshold);
            if (threshold == Double.POSITIVE_INFINITY) {
                cautions.add(Caution.of(Caution.Kind.NO_FINITE_LIMIT, g.length, (int) Math.ceil(1 / alpha - 1e-9) - 1));
            }
            return new Limit(this, threshold, new Guarantee.FalseAlarms(alpha, g.length), cautions);
        }

        @Override
        public String text() {
            return "false-alarms=" + PolicyText.plain(alpha);
        }

        @Override
        public boolean boundsFalseAlarms() {
            return true;
        }
    }

    /**
     * With a confidence, at most a share α of good parts is flagged ({@link Conformal#sureThreshold}).
     *
     * @param alpha 0 &lt; α &lt; 1
     * @param confidence 0 &lt; confidence &lt; 1
     */
    record SureFalseAlarms(double alpha, double confidence) implements Policy {
        public SureFalseAlarms {
            PolicyText.requireShare(alpha);
            PolicyText.requireShare(confidence);
        }

        @Override
        public Limit limit(Scoreboard board) {
            float[] g = Grounds.good(this, board, 1);
            double threshold = Conformal.sureThreshold(g, alpha, confidence);
            List<Caution> cautions = Grounds.cautions(board, threshold);
            if (threshold == Double.POSITIVE_INFINITY) {
                int needed = new Rate(0, 0).moreFor(alpha, confidence);
                cautions.add(Caution.of(Caution.Kind.NO_FINITE_LIMIT, g.length, needed));
            }
            return new Limit(this, threshold, new Guarantee.SureFalseAlarms(alpha, confidence, g.length), cautions);
        }

        @Override
        public String text() {
            return "false-alarms=" + PolicyText.plain(alpha) + ":" + PolicyText.plain(confidence);
        }

        @Override
        public boolean boundsFalseAlarms() {
            return true;
        }
    }

    /**
     * The thresholds of least expected cost; with a cost of review there are two ({@link Decision}).
     *
     * @param costs what mistakes cost
     */
    record LeastCost(CostModel costs) implements Policy {
        @Override
        public Limit limit(Scoreboard board) {
            return fail(board, costs.cheapest(Grounds.board(this, board)));
        }

        Limit fail(Scoreboard board, double[] found) {
            double cost = costs.perPart(board.at(found[0], found[1]));
            Guarantee guarantee = new Guarantee.LeastCost(cost, costs.defectRate());
            return new Limit(this, found[1], guarantee, Grounds.cautions(board, found[0]));
        }

        @Override
        public String text() {
            String base = "cost=" + PolicyText.plain(costs.miss()) + ":" + PolicyText.plain(costs.falseAlarm()) + ":"
                    + PolicyText.plain(costs.defectRate());
            return base + (costs.hasReview() ? ":" + PolicyText.plain(costs.review()) : "");
        }
    }

    /** The best F1 on this sample. */
    record BestF1() implements Policy {
        @Override
        public Limit limit(Scoreboard board) {
            Scoreboard both = Grounds.board(this, board);
            Metrics.F1Max best = Metrics.f1Max(both.good(), both.defects());
            double share = (double) both.defects().length / both.size();
            List<Caution> cautions = Grounds.cautions(board, best.threshold());
            cautions.add(Caution.of(Caution.Kind.RATIO, share));
            return new Limit(this, best.threshold(), new Guarantee.Balance(best.value(), share), cautions);
        }

        @Override
        public String text() {
            return "f1";
        }
    }

    /**
     * A fitted tail of the good scores, followed to a rate that the sample alone cannot show.
     *
     * @param rate wanted share of false alarms q, 0 &lt; q &lt; 0.1; raised to 1/(10 m) where it is lower
     * @param seed of the bootstrap
     */
    record Tail(double rate, long seed) implements Policy {
        public Tail {
            PolicyText.require(rate > 0 && rate < 0.1, "the rate of a tail must lie between 0 and 0.1");
        }

        @Override
        public Limit limit(Scoreboard board) {
            Limit fitted = TailFit.limit(this, board);
            List<Caution> cautions = Grounds.cautions(board, fitted.threshold());
            cautions.addAll(fitted.cautions());
            return new Limit(this, fitted.threshold(), fitted.guarantee(), cautions);
        }

        @Override
        public String text() {
            return "tail=" + PolicyText.plain(rate);
        }
    }

    /**
     * False alarms from good parts while no defect is known; escapes are unknown and the limit says so.
     *
     * @param alpha 0 &lt; α &lt; 1
     */
    record GoodOnly(double alpha) implements Policy {
        public GoodOnly {
            PolicyText.requireShare(alpha);
        }

        @Override
        public Limit limit(Scoreboard board) {
            Limit bounded = new FalseAlarms(alpha).limit(Scoreboard.of(board.good(), new float[0]));
            return new Limit(
                    this, bounded.threshold(), new Guarantee.GoodOnly(alpha, board.good().length), bounded.cautions());
        }

        @Override
        public String text() {
            return "good-only=" + PolicyText.plain(alpha);
        }

        @Override
        public boolean boundsFalseAlarms() {
            return true;
        }
    }
}
