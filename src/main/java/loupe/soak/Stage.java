package loupe.soak;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import loupe.config.Home;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything that a fault can be done to, and the person who starts the station again: the stream, the station's
 * process, its data folder. Used by one thread; only {@link #abort} may come from another.
 */
final class Stage implements AutoCloseable {
    static final String RECIPE = "soak-a";
    static final String OTHER_RECIPE = "soak-b";

    private static final Logger LOG = LoggerFactory.getLogger(Stage.class);
    private static final long STOP_SECONDS = 40;
    private static final long RECOVERY_SECONDS = 180;

    private final StreamServer stream;
    private final Disk disk;
    private final Home home;
    private final Path errors;
    private final List<StationProcess> processes = new ArrayList<>();
    private final List<RunRecord> runs = new ArrayList<>();
    private final List<Path> copies = new ArrayList<>();
    private final Set<String> spoilt = new TreeSet<>();
    private final List<String> surprises = new ArrayList<>();
    private Optional<StationProcess> station = Optional.empty();
    private Optional<Closeable> held = Optional.empty();
    private int number;
    private long since;
    private boolean running;
    private boolean aborted;

    Stage(StreamServer stream, Disk disk, Home home, Path errors) {
        this.stream = stream;
        this.disk = disk;
        this.home = home;
        this.errors = errors;
    }

    StreamServer stream() {
        return stream;
    }

    Disk disk() {
        return disk;
    }

    Home home() {
        return home;
    }

    StationProcess station() {
        return station.orElseThrow();
    }

    List<StationProcess> processes() {
        return processes;
    }

    List<RunRecord> runs() {
        return runs;
    }

    /** What happened and nobody had ordered, in words. */
    List<String> surprises() {
        return surprises;
    }

    synchronized void startProcess() throws IOException {
        if (aborted) {
            throw new IOException("the soak is being ended");
        }
        StationProcess fresh = StationProcess.start(home.folder(), errors);
        processes.add(fresh);
        station = Optional.of(fresh);
    }

    void order(String words) throws IOException, InterruptedException {
        station().order(words);
    }

    /** Presses start: what ran before is stopped and accounted for first. */
    void startLine() throws IOException, InterruptedException {
        stopLine();
        stream.serve(++number);
        since = System.nanoTime();
        running = true;
        order("start " + RECIPE);
    }

    /** Presses stop and waits for the account. */
    void stopLine() throws IOException, InterruptedException {
        if (!running) {
            return;
        }
        order("stop");
        Optional<Told.Run> end = station().await(Told.Run.class, since, run -> true, STOP_SECONDS);
        boolean drained = end.filter(Told.Run::drained).isPresent();
        if (!drained) {
            surprises.add("run " + number + (end.isEmpty() ? " did not stop" : " was stopped and not recorded whole"));
        }
        close(end.map(Told.Run::counts), drained ? RunRecord.Ending.STOPPED : RunRecord.Ending.BROKEN);
    }

    private void close(Optional<Told.Counts> counts, RunRecord.Ending ending) {
        List<Told.Part> parts = station().told().stream()
                .filter(t -> t.nanos() > since)
                .filter(Told.Part.class::isInstance)
                .map(Told.Part.class::cast)
                .toList();
        Told.Counts last =
                parts.isEmpty() ? Told.Counts.NONE : parts.get(parts.size() - 1).counts();
        int unwritten = ending == RunRecord.Ending.STOPPED ? 0 : unwritten(parts);
        runs.add(new RunRecord(number, ending, counts.orElse(last), parts, unwritten));
        running = false;
    }

    /** What waited for the journal when it was told last, and what was handed over since. */
    private int unwritten(List<Told.Part> parts) {
        Optional<Told.State> state = station().newest(Told.State.class);
        long after = state.map(Told.State::nanos).orElse(since);
        int waiting = state.map(Told.State::waiting).orElse(0);
        return waiting + 1 + (int) parts.stream().filter(p -> p.nanos() > after).count();
    }

    /** Kills the process in the middle of whatever it does. */
    void kill() throws InterruptedException {
        if (!station().isAlive()) {
            bury();
        }
        station().kill();
        if (running) {
            close(Optional.empty(), RunRecord.Ending.KILLED);
        }
    }

    /** Stops the line and ends the process as a person would. */
    void endProcess() throws IOException, InterruptedException {
        if (station().isAlive()) {
            stopLine();
        } else {
            bury();
        }
        if (!station().end()) {
            surprises.add("the process did not end when told");
        } else if (station().exitCode() != 0 && !station().wasKilled()) {
            surprises.add("the process ended with code " + station().exitCode());
        }
    }

    /**
     * Does what a person at the station would do until parts are judged again: starts a process that is gone, presses
     * start where a fault stopped the line.
     *
     * @return when the first part was judged after {@code lifted}; empty when none was within three minutes
     */
    Optional<Long> recover(long lifted) throws IOException, InterruptedException {
        long end = lifted + RECOVERY_SECONDS * 1_000_000_000L;
        while (System.nanoTime() < end) {
            if (!station().isAlive()) {
                bury();
                startProcess();
                startLine();
            } else if (!running || isDown(lifted)) {
                startLine();
            }
            Optional<Told.Part> part = station().await(Told.Part.class, lifted, Told.Part::isJudged, 2);
            if (part.isPresent()) {
                return Optional.of(part.get().nanos());
            }
        }
        return Optional.empty();
    }

    private boolean isDown(long lifted) {
        return station()
                .newest(Told.State.class)
                .filter(s -> s.nanos() > Math.max(lifted, since) && s.state().equals("FAULT"))
                .isPresent();
    }

    /** Nobody killed it, and it is gone. */
    private void bury() {
        if (running) {
            surprises.add("the process ended by itself with code " + station().exitCode());
            close(Optional.empty(), RunRecord.Ending.BROKEN);
        }
    }

    /**
     * Opens the newest picture of the archive and remembers that this soak spoils it; empty when there is none, or when
     * the station took something away while it was looked for.
     */
    Optional<FileChannel> spoilNewest() throws IOException {
        try (var all = Files.walk(home.archive())) {
            Optional<Path> newest = all.filter(p -> p.toString().endsWith(".jpg"))
                    .max((a, b) -> a.getFileName().compareTo(b.getFileName()));
            if (newest.isEmpty()) {
                return Optional.empty();
            }
            FileChannel open = FileChannel.open(newest.get(), StandardOpenOption.WRITE);
            spoilt.add(String.valueOf(newest.get().getFileName()));
            return Optional.of(open);
        } catch (NoSuchFileException | UncheckedIOException e) {
            LOG.info("no picture is spoilt: {}", e.getMessage());
            return Optional.empty();
        }
    }

    /** Keeps the journal as it is, before this soak destroys it. */
    void keepCopy() throws IOException {
        Path copy = errors.resolveSibling("journal-" + copies.size() + ".db");
        Files.copy(home.journalDatabase(), copy);
        copies.add(copy);
    }

    /** Something that a fault holds until {@link #release}. */
    void hold(Closeable what) {
        held = Optional.of(what);
    }

    void release() throws IOException {
        if (held.isPresent()) {
            held.get().close();
            held = Optional.empty();
        }
    }

    Evidence evidence() throws IOException {
        return Evidence.of(home, copies, spoilt);
    }

    /** Ends every process, and no other is started. */
    synchronized void abort() {
        aborted = true;
        processes.forEach(StationProcess::close);
    }

    @Override
    public void close() throws IOException {
        release();
        abort();
    }
}
