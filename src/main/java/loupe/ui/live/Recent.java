package loupe.ui.live;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import loupe.domain.Inspection;

/**
 * Inspections on their way from the inspect thread to the screen. Holds the newest few and drops the oldest when the
 * screen is slow. Thread-safe.
 */
final class Recent {
    private final ArrayDeque<Inspection> waiting = new ArrayDeque<>();
    private final int capacity;

    Recent(int capacity) {
        this.capacity = capacity;
    }

    synchronized void add(Inspection inspection) {
        if (waiting.size() == capacity) {
            waiting.removeFirst();
        }
        waiting.addLast(inspection);
    }

    synchronized List<Inspection> drain() {
        List<Inspection> all = new ArrayList<>(waiting);
        waiting.clear();
        return all;
    }
}
