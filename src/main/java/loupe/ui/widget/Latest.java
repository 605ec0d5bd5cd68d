package loupe.ui.widget;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * Hands the newest value to a consumer on another thread. A value that was not taken yet is replaced, so at most one
 * task is pending and the receiver is never flooded. {@link #accept} may be called by any thread and never blocks.
 */
public final class Latest<T> implements Consumer<T> {
    private final AtomicReference<T> waiting = new AtomicReference<>();
    private final Executor executor;
    private final Consumer<T> receiver;

    public Latest(Executor executor, Consumer<T> receiver) {
        this.executor = executor;
        this.receiver = receiver;
    }

    @Override
    public void accept(T value) {
        if (waiting.getAndSet(value) == null) {
            executor.execute(() -> receiver.accept(waiting.getAndSet(null)));
        }
    }
}
