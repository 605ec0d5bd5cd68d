package loupe.station;

import java.util.function.Consumer;
import loupe.domain.FaultCode;
import loupe.domain.Inspection;
import loupe.domain.InspectionFault;
import loupe.domain.Inspector;
import loupe.domain.Outcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A second inspector that looks at the same parts as the line, on a thread of its own, {@code shadow}, of lowest
 * priority. The line only hands over and never waits: a part that the shadow has not begun when the next one comes is
 * dropped and counted. Whatever goes wrong here ends the shadow, never the line. Runs once; thread-safe.
 */
public final class Shadow implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Shadow.class);
    private static final long CLOSE_LIMIT_MS = 3_000;

    private final Inspector inspector;
    private final Consumer<Pair> sink;
    private final Consumer<InspectionFault> onFault;
    private final Mailbox<Inspection> mailbox = Mailbox.latest(part -> true);
    private final Thread thread = new Thread(this::run, "shadow");

    /** One part, as the line judged it and as the shadow did. */
    public record Pair(Inspection line, Inspection shadow) {
        /** True when one calls it good and the other does not. */
        public boolean isDisagreement() {
            return line.outcome().isGood() != shadow.outcome().isGood();
        }
    }

    /**
     * Prepares; nothing starts yet.
     *
     * @param inspector used by the shadow's thread only and closed by it
     * @param sink receives every pair on the shadow's thread and may wait
     * @param onFault told once, on the shadow's thread, why it ended by itself
     */
    @SuppressWarnings("ThreadPriorityCheck") // a wish, which Linux does not even hear; nothing relies on it
    public Shadow(Inspector inspector, Consumer<Pair> sink, Consumer<InspectionFault> onFault) {
        this.inspector = inspector;
        this.sink = sink;
        this.onFault = onFault;
        thread.setDaemon(true);
        thread.setPriority(Thread.MIN_PRIORITY);
    }

    public void start() {
        thread.start();
    }

    /** Takes a part that the line has judged; returns at once. Parts without a picture are passed over. */
    public void offer(Inspection part) {
        if (part.frame().image().isEmpty()) {
            return;
        }
        try {
            mailbox.put(part); // keeps the newest and so never waits
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Parts that came too fast. */
    public long dropped() {
        return mailbox.replaced();
    }

    private void run() {
        try (inspector) {
            for (var part = mailbox.take(); part.isPresent(); part = mailbox.take()) {
                Inspection line = part.get();
                sink.accept(new Pair(line, judged(line)));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (InspectionFault e) {
            fail(e);
        } catch (RuntimeException | Error e) { // also what a native library throws: the line must not hear of it
            fail(stopped(e.toString(), e));
        } finally {
            mailbox.close();
        }
    }

    /** A result that is no number is a result, to be counted; anything else that is no verdict ends the shadow. */
    private Inspection judged(Inspection line) {
        Inspection own = inspector.inspect(line.frame());
        boolean verdict = own.outcome() != Outcome.ERROR
                || own.verdict().fault().filter(f -> f == FaultCode.MOD_06).isPresent();
        if (!verdict) {
            throw stopped(own.faultText(), null);
        }
        return own;
    }

    private InspectionFault stopped(String reason, Throwable cause) {
        return new InspectionFault(FaultCode.SHA_01, cause, inspector.recipe().name(), reason);
    }

    private void fail(InspectionFault fault) {
        LOG.error("the shadow stopped", fault);
        onFault.accept(fault);
    }

    /** Takes no more parts and waits a little for the one in hand. A model that hangs is left to its daemon thread. */
    @Override
    public void close() {
        mailbox.close();
        try {
            thread.join(CLOSE_LIMIT_MS);
            if (thread.isAlive()) {
                LOG.warn("the shadow did not end within {} ms", CLOSE_LIMIT_MS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
