package loupe.train.gradient;

import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;

/**
 * Prepares batches one thread ahead of the training. The slots go round, so memory stays flat; batch i is the same
 * whoever asks and whenever, which makes training resumable.
 *
 * @param <T> a slot that holds one batch
 */
public final class Prefetch<T> implements AutoCloseable {
    /** Fills a slot with the batch of this number. */
    public interface Filler<T> {
        void fill(T slot, long number);
    }

    private record Filled<T>(T slot, Throwable failure) {}

    private final BlockingQueue<T> free;
    private final BlockingQueue<Filled<T>> ready;
    private final Thread thread;

    /** @param first number of the first batch */
    public Prefetch(List<T> slots, Filler<T> filler, long first) {
        free = new ArrayBlockingQueue<>(slots.size(), false, slots);
        ready = new ArrayBlockingQueue<>(slots.size());
        thread = new Thread(() -> work(filler, first), "prefetch");
        thread.setDaemon(true);
        thread.start();
    }

    private void work(Filler<T> filler, long first) {
        try {
            for (long number = first; ; number++) {
                T slot = free.take();
                ready.put(filled(filler, slot, number));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed
        }
    }

    private static <T> Filled<T> filled(Filler<T> filler, T slot, long number) {
        try {
            filler.fill(slot, number);
            return new Filled<>(slot, null);
        } catch (RuntimeException | Error e) { // of memory, for example: the loop must not wait for ever
            return new Filled<>(slot, e);
        }
    }

    /** The next batch, or what kept it from being made; blocks. Give it back with {@link #done}. */
    public T next() {
        try {
            Filled<T> filled = ready.take();
            if (filled.failure() instanceof Error error) {
                throw error;
            }
            if (filled.failure() instanceof RuntimeException failure) {
                throw failure;
            }
            return filled.slot();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InspectionFault(FaultCode.OPS_01, e);
        }
    }

    /** Gives a slot back to be filled again. */
    public void done(T slot) {
        free.add(slot);
    }

    @Override
    public void close() {
        thread.interrupt();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
