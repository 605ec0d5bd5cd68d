package loupe.domain;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Connected regions of an anomaly map, 8-connected, each of one class, worst first. */
final class DefectRegions {
    private static final Comparator<DefectRegion> BY_SCORE =
            Comparator.comparingDouble(DefectRegion::score).reversed();
    private static final Comparator<DefectRegion> BY_AREA =
            Comparator.comparingDouble(DefectRegion::area).reversed();

    private final AnomalyMap map;
    private final float[] scores;
    private final double limit;
    private final Limits limits;
    private final boolean told;
    private final boolean[] seen;
    private final ArrayDeque<Integer> open = new ArrayDeque<>();

    private DefectRegions(AnomalyMap map, Limits limits) {
        this.map = map;
        this.scores = map.scores();
        this.limits = limits;
        this.limit = limits.byClass[0];
        this.told = map.classes().isPresent();
        this.seen = new boolean[scores.length];
    }

    /**
     * Regions whose map values reach the pixel threshold over at least the minimum area, those of their class where the
     * rule has some. With classes, those that break their class's rule come first.
     */
    static List<DefectRegion> find(AnomalyMap map, DecisionRule rule) {
        Limits limits = Limits.of(map, rule);
        if (map.max() < limits.lowest()) {
            return List.of();
        }
        DefectRegions search = new DefectRegions(map, limits);
        List<DefectRegion> found = new ArrayList<>();
        for (int i = 0; i < search.seen.length; i++) {
            if (search.isOpen(i)) {
                DefectRegion region = search.grow(i);
                if (region.area() >= rule.minimumArea(region.kind())) {
                    found.add(region);
                }
            }
        }
        found.sort(
                map.classes().isEmpty()
                        ? BY_SCORE
                        : ClassCounts.of(found, rule)
                                .worstFirst()
                                .thenComparing(BY_SCORE)
                                .thenComparing(BY_AREA));
        return found;
    }

    /** The threshold of every cell: one for all, or one by class, of which 0 is none. */
    private record Limits(double[] byClass, short[] cells) {
        private static final short[] NO_CELLS = {};

        static Limits of(AnomalyMap map, DecisionRule rule) {
            if (map.classes().isEmpty()) {
                return new Limits(new double[] {rule.pixel()}, NO_CELLS);
            }
            ClassMap classes = map.classes().get();
            double[] byClass = new double[classes.classes().size() + 1];
            byClass[0] = rule.pixel();
            for (int k = 1; k < byClass.length; k++) {
                byClass[k] = rule.pixel(classes.classes().get(k - 1));
            }
            return new Limits(byClass, classes.cells());
        }

        double lowest() {
            double lowest = byClass[0];
            for (double limit : byClass) {
                lowest = Math.min(lowest, limit);
            }
            return lowest;
        }
    }

    private boolean isOpen(int i) {
        return !seen[i] && scores[i] >= (told ? limits.byClass[limits.cells[i]] : limit);
    }

    private int kind(int i) {
        return told ? limits.cells[i] : 0;
    }

    private DefectRegion grow(int start) {
        int w = map.width();
        int x0 = w;
        int y0 = map.height();
        int x1 = -1;
        int y1 = -1;
        int count = 0;
        int peak = start;
        int kind = kind(start);
        push(start, kind);
        while (!open.isEmpty()) {
            int i = open.pop();
            int x = i % w;
            int y = i / w;
            count++;
            x0 = Math.min(x0, x);
            x1 = Math.max(x1, x);
            y0 = Math.min(y0, y);
            y1 = Math.max(y1, y);
            peak = scores[i] > scores[peak] ? i : peak;
            pushNeighbours(x, y, kind);
        }
        Region covered = map.covered();
        double sx = covered.width() / w;
        double sy = covered.height() / map.height();
        Region box = new Region(covered.x() + x0 * sx, covered.y() + y0 * sy, (x1 - x0 + 1) * sx, (y1 - y0 + 1) * sy);
        double px = covered.x() + (peak % w + 0.5) * sx;
        double py = covered.y() + (Math.floorDiv(peak, w) + 0.5) * sy;
        double length = Math.hypot(box.width(), box.height());
        Optional<DefectClass> of = map.classes().flatMap(c -> c.at(start));
        return new DefectRegion(box, count * sx * sy, length, scores[peak], px, py, of);
    }

    private void pushNeighbours(int x, int y, int kind) {
        int right = Math.min(map.width() - 1, x + 1);
        int bottom = Math.min(map.height() - 1, y + 1);
        for (int ny = Math.max(0, y - 1); ny <= bottom; ny++) {
            for (int nx = Math.max(0, x - 1); nx <= right; nx++) {
                push(ny * map.width() + nx, kind);
            }
        }
    }

    private void push(int i, int kind) {
        if (isOpen(i) && kind(i) == kind) {
            seen[i] = true;
            open.push(i);
        }
    }
}
