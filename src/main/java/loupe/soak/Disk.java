package loupe.soak;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the station's data folder lies. With the right to mount: a small file system in memory, which can really be
 * filled to its last byte. Else a plain folder, and only the store's own limit of free space can be reached.
 */
final class Disk implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Disk.class);
    private static final long COMMAND_SECONDS = 20;
    private static final int[] PIECES = {1 << 20, 1 << 12};
    private static final long FILL_SECONDS = 60;

    private final Path folder;
    private final boolean mounted;
    private boolean unmounted;
    private Optional<Filler> filler = Optional.empty();

    private Disk(Path folder, boolean mounted) {
        this.folder = folder;
        this.mounted = mounted;
    }

    /** Makes the folder, and where possible a file system of so many megabytes on it. */
    static Disk make(Path folder, int megabytes) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        boolean linux = System.getProperty("os.name").startsWith("Linux");
        boolean mounted =
                linux && run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", folder.toString());
        return new Disk(folder, mounted);
    }

    private static boolean run(String... command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(COMMAND_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            LOG.info("{}: {}", command[0], e.getMessage());
            return false;
        }
    }

    Path folder() {
        return folder;
    }

    /** True when {@link #fill} really fills. */
    boolean canBeFilled() {
        return mounted;
    }

    /** Takes every free byte, also those that the station gives back, until {@link #free}; returns when it is full. */
    void fill() throws InterruptedException {
        Filler fresh = new Filler(folder.resolve("filler"));
        fresh.thread.start();
        filler = Optional.of(fresh);
        if (!fresh.full.await(FILL_SECONDS, TimeUnit.SECONDS)) {
            LOG.warn("the disk is not full yet");
        }
    }

    void free() throws IOException, InterruptedException {
        if (filler.isPresent()) {
            filler.get().enough.countDown();
            filler.get().thread.join();
            Files.deleteIfExists(filler.get().file);
            filler = Optional.empty();
        }
    }

    private static final class Filler {
        private final Path file;
        private final CountDownLatch full = new CountDownLatch(1);
        private final CountDownLatch enough = new CountDownLatch(1);
        private final Thread thread = new Thread(this::fill, "soak-filler");

        Filler(Path file) {
            this.file = file;
            thread.setDaemon(true);
        }

        private void fill() {
            try (FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                while (!enough.await(5, TimeUnit.MILLISECONDS)) {
                    for (int piece : PIECES) {
                        fillUp(out, ByteBuffer.allocate(piece));
                    }
                    full.countDown();
                }
            } catch (IOException e) {
                LOG.warn("the disk could not be filled", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private void fillUp(FileChannel out, ByteBuffer piece) {
            try {
                while (enough.getCount() > 0) {
                    out.write(piece.clear());
                }
            } catch (IOException e) {
                LOG.trace("full: {}", e.getMessage());
            }
        }
    }

    @Override
    public void close() throws IOException {
        try {
            free();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        unmount();
    }

    /** Once, whoever comes first: the end of the soak, or a person who ends it; the other waits. */
    synchronized void unmount() {
        if (!mounted || unmounted) {
            return;
        }
        unmounted = true;
        try {
            if (!run("umount", folder.toString())) {
                run("umount", "-l", folder.toString());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
