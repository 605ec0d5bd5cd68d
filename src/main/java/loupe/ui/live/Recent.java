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
    private boolean afresh;

    /**
     * What came since the last look.
     *
     * @param afresh the line was started anew; {@code parts} are of the new run only
     */
    record News(boolean afresh, List<Inspection> parts) {}

    Recent(int capacity) {
        this.capacity = capacity;
    }

    synchronized void add(Inspection inspection) {
        if (waiting.size() == capacity) {
            waiting.removeFirst();
        }
        waiting.addLast(inspection);
    }

    /** A new run begins: what still waits is of the old one. */
    synchronized void restart() {
        waiting.clear();
        afresh = true;
    }

    synchronized News drain() {
        News news = new News(afresh, new ArrayList<>(waiting));
        waiting.clear();
        afresh = false;
        return news;
    }
}
