package loupe.calibrate;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import loupe.domain.InspectionFault;

/**
 * What would have become of a kind of defect that nobody had seen before: the policies are applied without it, then
 * its parts are judged.
 */
public final class LeaveOneTypeOut {
    private LeaveOneTypeOut() {}

    /**
     * Escapes of every type while it was unknown, sorted by type. A type without which the policies cannot be applied
     * (the only one) is left out.
     *
     * @param images labelled scores; parts are merged by {@link Scored#perPart}
     */
    public static Map<String, Rate> escapes(List<Scored> images, Policy policy, Optional<Policy> review) {
        List<Scored> parts = Scored.perPart(images);
        Map<String, Rate> found = new TreeMap<>();
        TreeSet<String> types = new TreeSet<>();
        parts.stream().filter(Scored::isDefect).forEach(p -> types.add(p.type()));
        for (String type : types) {
            Scoreboard others = Scoreboard.of(
                    parts.stream().filter(p -> !p.type().equals(type)).toList());
            if (others.defects().length > 0) {
                escapes(type, parts, others, policy, review).ifPresent(rate -> found.put(type, rate));
            }
        }
        return found;
    }

    private static Optional<Rate> escapes(
            String type, List<Scored> parts, Scoreboard others, Policy policy, Optional<Policy> review) {
        double threshold;
        try {
            threshold = Decision.of(policy, review, others).review();
        } catch (InspectionFault fault) { // too few left for this policy: no figure, not a failure
            return Optional.empty();
        }
        List<Scored> own = parts.stream().filter(p -> p.type().equals(type)).toList();
        long missed = own.stream().filter(p -> p.score() < threshold).count();
        return Optional.of(new Rate((int) missed, own.size()));
    }
}
