package loupe.ui.calibrate;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;
import loupe.calibrate.CostModel;
import loupe.calibrate.Policy;
import loupe.calibrate.Scoreboard;

/** Which policy is chosen, with its numbers, and whether a person looks between two limits. JavaFX thread. */
final class PolicyChoice {
    private static final long SEED = 1;

    private final ObjectProperty<PolicyKind> kind = new SimpleObjectProperty<>(PolicyKind.ZERO_MISS);
    private final BooleanProperty look = new SimpleBooleanProperty(true);
    private final Map<Term, DoubleProperty> numbers = new EnumMap<>(Term.class);

    PolicyChoice() {
        for (Term term : Term.values()) {
            numbers.put(term, new SimpleDoubleProperty(term.usual));
        }
    }

    ObjectProperty<PolicyKind> kindProperty() {
        return kind;
    }

    /** Two limits with a person between them, or one. */
    BooleanProperty lookProperty() {
        return look;
    }

    DoubleProperty number(Term term) {
        return numbers.get(term);
    }

    private double value(Term term) {
        return term.clamped(numbers.get(term).get());
    }

    CostModel costs() {
        double review = look.get() ? value(Term.COST_REVIEW) : Double.NaN;
        return new CostModel(value(Term.COST_MISS), value(Term.COST_FALSE), review, value(Term.DEFECT_RATE));
    }

    /** The policy of the fail limit; empty when the limits are set by hand. */
    Optional<Policy> fail(Scoreboard board) {
        if (kind.get() == PolicyKind.BY_HAND) {
            return Optional.empty();
        }
        boolean two = look.get() && kind.get().setsReview() && board.good().length > 0;
        return Optional.of(two ? new Policy.FalseAlarms(value(Term.ALPHA)) : chosen());
    }

    /** The policy of the review limit; empty when there is only one limit, or one policy sets both. */
    Optional<Policy> review(Scoreboard board) {
        if (!look.get() || board.defects().length == 0) {
            return Optional.empty();
        }
        return switch (kind.get()) {
            case ZERO_MISS, MISSES -> board.good().length > 0 ? Optional.of(chosen()) : Optional.empty();
            case FALSE_ALARMS, SURE_FALSE_ALARMS, F1, TAIL -> Optional.of(new Policy.ZeroMiss(0));
            case COST, GOOD_ONLY, BY_HAND -> Optional.empty();
        };
    }

    private Policy chosen() {
        return switch (kind.get()) {
            case ZERO_MISS -> new Policy.ZeroMiss(value(Term.MARGIN));
            case MISSES -> new Policy.Misses((int) value(Term.MISSES));
            case FALSE_ALARMS -> new Policy.FalseAlarms(value(Term.ALPHA));
            case SURE_FALSE_ALARMS -> new Policy.SureFalseAlarms(value(Term.ALPHA), value(Term.CONFIDENCE));
            case COST -> new Policy.LeastCost(costs());
            case F1 -> new Policy.BestF1();
            case TAIL -> new Policy.Tail(value(Term.TAIL), SEED);
            case GOOD_ONLY -> new Policy.GoodOnly(value(Term.ALPHA));
            case BY_HAND -> throw new IllegalStateException("by hand there is no policy");
        };
    }

    /** The rules of an earlier calibration, that of the fail limit first, as {@link Policy#text} wrote them. */
    void recall(List<String> policies) {
        for (String text : policies) {
            Policy policy = Policy.parse(text);
            if (policy instanceof Policy.ZeroMiss p) {
                number(Term.MARGIN).set(p.margin());
            } else if (policy instanceof Policy.Misses p) {
                number(Term.MISSES).set(p.allowed());
            } else if (policy instanceof Policy.FalseAlarms p) {
                number(Term.ALPHA).set(p.alpha());
            } else if (policy instanceof Policy.SureFalseAlarms p) {
                number(Term.ALPHA).set(p.alpha());
                number(Term.CONFIDENCE).set(p.confidence());
            } else if (policy instanceof Policy.LeastCost p) {
                recall(p.costs());
            } else if (policy instanceof Policy.Tail p) {
                number(Term.TAIL).set(p.rate());
            } else if (policy instanceof Policy.GoodOnly p) {
                number(Term.ALPHA).set(p.alpha());
            }
        }
        if (!policies.isEmpty()) {
            boolean two = policies.size() > 1;
            Policy first = Policy.parse(policies.get(0));
            Policy last = Policy.parse(policies.get(policies.size() - 1));
            boolean both =
                    first instanceof Policy.LeastCost cost && cost.costs().hasReview();
            look.set(two || both);
            kind.set(kindOf(two && first instanceof Policy.FalseAlarms ? last : first));
        }
    }

    private void recall(CostModel costs) {
        number(Term.COST_MISS).set(costs.miss());
        number(Term.COST_FALSE).set(costs.falseAlarm());
        number(Term.DEFECT_RATE).set(costs.defectRate());
        if (costs.hasReview()) {
            number(Term.COST_REVIEW).set(costs.review());
        }
    }

    private static PolicyKind kindOf(Policy policy) {
        if (policy instanceof Policy.ZeroMiss) {
            return PolicyKind.ZERO_MISS;
        } else if (policy instanceof Policy.Misses) {
            return PolicyKind.MISSES;
        } else if (policy instanceof Policy.FalseAlarms) {
            return PolicyKind.FALSE_ALARMS;
        } else if (policy instanceof Policy.SureFalseAlarms) {
            return PolicyKind.SURE_FALSE_ALARMS;
        } else if (policy instanceof Policy.LeastCost) {
            return PolicyKind.COST;
        } else if (policy instanceof Policy.BestF1) {
            return PolicyKind.F1;
        }
        return policy instanceof Policy.Tail ? PolicyKind.TAIL : PolicyKind.GOOD_ONLY;
    }
}
