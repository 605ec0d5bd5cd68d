package loupe.ui.review;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import loupe.domain.AnomalyMap;

/** The newest anomaly maps, up to so many bytes; older ones are dropped. Thread-safe. */
final class MapShelf {
    private final long capacity;
    private final Map<String, AnomalyMap> maps = new LinkedHashMap<>();
    private long bytes;

    MapShelf(long capacity) {
        this.capacity = capacity;
    }

    /** Keeps a map under its inspection's id; the newest is kept whatever its size. */
    synchronized void put(String id, AnomalyMap map) {
        remove(maps.remove(id));
        maps.put(id, map);
        bytes += size(map);
        Iterator<AnomalyMap> oldest = maps.values().iterator();
        while (bytes > capacity && maps.size() > 1) {
            remove(oldest.next());
            oldest.remove();
        }
    }

    synchronized Optional<AnomalyMap> find(String id) {
        return Optional.ofNullable(maps.get(id));
    }

    synchronized void clear() {
        maps.clear();
        bytes = 0;
    }

    private void remove(AnomalyMap map) {
        bytes -= map == null ? 0 : size(map);
    }

    private static long size(AnomalyMap map) {
        return (long) map.scores().length * Float.BYTES;
    }
}
