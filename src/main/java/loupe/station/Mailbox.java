package loupe.station;

import java.util.ArrayDeque;
import java.util.Optional;

/**
 * The hand-over between the camera's thread and the inspecting thread. The two factories name the policy: {@link
 * #every} waits and never drops, {@link #latest} keeps the newest and counts what it replaced. Thread-safe.
 */
public final class Mailbox<T> {
    private final ArrayDeque<T> items = new ArrayDeque<>();
    private final int capacity;
    private final boolean replaces;
    private long replaced;
    private boolean closed;

    private Mailbox(int capacity, boolean replaces) {
        this.capacity = capacity;
        this.replaces = replaces;
    }

    /** For triggered parts: a full mailbox makes the camera wait. */
    public static <T> Mailbox<T> every(int capacity) {
        return new Mailbox<>(capacity, false);
    }

    /** For free-running video: a frame that nobody took yet is replaced by the newer one. */
    public static <T> Mailbox<T> latest() {
        return new Mailbox<>(1, true);
    }

    /**
     * Posts one item, waiting for room under the {@code every} policy.
     *
     * @return false when the mailbox is closed and the item was not taken
     */
    public synchronized boolean put(T item) throws InterruptedException {
        while (!closed && !replaces && items.size() == capacity) {
            wait();
        }
        if (closed) {
            return false;
        }
        if (items.size() == capacity) {
            items.removeFirst();
            replaced++;
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
