package loupe.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import loupe.calibrate.McNemar;
import loupe.domain.Frame;
import loupe.domain.Image;
import loupe.domain.Inspection;
import loupe.domain.InspectionFault;
import loupe.domain.Recipe;
import loupe.station.Shadow;

/**
 * What a shadow has found so far, as one consistent snapshot.
 *
 * @param state where the shadow stands
 * @param candidate the recipe that looks on
 * @param line the recipe on the line that it is compared with; empty before the first part
 * @param table first = the line, second = the candidate; only PASS is good
 * @param dropped parts that came too fast for the candidate
 * @param disagreements the newest of them, newest first
 * @param fault why it ended by itself
 */
public record ShadowReport(
        State state,
        Optional<Recipe> candidate,
        Optional<Recipe> line,
        McNemar table,
        long dropped,
        List<Disagreement> disagreements,
        Optional<InspectionFault> fault) {
    /** Disagreements that are listed; all are counted. */
    public static final int LISTED = 500;

    public static final ShadowReport NONE = new ShadowReport(
            State.OFF, Optional.empty(), Optional.empty(), McNemar.NONE, 0, List.of(), Optional.empty());

    /** Where a shadow stands. */
    public enum State {
        OFF,
        OPENING,
        RUNNING
    }

    /** One part on which the two disagree: what each said, without the picture, which is in the archive. */
    public record Disagreement(Inspection line, Inspection shadow) {
        static Disagreement of(Shadow.Pair pair) {
            return new Disagreement(bare(pair.line()), bare(pair.shadow()));
        }

        private static Inspection bare(Inspection i) {
            return new Inspection(
                    i.id(),
                    new Frame(i.frame().id(), i.frame().camera(), i.frame().at(), Image.NONE),
                    Optional.empty(),
                    i.verdict(),
                    i.recipe(),
                    i.faultText(),
                    i.at());
        }
    }

    static ShadowReport opening(Recipe candidate) {
        return NONE.in(State.OPENING, Optional.of(candidate));
    }

    ShadowReport in(State next, Optional<Recipe> recipe) {
        return new ShadowReport(next, recipe, line, table, dropped, disagreements, fault);
    }

    ShadowReport withDropped(long count) {
        return new ShadowReport(state, candidate, line, table, count, disagreements, fault);
    }

    ShadowReport failed(InspectionFault why) {
        return new ShadowReport(State.OFF, candidate, line, table, dropped, disagreements, Optional.of(why));
    }

    /** With one part more. Another recipe on the line begins anew: the old counts say nothing of it. */
    ShadowReport plus(Shadow.Pair pair) {
        Recipe judge = pair.line().recipe();
        boolean same = line.filter(l -> l.id().equals(judge.id()) && l.version() == judge.version())
                .isPresent();
        List<Disagreement> listed = same ? disagreements : List.of();
        if (pair.isDisagreement()) {
            List<Disagreement> more = new ArrayList<>(listed);
            more.add(0, Disagreement.of(pair));
            listed = List.copyOf(more.subList(0, Math.min(LISTED, more.size())));
        }
        McNemar counts = (same ? table : McNemar.NONE)
                .plus(pair.line().outcome().isGood(), pair.shadow().outcome().isGood());
        return new ShadowReport(state, candidate, Optional.of(judge), counts, dropped, listed, fault);
    }
}
