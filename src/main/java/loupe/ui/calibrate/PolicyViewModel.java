package loupe.ui.calibrate;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import loupe.calibrate.Bootstrap;
import loupe.calibrate.Confusion;
import loupe.calibrate.CostModel;
import loupe.calibrate.Decision;
import loupe.calibrate.Interval;
import loupe.calibrate.LeaveOneTypeOut;
import loupe.calibrate.Metrics;
import loupe.calibrate.Policy;
import loupe.calibrate.Rate;
import loupe.calibrate.Scoreboard;
import loupe.domain.DecisionRule;
import loupe.domain.Evidence;
import loupe.domain.InspectionFault;
import loupe.ui.widget.FaultDialog;

/**
 * The limits: a policy sets them, or a person drags them, and everything that depends on them is one {@link Standing}.
 * Moving a limit costs four binary searches; what takes longer runs on the work executor and comes later. JavaFX
 * thread.
 */
final class PolicyViewModel {
    private static final long SEED = 1;

    /** How well the scores separate, with its 95 % interval. */
    record Auroc(double value, Interval interval) {}

    private final Executor work;
    private final Executor fx;
    private final PolicyChoice choice = new PolicyChoice();
    private final ReadOnlyObjectWrapper<Optional<Ground>> ground = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Standing>> standing = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<InspectionFault>> fault =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Auroc>> auroc = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Map<String, Rate>> unseen = new ReadOnlyObjectWrapper<>(Map.of());
    private DecisionRule before = new DecisionRule(0, 0, 0, 0, loupe.domain.ScoreSource.MODEL);
    private Optional<Measured.Subject> subject = Optional.empty();
    private boolean settling;
    private int asked;
    private int loads;

    PolicyViewModel(Executor work, Executor fx) {
        this.work = work;
        this.fx = fx;
        choice.kindProperty().addListener((o, old, now) -> decide());
        choice.lookProperty().addListener((o, old, now) -> onLook());
        for (Term term : Term.values()) {
            choice.number(term).addListener((o, old, now) -> decide());
        }
    }

    /** Begins with other scores; the policy stays where another number of the same images is compared. */
    void load(Measured made) {
        boolean same = subject.equals(Optional.of(made.subject()));
        List<String> signed = made.recipe().evidence().map(Evidence::policies).orElse(List.of());
        subject = Optional.of(made.subject());
        load(made.ground(), made.rule(), same && !policies().isEmpty() ? policies() : signed);
    }

    /**
     * Begins with other scores.
     *
     * @param rule in force until now: where no policy can be applied the limits stay there
     * @param policies of the last calibration; empty for the usual ones
     */
    void load(Ground loaded, DecisionRule rule, List<String> policies) {
        settling = true;
        before = rule;
        ground.set(Optional.of(loaded));
        standing.set(Optional.empty());
        auroc.set(Optional.empty());
        choice.number(Term.ALPHA).set(affordable(loaded.board().good().length));
        choice.recall(policies);
        if (!choice.kindProperty().get().fits(loaded.board()) || policies.isEmpty()) {
            choice.kindProperty().set(usual(loaded.board()));
        }
        settling = false;
        decide();
        if (loaded.board().hasBoth()) {
            int turn = ++loads;
            work.execute(() -> separate(turn, loaded));
        }
    }

    private static PolicyKind usual(Scoreboard board) {
        if (board.defects().length > 0) {
            return PolicyKind.ZERO_MISS;
        }
        return board.good().length > 0 ? PolicyKind.GOOD_ONLY : PolicyKind.BY_HAND;
    }

    /** With m good parts no probability below 1/(m+1) can be kept; rounded up, so that it can be typed. */
    private static double affordable(int good) {
        return Math.max(Term.ALPHA.usual, Math.min(Term.ALPHA.most, Math.ceil(1000.0 / (good + 1)) / 1000));
    }

    private void separate(int turn, Ground of) {
        Scoreboard board = of.board();
        Auroc found = new Auroc(Metrics.auroc(board.good(), board.defects()), Bootstrap.auroc(board, SEED));
        fx.execute(() -> {
            if (turn == loads) { // else other scores have come meanwhile
                auroc.set(Optional.of(found));
            }
        });
    }

    private void onLook() {
        boolean byHand = choice.kindProperty().get() == PolicyKind.BY_HAND;
        if (byHand && !choice.lookProperty().get()) {
            standing.get().ifPresent(s -> hold(Decision.byHand(s.review(), s.review())));
        }
        decide();
    }

