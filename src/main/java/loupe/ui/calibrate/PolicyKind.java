package loupe.ui.calibrate;

import java.util.ArrayList;
import java.util.List;
import loupe.calibrate.Scoreboard;

/** The rules that a person can choose from. */
enum PolicyKind {
    ZERO_MISS(0),
    MISSES(0),
    FALSE_ALARMS(1),
    SURE_FALSE_ALARMS(1),
    COST(1),
    F1(1),
    TAIL(300),
    GOOD_ONLY(1),
    /** The limits as somebody has dragged them: no promise. */
    BY_HAND(0);

    private final int goodNeeded;

    PolicyKind(int goodNeeded) {
        this.goodNeeded = goodNeeded;
    }

    /** Its numbers; with a zone that a person looks at there is one more. */
    List<Term> terms(boolean look) {
        List<Term> all = new ArrayList<>(
                switch (this) {
                    case ZERO_MISS -> List.of(Term.MARGIN);
                    case MISSES -> List.of(Term.MISSES);
                    case FALSE_ALARMS, GOOD_ONLY -> List.of(Term.ALPHA);
                    case SURE_FALSE_ALARMS -> List.of(Term.ALPHA, Term.CONFIDENCE);
                    case COST -> List.of(Term.DEFECT_RATE, Term.COST_MISS, Term.COST_FALSE);
                    case TAIL -> List.of(Term.TAIL);
                    case F1, BY_HAND -> List.<Term>of();
                });
        if (look && setsReview()) {
            all.add(Term.ALPHA);
        } else if (look && this == COST) {
            all.add(Term.COST_REVIEW);
        }
        return all;
    }

    /** Bounds escapes: sets the lower of two limits. */
    boolean setsReview() {
        return this == ZERO_MISS || this == MISSES;
    }

    /** Whether the sample has what the rule needs. Without defects only what says so may be chosen. */
    boolean fits(Scoreboard board) {
        int defects = board.defects().length;
        if (this == BY_HAND) {
            return board.size() > 0;
        }
        if (this == GOOD_ONLY) {
            return defects == 0 && board.good().length > 0;
        }
        return defects > 0 && board.good().length >= goodNeeded;
    }
}
