package loupe.trace;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * What waits to be written, in order. An item leaves only when it was written, so that nothing is lost when writing
 * fails. Many threads put, one takes.
 */
final class TraceQueue<T> {
    private final int capacity;
    private final ArrayDeque<T> items = new ArrayDeque<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private int waiting;
    private boolean relaxed;
    private boolean closed;

    TraceQueue(int capacity) {
        this.capacity = capacity;
    }

    /** Adds at the end; waits while the queue is full, also when interrupted (the flag is kept). */
    void put(T item) {
        lock.lock();
        try {
            waiting++;
            while (!closed && items.size() >= (relaxed ? 4 * capacity : capacity)) {
                changed.awaitUninterruptibly();
            }
            if (closed) {
                throw new IllegalStateException("the trace is closed");
            }
            items.add(item);
            changed.signalAll();
        } finally {
            waiting--;
            lock.unlock();
        }
    }

    /** Adds at the end while at most half the room is taken; never waits. False when it was not added. */
    boolean offer(T item) {
        lock.lock();
        try {
            boolean room = !closed && items.size() < capacity / 2;
            if (room) {
                items.add(item);
                changed.signalAll();
            }
            return room;
        } finally {
            lock.unlock();
        }
    }

    /** The oldest items, which stay in the queue until {@link #done}; empty after the time or when closed and empty. */
    List<T> peek(int most, long milliseconds) {
        lock.lock();
        try {
            await(() -> !items.isEmpty() || closed, milliseconds);
            List<T> oldest = new ArrayList<>();
            Iterator<T> i = items.iterator();
            while (i.hasNext() && oldest.size() < most) {
                oldest.add(i.next());
            }
            return oldest;
        } finally {
            lock.unlock();
        }
    }

    /** The oldest {@code count} items were written. */
    void done(int count) {
        lock.lock();
        try {
            for (int i = 0; i < count; i++) {
                items.remove();
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * While nothing can be written the line is stopping: what it still hands over finds more room, so that its thread
     * can end.
     */
    void relax(boolean on) {
        lock.lock();
        try {
            relaxed = on;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Lets time pass; ends early when the queue is closed. */
    void pause(long milliseconds) {
        lock.lock();
        try {
            await(() -> closed, milliseconds);
        } finally {
            lock.unlock();
        }
    }

    /** Waits until everything was written; false when the time was up before. */
    boolean awaitEmpty(long milliseconds) {
        lock.lock();
        try {
            return await(items::isEmpty, milliseconds);
        } finally {
            lock.unlock();
        }
    }

    /** Refuses new items; those inside are still to be written. */
    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    int size() {
        lock.lock();
        try {
            return items.size();
        } finally {
            lock.unlock();
        }
    }

    boolean isHoldingUp() {
        lock.lock();
        try {
            return waiting > 0;
        } finally {
            lock.unlock();
        }
    }

    /** Called with the lock held. True when it holds; false when the time is up or the thread was interrupted. */
    private boolean await(BooleanSupplier condition, long milliseconds) {
        long left = TimeUnit.MILLISECONDS.toNanos(milliseconds);
        try {
            while (!condition.getAsBoolean() && left > 0) {
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return condition.getAsBoolean();
    }
}
