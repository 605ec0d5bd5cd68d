package loupe.calibrate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;

/**
 * Both image thresholds of a recipe with their reasons: pass below {@code review}, fail from {@code fail} on, between
 * them a person looks. Equal thresholds switch review off.
 *
 * @param review T_review ≤ {@code fail}
 * @param fail T_fail
 * @param limits what the policies said: that of {@code fail} first, that of {@code review} second where it has one
 * @param cautions of all of them and of their combination
 */
public record Decision(double review, double fail, List<Limit> limits, List<Caution> cautions) {
    public Decision {
        limits = List.copyOf(limits);
        cautions = List.copyOf(cautions);
    }

    /**
     * Applies one or two policies. Where the review limit lies above the fail limit, one threshold keeps both
     * promises if the one bounds escapes and the other false alarms: the middle is taken.
     *
     * @param policy sets T_fail; without {@code review} also T_review (a cost of review sets both)
     * @param review sets T_review
     * @throws InspectionFault CAL-01, CAL-02 as {@link Policy#limit}; CAL-04 when no threshold is finite
     */
    public static Decision of(Policy policy, Optional<Policy> review, Scoreboard board) {
        Decision made =
                review.map(r -> both(policy.limit(board), r.limit(board))).orElseGet(() -> single(policy, board));
        if (made.review == Double.POSITIVE_INFINITY) {
            int good = board.good().length;
            throw new InspectionFault(FaultCode.CAL_04, policy.text(), good, Math.ceil(1e4 / (good + 1)) / 100);
        }
        return made;
    }

    private static Decision single(Policy policy, Scoreboard board) {
        Limit limit = policy.limit(board);
        double low = limit.threshold();
        if (policy instanceof Policy.LeastCost cost && cost.costs().hasReview()) {
            low = cost.costs().cheapest(board)[0];
        }
        return new Decision(low, limit.threshold(), List.of(limit), limit.cautions());
    }

    private static Decision both(Limit fail, Limit review) {
        List<Caution> cautions = new ArrayList<>(Stream.of(fail, review)
                .flatMap(l -> l.cautions().stream())
                .distinct()
                .toList());
        double low = review.threshold();
        double high = fail.threshold();
        if (low > high) {
            boolean keepsBoth = review.policy().boundsEscapes() && fail.policy().boundsFalseAlarms();
            high = keepsBoth ? high + (low - high) / 2 : high;
            low = high;
            cautions.add(Caution.of(Caution.Kind.REVIEW_OFF));
        }
        return new Decision(low, high, List.of(fail, review), cautions);
    }

    /** What it decides on labelled parts. */
    public Confusion on(Scoreboard board) {
        return board.at(review, fail);
    }

    /**
     * Thresholds set by hand, or kept from before: no policy and no promise, the sample tells what they do.
     *
     * @param review ≤ {@code fail}
     */
    public static Decision byHand(double review, double fail) {
        return new Decision(review, fail, List.of(), List.of());
    }

    /** The same decision, taken among several models or regions on this sample: a caution is added. */
    public Decision chosenAmong(int candidates) {
        if (candidates <= 1) {
            return this;
        }
        List<Caution> more = new ArrayList<>(cautions);
        more.add(Caution.of(Caution.Kind.CHOSEN_ON_SAMPLE, candidates));
        return new Decision(review, fail, limits, more);
    }
}
