package loupe.calibrate;

import java.util.ArrayList;
import java.util.List;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;

/** What a policy stands on: the classes that it needs, and what a person should know about the sample. */
final class Grounds {
    private Grounds() {}

    static float[] defects(Policy policy, Scoreboard board, int needed) {
        if (board.defects().length < needed) {
            throw new InspectionFault(FaultCode.CAL_01, policy.text(), board.defects().length, needed);
        }
        return board.defects();
    }

    static float[] good(Policy policy, Scoreboard board, int needed) {
        if (board.good().length < needed) {
            throw new InspectionFault(FaultCode.CAL_02, policy.text(), board.good().length, needed);
        }
        return board.good();
    }

    static Scoreboard board(Policy policy, Scoreboard board) {
        defects(policy, board, 1);
        good(policy, board, 1);
        return board;
    }

    static List<Caution> cautions(Scoreboard board, double threshold) {
        List<Caution> list = new ArrayList<>();
        int n = board.defects().length;
        if (n == 0) {
            list.add(Caution.of(Caution.Kind.ESCAPES_UNKNOWN));
        } else if (n < 10) {
            list.add(Caution.of(Caution.Kind.FEW_DEFECTS, n));
        }
        if (board.good().length == 0) {
            list.add(Caution.of(Caution.Kind.FALSE_ALARMS_UNKNOWN));
        }
        if (board.size() > 1 && board.isConstant()) {
            list.add(Caution.of(Caution.Kind.ALL_EQUAL));
        }
        double flagged = board.at(threshold).falseAlarms().value();
        if (flagged > 0.5) {
            list.add(Caution.of(Caution.Kind.HALF_FLAGGED, flagged));
        }
        return list;
    }
}
