package loupe.domain;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Writes files that are either there whole or not at all: temporary file beside the target, then an atomic move. A
 * crash leaves at most a file ending in {@link #TEMPORARY}. An older file of the same name is replaced.
 */
public final class WholeFile {
    /** How unfinished files end; whoever owns a folder may delete them when nobody is writing. */
    public static final String TEMPORARY = ".part";

    private static final String OWNER = "rw-------";
    private static final Set<StandardOpenOption> NEW =
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);

    private WholeFile() {}

    /** What goes into the file. */
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /** Writes, forces the bytes to the disk (survives a power cut) and moves. Parent folders are made. */
    public static void write(Path file, byte[] content) throws IOException {
        write(file, out -> out.write(content));
    }

    /** Like {@link #write(Path, byte[])}; nobody but the owner may read it, where the file system knows owners. */
    public static void writePrivate(Path file, byte[] content) throws IOException {
        boolean owners = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        Files.deleteIfExists(temporary(file)); // one that is there keeps its own permissions
        write(
                file,
                out -> out.write(content),
                owners
                        ? new FileAttribute<?>[] {
                            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER))
                        }
                        : new FileAttribute<?>[0]);
    }

    /** Like {@link #write(Path, byte[])} for content that is made while it is written. */
    public static void write(Path file, Content content) throws IOException {
        write(file, content, new FileAttribute<?>[0]);
    }

    private static void write(Path file, Content content, FileAttribute<?>[] attributes) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path temporary = temporary(file);
        try {
            try (FileChannel channel = FileChannel.open(temporary, NEW, attributes);
                    OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16)) {
                content.writeTo(out);
                out.flush();
                channel.force(true);
            }
            move(temporary, file);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /**
     * Writes without forcing: survives the death of the process, but after a power cut the file may be short or
     * missing. For many small files whose lengths are checked afterwards. The parent folder must exist.
     */
    public static void writeUnforced(Path file, byte[] content) throws IOException {
        Path temporary = temporary(file);
        try {
            try (FileChannel channel = FileChannel.open(
                    temporary,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.TRUNCATE_EXISTING)) {
                ByteBuffer bytes = ByteBuffer.wrap(content);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
            }
            move(temporary, file);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /** Where a file lies while it is written. */
    public static Path temporary(Path file) {
        return file.resolveSibling(file.getFileName() + TEMPORARY);
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) { // some network shares
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
