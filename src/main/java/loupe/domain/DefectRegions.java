package loupe.domain;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Connected regions of an anomaly map, 8-connected, worst first. */
final class DefectRegions {
    private static final int LIMIT = 64;

    private final AnomalyMap map;
    private final double threshold;
    private final boolean[] seen;
    private final ArrayDeque<Integer> open = new ArrayDeque<>();

    private DefectRegions(AnomalyMap map, double threshold) {
        this.map = map;
        this.threshold = threshold;
        this.seen = new boolean[map.scores().length];
    }

    /** Regions whose map values reach {@code threshold} over at least {@code minimumArea} image pixels², at most 64. */
    static List<DefectRegion> find(AnomalyMap map, double threshold, double minimumArea) {
        if (map.max() < threshold) {
            return List.of();
        }
        DefectRegions search = new DefectRegions(map, threshold);
        List<DefectRegion> found = new ArrayList<>();
        for (int i = 0; i < search.seen.length; i++) {
            if (search.isOpen(i)) {
                DefectRegion region = search.grow(i);
                if (region.area() >= minimumArea) {
                    found.add(region);
                }
            }
        }
        found.sort(Comparator.comparingDouble(DefectRegion::score).reversed());
        return List.copyOf(found.subList(0, Math.min(LIMIT, found.size())));
    }

    private boolean isOpen(int i) {
        return !seen[i] && map.scores()[i] >= threshold;
    }

    private DefectRegion grow(int start) {
        int w = map.width();
        int x0 = w;
        int y0 = map.height();
        int x1 = -1;
        int y1 = -1;
        int count = 0;
        int peak = start;
        push(start);
        while (!open.isEmpty()) {
            int i = open.pop();
            int x = i % w;
            int y = i / w;
            count++;
            x0 = Math.min(x0, x);
            x1 = Math.max(x1, x);
            y0 = Math.min(y0, y);
            y1 = Math.max(y1, y);
            peak = map.scores()[i] > map.scores()[peak] ? i : peak;
            pushNeighbours(x, y);
        }
        Region covered = map.covered();
        double sx = covered.width() / w;
        double sy = covered.height() / map.height();
        Region box = new Region(covered.x() + x0 * sx, covered.y() + y0 * sy, (x1 - x0 + 1) * sx, (y1 - y0 + 1) * sy);
        double px = covered.x() + (peak % w + 0.5) * sx;
        double py = covered.y() + (Math.floorDiv(peak, w) + 0.5) * sy;
        double length = Math.hypot(box.width(), box.height());
        return new DefectRegion(box, count * sx * sy, length, map.scores()[peak], px, py);
    }

    private void pushNeighbours(int x, int y) {
        int right = Math.min(map.width() - 1, x + 1);
        int bottom = Math.min(map.height() - 1, y + 1);
        for (int ny = Math.max(0, y - 1); ny <= bottom; ny++) {
            for (int nx = Math.max(0, x - 1); nx <= right; nx++) {
                push(ny * map.width() + nx);
            }
        }
    }

    private void push(int i) {
        if (isOpen(i)) {
            seen[i] = true;
            open.push(i);
        }
    }
}
