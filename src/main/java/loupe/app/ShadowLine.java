package loupe.app;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import loupe.calibrate.McNemar;
import loupe.domain.FaultCode;
import loupe.domain.Inspection;
import loupe.domain.InspectionFault;
import loupe.domain.Inspector;
import loupe.domain.Recipe;
import loupe.station.Shadow;
import loupe.trace.AuditLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A candidate recipe beside the line: at most one {@link Shadow} at a time, its counts, and putting it on the line.
 * Calls return at once unless said otherwise. Thread-safe.
 */
public final class ShadowLine implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ShadowLine.class);
    private static final String ACT = "promote";

    private final Function<Recipe, Inspector> inspectors;
    private final Consumer<Inspection> keep;
    private final AuditLog audit;
    private final Executor work;
    private final Clock clock;
    private final AtomicReference<ShadowReport> report = new AtomicReference<>(ShadowReport.NONE);
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile Optional<Shadow> current = Optional.empty();

    /**
     * Nothing runs yet.
     *
     * @param inspectors opens the inspector of a candidate; the shadow closes it
     * @param keep keeps the picture of a part on which the two disagree; may wait
     * @param work runs what takes time
     */
    ShadowLine(
            Function<Recipe, Inspector> inspectors,
            Consumer<Inspection> keep,
            AuditLog audit,
            Executor work,
            Clock clock) {
        this.inspectors = inspectors;
        this.keep = keep;
        this.audit = audit;
        this.work = work;
        this.clock = clock;
    }

    /** Takes a part from the line; called on the inspect thread, only hands over. */
    void offer(Inspection part) {
        current.ifPresent(shadow -> shadow.offer(part));
    }

    /** Lets a candidate look on from soon on, in place of the one before; counts begin anew. */
    public void start(Recipe candidate) {
        work.execute(() -> begin(candidate));
    }

    /** The same, but only returns when the candidate looks on, or the report tells why not. */
    public void startNow(Recipe candidate) {
        begin(candidate);
    }

    /** Ends the shadow; what it found stays readable. */
    public void stop() {
        work.execute(this::end);
    }

    private synchronized void begin(Recipe candidate) {
        end();
        report.set(ShadowReport.opening(candidate));
        tell();
        try {
            Inspector inspector = inspectors.apply(candidate);
            AtomicReference<Shadow> self = new AtomicReference<>();
            Shadow shadow =
                    new Shadow(inspector, pair -> compared(self.get(), pair), fault -> failed(self.get(), fault));
            self.set(shadow);
            report.set(report.get().in(ShadowReport.State.RUNNING, Optional.of(inspector.recipe())));
            current = Optional.of(shadow);
            shadow.start();
        } catch (InspectionFault e) {
            LOG.warn("no shadow: {}", e.getMessage());
            report.updateAndGet(r -> r.failed(e));
        } catch (RuntimeException e) {
            LOG.error("no shadow", e);
            report.updateAndGet(
                    r -> r.failed(new InspectionFault(FaultCode.SHA_01, e, candidate.name(), e.toString())));
        }
        tell();
    }

    private synchronized void end() {
        Optional<Shadow> ending = current;
        ending.ifPresent(shadow -> {
            shadow.close(); // what it has in hand is still counted
            current = Optional.empty();
            report.updateAndGet(r -> r.withDropped(shadow.dropped()).in(ShadowReport.State.OFF, r.candidate()));
        });
        tell();
    }

    private void compared(Shadow from, Shadow.Pair pair) {
        if (!isCurrent(from)) {
            return; // a model that hung and came back after its shadow was given up
        }
        if (pair.isDisagreement()) {
            keep.accept(pair.line());
        }
        report.updateAndGet(r -> r.plus(pair));
        tell();
    }

    private void failed(Shadow from, InspectionFault fault) {
        if (isCurrent(from)) {
            current = Optional.empty();
            report.updateAndGet(r -> r.withDropped(from.dropped()).failed(fault));
            tell();
        }
    }

    private boolean isCurrent(Shadow shadow) {
        return current.filter(s -> s == shadow).isPresent();
    }

    /** What was found so far. */
    public ShadowReport report() {
        ShadowReport now = report.get();
        return current.map(s -> now.withDropped(s.dropped())).orElse(now);
    }

    /**
     * Writes into the audit log that the running candidate takes the line's place, and why; then ends it. The caller
     * puts the recipe on the line. Blocks: work thread.
     *
     * @param who signs
     * @return the recipe to put on the line; empty when none runs, as after a second call
     * @throws InspectionFault TRC-03 when it cannot be written; nothing is changed then
     */
    public synchronized Optional<Recipe> promote(String who) {
        ShadowReport now = report();
        if (now.state() != ShadowReport.State.RUNNING) {
            return Optional.empty();
        }
        now.candidate().ifPresent(candidate -> {
            audit.add(new AuditLog.Act(
                    clock.instant(), ACT, candidate.id() + " v" + candidate.version(), who, reason(now)));
            end();
        });
        return now.candidate();
    }

    private static String reason(ShadowReport now) {
        McNemar t = now.table();
        String against = now.line().map(l -> l.id() + " v" + l.version()).orElse("no part seen");
        return String.format(
                Locale.ROOT,
                "shadow of %s: %d parts, disagree %d : %d, exact McNemar p = %.3g; %d dropped",
                against,
                t.parts(),
                t.onlyFirst(),
                t.onlySecond(),
                t.p(),
                now.dropped());
    }

    private void tell() {
        listeners.forEach(Runnable::run);
    }

    /** Hears of everything that changes here, on the thread that changed it; must only hand over. */
    public void addListener(Runnable listener) {
        listeners.add(listener);
    }

    /** Ends the shadow and waits for the part it has in hand. */
    public void finish() {
        end();
    }

    @Override
    public void close() {
        finish();
    }
}
