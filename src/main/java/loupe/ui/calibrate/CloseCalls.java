package loupe.ui.calibrate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.Stream;
import loupe.calibrate.Scored;

/** The parts that two limits decide wrongly, worst first, then those nearest to a limit. Immutable; any thread. */
final class CloseCalls {
    /** What is to be said of a part. */
    enum Kind {
        /** A defect that passes. */
        ESCAPE,
        /** A good part that fails. */
        OVERKILL,
        /** Near a limit. */
        CLOSE
    }

    record Call(Scored part, Kind kind) {}

    private final List<Scored> rising;

    /** One score per part. */
    CloseCalls(List<Scored> parts) {
        rising =
                parts.stream().sorted(Comparator.comparingDouble(Scored::score)).toList();
    }

    /**
     * Every mistake, then the closest calls.
     *
     * @param nearest how many of them at most
     */
    List<Call> at(double review, double fail, int nearest) {
        List<Call> calls = new ArrayList<>();
        for (Scored part : rising) {
            if (part.score() >= review) {
                break;
            }
            if (part.isDefect()) {
                calls.add(new Call(part, Kind.ESCAPE));
            }
        }
        for (int i = rising.size() - 1; i >= 0 && rising.get(i).score() >= fail; i--) {
            if (!rising.get(i).isDefect()) {
                calls.add(new Call(rising.get(i), Kind.OVERKILL));
            }
        }
        closest(review, fail, nearest).map(p -> new Call(p, Kind.CLOSE)).forEach(calls::add);
        return calls;
    }

    private Stream<Scored> closest(double review, double fail, int nearest) {
        Comparator<Scored> byDistance = Comparator.comparingDouble(p -> distance(p.score(), review, fail));
        PriorityQueue<Scored> best = new PriorityQueue<>(nearest + 1, byDistance.reversed());
        for (Scored part : rising) {
            boolean mistake = part.isDefect() ? part.score() < review : part.score() >= fail;
            if (!mistake) {
                best.add(part);
                if (best.size() > nearest) {
                    best.poll();
                }
            }
        }
        return best.stream().sorted(byDistance.thenComparingDouble(Scored::score));
    }

    /** Between the limits a person has to look: as near as can be. */
    private static double distance(double score, double review, double fail) {
        if (score >= review && score < fail) {
            return 0;
        }
        return Math.min(Math.abs(score - review), Math.abs(score - fail));
    }
}
