package loupe.domain;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How many regions of each class a part has, held against the rules of the classes. */
final class ClassCounts {
    private final DecisionRule rule;
    private final Map<Optional<DefectClass>, Integer> counts = new HashMap<>();

    private ClassCounts(DecisionRule rule) {
        this.rule = rule;
    }

    static ClassCounts of(List<DefectRegion> regions, DecisionRule rule) {
        ClassCounts made = new ClassCounts(rule);
        regions.forEach(r -> made.counts.merge(r.kind(), 1, Integer::sum));
        return made;
    }

    /** 0 = no rule is broken, else {@link DecisionRule#ASKS} or {@link DecisionRule#FAILS}, whatever is worse. */
    int level() {
        return counts.keySet().stream().mapToInt(this::level).max().orElse(0);
    }

    /** A class without a rule may not be there at all. */
    private int level(Optional<DefectClass> kind) {
        Optional<ClassRule> own = kind.flatMap(rule::forClass);
        if (counts.getOrDefault(kind, 0) <= own.map(ClassRule::most).orElse(0)) {
            return 0;
        }
        boolean asks = own.filter(r -> r.consequence() == Outcome.REVIEW).isPresent();
        return asks ? DecisionRule.ASKS : DecisionRule.FAILS;
    }

    Comparator<DefectRegion> worstFirst() {
        return Comparator.comparingInt((DefectRegion r) -> level(r.kind())).reversed();
    }
}
