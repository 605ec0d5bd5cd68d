package loupe.train;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import loupe.domain.Progress;

/** Reports progress by phase and keeps how long every phase took. */
public final class Stopwatch {
    private final Progress progress;
    private final Map<String, Double> seconds = new LinkedHashMap<>();
    private String phase = "";
    private long last = System.nanoTime();

    public Stopwatch(Progress progress) {
        this.progress = progress;
    }

    /** Tells where the work stands; time since the last call belongs to the phase that was named then. */
    public void at(String newPhase, long done, long total) {
        lap();
        phase = newPhase;
        progress.checkCancelled();
        progress.update(newPhase, done, total);
    }

    private void lap() {
        long now = System.nanoTime();
        if (!phase.isEmpty()) {
            seconds.merge(phase, (now - last) / 1e9, Double::sum);
        }
        last = now;
    }

    /** Duration of every phase so far, in order. */
    public Map<String, Double> seconds() {
        lap();
        return Collections.unmodifiableMap(seconds);
    }
}
