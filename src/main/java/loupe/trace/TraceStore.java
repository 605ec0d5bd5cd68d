package loupe.trace;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import loupe.domain.FaultCode;
import loupe.domain.Inspection;
import loupe.domain.InspectionFault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes every inspection: its files first, then its row, on one thread named {@code trace}. {@link #accept} returns at
 * once while there is room in the queue and waits otherwise: nothing is ever dropped. When the disk is full or broken
 * the fault is told (TRC-02, TRC-03), what is in hand is kept and tried again every second; the fault is told again
 * each time, for a line that was started meanwhile.
 */
public final class TraceStore implements Consumer<Inspection>, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TraceStore.class);
    private static final int CAPACITY = 64;
    private static final long RETRY_MILLIS = 1000;
    private static final long BATCH_NANOS = 100_000_000;
    private static final long LAST_PATIENCE_NANOS = 30_000_000_000L;

    private sealed interface Item {}

    private record Part(Inspection inspection, Optional<String> lot) implements Item {}

    private record Word(VerdictOverride override) implements Item {}

    private record Keep(Inspection inspection) implements Item {}

    private final Journal journal;
    private final PictureArchive archive;
    private final Upkeep upkeep;
    private final Consumer<InspectionFault> onFault;
    private final TraceQueue<Item> queue = new TraceQueue<>(CAPACITY);
    private final AtomicLong written = new AtomicLong();
    private final Thread thread = new Thread(this::run, "trace");
    private volatile TraceOptions options;
    private volatile long freeMegabytes;
    private volatile Optional<InspectionFault> fault = Optional.empty();

    private TraceStore(
            Journal journal,
            PictureArchive archive,
            TraceOptions options,
            Consumer<InspectionFault> onFault,
            Clock clock)
            throws IOException {
        this.journal = journal;
        this.archive = archive;
        this.options = options;
        this.onFault = onFault;
        this.upkeep = new Upkeep(journal, archive, clock);
        this.freeMegabytes = archive.freeMegabytes();
        thread.setDaemon(true);
    }

    /**
     * Starts writing. After a run that was killed, files and rows are made to match before this returns.
     *
     * @param archive folder for pictures and maps
     * @param onFault called on the trace thread whenever writing fails; must only hand over
     * @throws InspectionFault TRC-03 when the archive cannot be used
     */
    public static TraceStore open(
            Journal journal, Path archive, TraceOptions options, Consumer<InspectionFault> onFault) {
        return open(journal, archive, options, onFault, Clock.systemUTC());
    }

    /** The same with a clock that says how old files are. */
    public static TraceStore open(
            Journal journal, Path archive, TraceOptions options, Consumer<InspectionFault> onFault, Clock clock) {
        try {
            TraceStore store = new TraceStore(journal, new PictureArchive(archive), options, onFault, clock);
            store.upkeep.recover();
            store.thread.start();
            return store;
        } catch (IOException e) {
            throw TraceFaults.of(e, archive);
        }
    }

    /** Hands a part over for writing; waits while 64 are waiting already. */
    @Override
    public void accept(Inspection part) {
        accept(part, "");
    }

    /** Like {@link #accept(Inspection)} for a part of a lot; blank = of none. */
    public void accept(Inspection part, String lot) {
        if (!PictureArchive.isId(part.id())) {
            throw new IllegalArgumentException("inspection id “" + part.id() + "”");
        }
        queue.put(new Part(part, Optional.of(lot.strip()).filter(l -> !l.isEmpty())));
    }

    /** Adds a person's word on a part that was handed over before; written in turn, behind that part. */
    public void override(VerdictOverride word) {
        queue.put(new Word(word));
    }

    /**
     * Keeps picture and map of a part that was handed over before, whatever the policy says; written in turn. Gives way
     * to the parts of the line: while much is waiting nothing is kept, and nobody waits.
     *
     * @return false when it was not kept
     */
    public boolean keep(Inspection part) {
        return queue.offer(new Keep(part));
    }

    /** The next part is kept as these options say. */
    public void configure(TraceOptions next) {
        options = next;
    }

    public TraceHealth health() {
        return new TraceHealth(queue.size(), queue.isHoldingUp(), written.get(), freeMegabytes, fault);
    }

    /** Waits until everything that was handed over is in the journal; false when the time was up before. */
    public boolean drain(Duration limit) {
        return queue.awaitEmpty(limit.toMillis());
    }

    /**
     * Writes what is left and ends the thread. When the disk is full even then, the rows are written without their
     * pictures, into the room that was held free; when another process holds the journal's lock, this waits half a
     * minute for it. May be called twice.
     */
    @Override
    public void close() {
        queue.close();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true; // what was inspected must be written first
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        boolean more = true;
        while (true) {
            List<Item> items = queue.peek(CAPACITY, more ? 0 : upkeep.millisToNext());
            if (items.isEmpty() && queue.isClosed()) {
                return;
            }
            if (items.isEmpty() || attempt(items)) {
                more = upkeep.step(options.retentionDays());
            } else if (queue.isClosed()) {
                writeWithoutPictures();
                return;
            } else {
                queue.pause(RETRY_MILLIS);
            }
        }
    }

    private boolean attempt(List<Item> items) {
        try {
            makeRoom();
            int done = write(items);
            if (fault.isPresent()) { // before somebody who waits for the queue asks
                LOG.info("the journal is written again");
                fault = Optional.empty();
                queue.relax(false);
            }
            queue.done(done);
            return true;
        } catch (IOException e) {
            failed(TraceFaults.of(e, archive.folder()));
        } catch (InspectionFault e) {
            failed(e);
        } catch (RuntimeException | Error e) { // without this thread nothing would be written and nobody would know
            failed(new InspectionFault(FaultCode.SYS_02, e, e.toString()));
        }
        return false;
    }

    private void makeRoom() throws IOException {
        boolean room = upkeep.makeRoom(options.minimumFreeMegabytes());
        freeMegabytes = archive.freeMegabytes();
        if (!room) {
            throw new InspectionFault(FaultCode.TRC_02, archive.folder());
        }
    }

    /** Writes the oldest items in one transaction: as many parts as took a tenth of a second, or one word. */
    private int write(List<Item> items) throws IOException {
        if (items.get(0) instanceof Word word) {
            return write(word);
        }
        if (items.get(0) instanceof Keep keep) {
            if (!options.policy().keeps(keep.inspection().outcome())) {
                journal.writer().addFiles(archive.store(keep.inspection(), options.keepingAll()));
            }
            return 1;
        }
        long end = System.nanoTime() + BATCH_NANOS;
        TraceOptions now = options;
        List<Entry> entries = new ArrayList<>();
        for (Item item : items) {
            if (!(item instanceof Part part) || (!entries.isEmpty() && System.nanoTime() > end)) {
                break;
            }
            entries.add(archive.store(part.inspection(), now).of(part.lot()));
        }
        journal.writer().add(entries);
        written.addAndGet(entries.size());
        return entries.size();
    }

    private int write(Word word) {
        if (!journal.writer().add(word.override())) {
            LOG.warn(
                    "no part {} in the journal: a person’s word on it is not kept",
                    word.override().inspectionId());
        }
        return 1;
    }

    private void failed(InspectionFault now) {
        boolean known = fault.isPresent() && fault.get().code() == now.code();
        fault = Optional.of(now);
        queue.relax(true);
        if (!known) {
            LOG.error("the journal cannot be written", now);
        }
        try {
            onFault.accept(now);
        } catch (RuntimeException e) {
            LOG.error("the fault could not be told", e);
        }
    }

    private void writeWithoutPictures() {
        boolean full = fault.isPresent() && fault.get().code() == FaultCode.TRC_02;
        long end = System.nanoTime() + LAST_PATIENCE_NANOS;
        while (queue.size() > 0) {
            try {
                writeBare(queue.peek(1, 0).get(0), full);
                queue.done(1);
            } catch (RuntimeException e) {
                boolean again = e instanceof InspectionFault f && TraceFaults.isBusy(f) && System.nanoTime() < end;
                if (!again) { // SQLite itself has waited for the lock
                    LOG.error("closed with {} entries that could not be written", queue.size(), e);
                    return;
                }
            }
        }
    }

    private void writeBare(Item item, boolean full) {
        if (item instanceof Part part) {
            boolean wanted = options.policy().keeps(part.inspection().outcome());
            Optional<String> lost = wanted ? Optional.of(full ? "space" : "missing") : Optional.empty();
            Entry bare = PictureArchive.bare(part.inspection(), options, lost);
            journal.writer().add(List.of(bare.of(part.lot())));
            written.incrementAndGet();
        } else if (item instanceof Word word) {
            write(word);
        }
    }
}
