package loupe.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A temporary folder that goes with its command, also when a person ends it (Ctrl-C, SIGTERM); what could not be
 * removed is told.
 */
final class Scratch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Scratch.class);
    /** The command goes on while a person's end removes what it wrote, and may begin its folders anew. */
    private static final int ROUNDS = 100;
    /** So often nothing may have come back. */
    private static final int QUIET = 10;

    private static final long PAUSE_MILLIS = 20;

    private final Path folder;
    private final PrintWriter err;
    private final Thread hook = new Thread(this::abandon, "scratch");
    private volatile Runnable before = () -> {};
    private volatile boolean kept;

    private Scratch(Path folder, PrintWriter err) {
        this.folder = folder;
        this.err = err;
    }

    static Scratch make(PrintWriter err) {
        return make(err, Path.of(System.getProperty("java.io.tmpdir")));
    }

    /** One below a folder that is there. */
    static Scratch make(PrintWriter err, Path parent) {
        try {
            Scratch made = new Scratch(Files.createTempDirectory(parent, "loupe-"), err);
            Runtime.getRuntime().addShutdownHook(made.hook);
            return made;
        } catch (IOException e) {
            throw new InspectionFault(FaultCode.TRC_04, e, parent);
        }
    }

    Path folder() {
        return folder;
    }

    /** What must end first when a person ends the command, so that nothing writes here any more. */
    void endFirst(Runnable what) {
        before = what;
    }

    /** The folder stays, and its place is told. */
    void keep() {
        kept = true;
    }

    /** Writes a file into the folder. */
    Path write(String name, byte[] bytes) {
        Path file = folder.resolve(name);
        try {
            return Files.write(file, bytes);
        } catch (IOException e) {
            throw new InspectionFault(FaultCode.CFG_02, e, file, e.getClass().getSimpleName());
        }
    }

    private void abandon() {
        before.run();
        if (!kept) {
            removeUntilNothingComesBack();
        }
        tell();
    }

    private void removeUntilNothingComesBack() {
        int gone = 0;
        try {
            for (int i = 0; i < ROUNDS && gone < QUIET; i++) {
                gone = Files.exists(folder) ? 0 : gone + 1;
                removeWhatCanBe();
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // what is left is told
        }
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            return; // a person ended the command: the hook removes it
        }
        if (!kept) {
            removeWhatCanBe();
        }
        tell();
    }

    private void tell() {
        if (kept) {
            err.println("Kept: " + folder);
        } else if (Files.exists(folder)) {
            err.println("Left behind: " + folder);
        }
    }

    private void removeWhatCanBe() {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path p : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(p);
            }
        } catch (IOException | UncheckedIOException e) {
            LOG.debug("{}", folder, e);
        }
    }
}