    /** Applies the policy chosen; by hand the limits stay where they are. */
    private void decide() {
        if (settling || ground.get().isEmpty()) {
            return;
        }
        int turn = ++asked;
        Ground on = ground.get().get();
        Optional<Policy> policy = choice.fail(on.board());
        if (policy.isEmpty()) {
            fault.set(Optional.empty());
            unseen.set(Map.of());
            hold(standing.get().map(s -> Decision.byHand(s.review(), s.fail())).orElseGet(() -> fallback(on)));
            return;
        }
        Optional<Policy> review = choice.review(on.board());
        if (policy.get() instanceof Policy.Tail) { // two hundred fits
            work.execute(() -> decide(turn, on, policy.get(), review, fx));
        } else {
            decide(turn, on, policy.get(), review, Runnable::run);
        }
    }

    private void decide(int turn, Ground on, Policy policy, Optional<Policy> review, Executor tell) {
        try {
            Decision made = Decision.of(policy, review, on.board());
            tell.execute(() -> decided(turn, on, made, policy, review));
        } catch (InspectionFault f) {
            tell.execute(() -> refused(turn, on, f));
        }
    }

    private void decided(int turn, Ground on, Decision made, Policy policy, Optional<Policy> review) {
        if (turn != asked) {
            return;
        }
        fault.set(Optional.empty());
        unseen.set(Map.of());
        hold(made);
        work.execute(() -> leaveTypesOut(turn, on, policy, review));
    }

    private void refused(int turn, Ground on, InspectionFault why) {
        if (turn == asked) {
            unseen.set(Map.of());
            hold(standing.get().map(s -> Decision.byHand(s.review(), s.fail())).orElseGet(() -> fallback(on)));
            fault.set(Optional.of(why));
        }
    }

    /** The limits in force; where there are none, the highest score. */
    private Decision fallback(Ground on) {
        boolean usable = before.isComplete() && Double.isFinite(before.review());
        return usable ? Decision.byHand(before.review(), before.fail()) : Decision.byHand(top(on), top(on));
    }

    private static double top(Ground on) {
        return on.board().size() == 0 ? 0 : on.board().highest();
    }

    private void leaveTypesOut(int turn, Ground on, Policy policy, Optional<Policy> review) {
        try {
            Map<String, Rate> found = LeaveOneTypeOut.escapes(on.parts(), policy, review);
            fx.execute(() -> {
                if (turn == asked) {
                    unseen.set(found);
                }
            });
        } catch (RuntimeException e) {
            fx.execute(() -> fault.set(Optional.of(FaultDialog.faultOf(e))));
        }
    }

    private void hold(Decision decision) {
        ground.get().ifPresent(g -> {
            Confusion c = decision.on(g.board());
            CostModel costs = choice.costs();
            double cost = g.board().hasBoth() ? costs.perPart(c) : Double.NaN;
            standing.set(Optional.of(new Standing(decision, c, cost)));
        });
    }

    /** The policies in force, as typed; empty by hand. */
    List<String> policies() {
        return standing.get()
                .map(s -> s.decision().limits().stream()
                        .map(l -> l.policy().text())
                        .toList())
                .orElse(List.of());
    }

    /** A person moves the review limit; the fail limit makes way. */
    void moveReview(double to) {
        move(to, true);
    }

    /** A person moves the fail limit; the review limit makes way. */
    void moveFail(double to) {
        move(to, false);
    }

    private void move(double to, boolean lower) {
        if (ground.get().isEmpty() || standing.get().isEmpty()) {
            return;
        }
        double low = ground.get().get().histogram().low();
        double high = ground.get().get().histogram().high();
        double limit = Math.max(low, Math.min(high, to));
        Standing now = standing.get().get();
        double review = now.review();
        double fail = now.fail();
        if (!choice.lookProperty().get()) {
            review = limit;
            fail = limit;
        } else if (lower) {
            review = limit;
            fail = Math.max(limit, fail);
        } else {
            fail = limit;
            review = Math.min(limit, review);
        }
        byHand(Decision.byHand(review, fail));
    }

    private void byHand(Decision decision) {
        asked++;
        settling = true;
        choice.kindProperty().set(PolicyKind.BY_HAND);
        settling = false;
        fault.set(Optional.empty());
        if (!unseen.get().isEmpty()) {
            unseen.set(Map.of());
        }
        hold(decision);
    }

    /** Limits that could be confirmed: no policy has refused, and not everything is let through. */
    boolean isUsable() {
        return fault.get().isEmpty()
                && standing.get().filter(s -> Double.isFinite(s.review())).isPresent();
    }

    PolicyChoice choice() {
        return choice;
    }

    ReadOnlyObjectProperty<Optional<Ground>> groundProperty() {
        return ground.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<Standing>> standingProperty() {
        return standing.getReadOnlyProperty();
    }

    /** Why the policy chosen cannot be applied. */
    ReadOnlyObjectProperty<Optional<InspectionFault>> faultProperty() {
        return fault.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<Auroc>> aurocProperty() {
        return auroc.getReadOnlyProperty();
    }

    /** Escapes of every kind of defect while the policy did not know it; empty while by hand. */
    ReadOnlyObjectProperty<Map<String, Rate>> unseenProperty() {
        return unseen.getReadOnlyProperty();
    }
}
