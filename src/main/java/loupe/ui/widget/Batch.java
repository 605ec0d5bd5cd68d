package loupe.ui.widget;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Hands values to a consumer on another thread, all of them and in order, as many at once as have come meanwhile. At
 * most one task is pending. {@link #accept} may be called by any thread.
 */
public final class Batch<T> implements Consumer<T> {
    private final Executor executor;
    private final Consumer<List<T>> receiver;
    private List<T> waiting = new ArrayList<>();

    public Batch(Executor executor, Consumer<List<T>> receiver) {
        this.executor = executor;
        this.receiver = receiver;
    }

    @Override
    public void accept(T value) {
        boolean first;
        synchronized (this) {
            first = waiting.isEmpty();
            waiting.add(value);
        }
        if (first) {
            executor.execute(() -> receiver.accept(drain()));
        }
    }

    private synchronized List<T> drain() {
        List<T> all = waiting;
        waiting = new ArrayList<>();
        return all;
    }
}
