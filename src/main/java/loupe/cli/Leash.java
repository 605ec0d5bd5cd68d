package loupe.cli;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ties a training to what started it. When standard input ends (the parent is gone, or wants no more), or a signal
 * asks this process to end, the training is told to stop, and what it computes comes to its end first: an exit in the
 * middle of it lets PyTorch crash. Only a training that does not listen is ended by force.
 */
final class Leash implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Leash.class);
    private static final long PATIENCE_SECONDS = 25;

    private final CountDownLatch finished = new CountDownLatch(1);
    private volatile boolean pulled;

    /** Close it when nothing computes any more. */
    static Leash attach() {
        Leash leash = new Leash();
        Thread reader = new Thread(leash::awaitParent, "parent");
        reader.setDaemon(true);
        reader.start();
        Runtime.getRuntime().addShutdownHook(new Thread(leash::pull, "end of training"));
        return leash;
    }

    /** True when the training should write its checkpoint and end. */
    boolean isPulled() {
        return pulled;
    }

    private void awaitParent() {
        try {
            while (System.in.read() >= 0) {
                Thread.onSpinWait(); // nobody writes; only the end counts
            }
        } catch (IOException e) {
            LOG.info("standard input is lost: {}", e.getMessage());
        }
        if (!pull()) {
            LOG.warn("the training does not stop; it is ended");
            Runtime.getRuntime().halt(LoupeCommand.FAULT);
        }
    }

    private boolean pull() {
        pulled = true;
        try {
            return finished.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        finished.countDown();
    }
}
