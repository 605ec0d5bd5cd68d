package loupe.station;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The hand-over between the camera's thread and the inspecting thread. The two factories name the policy: {@link
 * #every} waits and never drops, {@link #latest} keeps the newest and counts what it replaced. Thread-safe.
 */
public final class Mailbox<T> {
    private final ArrayDeque<T> items = new ArrayDeque<>();
    private final int capacity;
    private final Predicate<T> replaceable;
    private long replaced;
    private boolean closed;

    private Mailbox(int capacity, Predicate<T> replaceable) {
        this.capacity = capacity;
        this.replaceable = replaceable;
    }

    /** For triggered parts: a full mailbox makes the camera wait. */
    public static <T> Mailbox<T> every(int capacity) {
        return new Mailbox<>(capacity, item -> false);
    }

    /**
     * For free-running video: a frame that nobody took yet is replaced by the newer one. What is not {@code
     * replaceable} neither replaces nor is replaced.
     */
    public static <T> Mailbox<T> latest(Predicate<T> replaceable) {
        return new Mailbox<>(Integer.MAX_VALUE, replaceable);
    }

    /**
     * Posts one item, waiting for room under the {@code every} policy.
     *
     * @return false when the mailbox is closed and the item was not taken
     */
    public synchronized boolean put(T item) throws InterruptedException {
        while (!closed && items.size() == capacity) {
            wait();
        }
        if (closed) {
            return false;
        }
        if (replaceable.test(item) && items.removeIf(replaceable)) {
            replaced++; // never more than one: each was replaced by the next
        }
        items.addLast(item);
        notifyAll();
        return true;
    }

    /** Waits for the next item; empty when the mailbox is closed and everything in it was taken. */
    public synchronized Optional<T> take() throws InterruptedException {
        while (!closed && items.isEmpty()) {
            wait();
        }
        T item = items.pollFirst();
        notifyAll();
        return Optional.ofNullable(item);
    }

    /** Takes everything out at once. */
    synchronized List<T> drain() {
        List<T> rest = List.copyOf(items);
        items.clear();
        notifyAll();
        return rest;
    }

    /** Takes no more items; what is inside can still be taken. */
    public synchronized void close() {
        closed = true;
        notifyAll();
    }

    public synchronized int size() {
        return items.size();
    }

    /** How many items were replaced by newer ones and never taken. */
    public synchronized long replaced() {
        return replaced;
    }
}
