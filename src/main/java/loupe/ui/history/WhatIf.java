package loupe.ui.history;

import java.util.ArrayList;
import java.util.List;
import loupe.domain.Outcome;
import loupe.trace.Decision;

/**
 * Judges past parts again by other limits, from their scores alone. A person's word on a part counts as what it really
 * is.
 */
final class WhatIf {
    /** Changed parts that are listed. */
    static final int LISTED = 500;

    private static final int VERDICTS = 3;

    private final List<Decision> parts;

    /** Parts with a verdict, oldest first. */
    WhatIf(List<Decision> parts) {
        this.parts = List.copyOf(parts);
    }

    /** A part that would have been something else. */
    record Change(Decision part, Outcome would) {}

    /**
     * What would have been.
     *
     * @param parts that were judged
     * @param table how many were (first index) and would be (second index) PASS, REVIEW, FAIL, in this order
     * @param known parts of which a person said what they are: bad ones, bad ones that would pass, good ones, good ones
     *     that would not pass
     * @param changed parts with another verdict, newest first, at most {@value #LISTED}
     */
    record Result(int parts, int[][] table, Known known, List<Change> changed) {
        int was(Outcome outcome) {
            int[] row = table[place(outcome)];
            return row[0] + row[1] + row[2];
        }

        int would(Outcome outcome) {
            int sum = 0;
            for (int[] row : table) {
                sum += row[place(outcome)];
            }
            return sum;
        }

        int changes() {
            int same = 0;
            for (int i = 0; i < VERDICTS; i++) {
                same += table[i][i];
            }
            return parts - same;
        }
    }

    /** Parts of which a person said what they really are. */
    record Known(int bad, int escapes, int good, int overkill) {}

    private static int place(Outcome outcome) {
        return switch (outcome) {
            case PASS -> 0;
            case REVIEW -> 1;
            case FAIL -> 2;
            case ERROR -> throw new IllegalArgumentException("an error is no verdict");
        };
    }

    /** Pure; O(parts). */
    Result at(double review, double fail) {
        int[][] table = new int[VERDICTS][VERDICTS];
        int bad = 0;
        int escapes = 0;
        int good = 0;
        int overkill = 0;
        List<Change> changed = new ArrayList<>();
        for (int i = parts.size() - 1; i >= 0; i--) {
            Decision part = parts.get(i);
            Outcome would = judge(part.score(), review, fail);
            table[place(part.outcome())][place(would)]++;
            if (would != part.outcome() && changed.size() < LISTED) {
                changed.add(new Change(part, would));
            }
            if (part.good().isPresent()) {
                boolean fine = part.good().get();
                good += fine ? 1 : 0;
                overkill += fine && would != Outcome.PASS ? 1 : 0;
                bad += fine ? 0 : 1;
                escapes += !fine && would == Outcome.PASS ? 1 : 0;
            }
        }
        return new Result(parts.size(), table, new Known(bad, escapes, good, overkill), List.copyOf(changed));
    }

    /** The rule of {@link loupe.domain.DecisionRule}; journal scores are floats, so nothing is lost. */
    private static Outcome judge(double score, double review, double fail) {
        if (score >= fail) {
            return Outcome.FAIL;
        }
        return score >= review ? Outcome.REVIEW : Outcome.PASS;
    }

    List<Decision> parts() {
        return parts;
    }
}
