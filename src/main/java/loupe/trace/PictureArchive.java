package loupe.trace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import loupe.domain.Inspection;
import loupe.domain.WholeFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of inspected parts: {@code <yyyy-MM-dd>/<inspection id>.png|.map}, days in UTC. Used by the trace thread.
 * Files of parts that did not pass are forced to the disk before their row is written; those of passed parts are not.
 */
final class PictureArchive {
    private static final Logger LOG = LoggerFactory.getLogger(PictureArchive.class);
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,99}");

    private final Path folder;

    PictureArchive(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
    }

    Path folder() {
        return folder;
    }

    /** Asked of the folder, not of its mount: in a container the mount may not be listed. */
    long freeMegabytes() {
        return folder.toFile().getUsableSpace() >> 20;
    }

    static boolean isId(String id) {
        return ID.matcher(id).matches();
    }

    /** Writes what the policy wants of a part. Writing the same part again replaces its files. */
    Entry store(Inspection part, TraceOptions options) throws IOException {
        boolean wanted = options.policy().keeps(part.outcome());
        if (!wanted || (part.frame().image().isEmpty() && part.prediction().isEmpty())) {
            return bare(part, options, Optional.empty());
        }
        Optional<byte[]> image = Optional.empty();
        if (!part.frame().image().isEmpty()) {
            image = encode(part, options);
            if (image.isEmpty()) {
                return bare(part, options, Optional.of("encoding"));
            }
        }
        Optional<Entry.Kept> imageFile = Optional.empty();
        Optional<Entry.Kept> mapFile = Optional.empty();
        if (image.isPresent()) {
            imageFile = Optional.of(write(part, options.format().extension(), image.get()));
        }
        if (part.prediction().isPresent()) {
            mapFile = Optional.of(
                    write(part, "map", MapFile.encode(part.prediction().get().map())));
        }
        return new Entry(part, options.appVersion(), imageFile, mapFile, Optional.empty(), Optional.empty());
    }

    /** The row of a part whose files are not kept. */
    static Entry bare(Inspection part, TraceOptions options, Optional<String> lost) {
        return new Entry(part, options.appVersion(), Optional.empty(), Optional.empty(), Optional.empty(), lost);
    }

    private static Optional<byte[]> encode(Inspection part, TraceOptions options) {
        try {
            return Optional.of(options.format().encode().apply(part.frame().image()));
        } catch (RuntimeException | OutOfMemoryError e) {
            // the verdict must be recorded whatever becomes of its picture; the row says that it is missing
            LOG.error("the picture of {} could not be encoded", part.id(), e);
            return Optional.empty();
        }
    }

    private Entry.Kept write(Inspection part, String extension, byte[] content) throws IOException {
        String path = day(part.at()) + "/" + part.id() + "." + extension;
        Path file = folder.resolve(path);
        if (part.outcome().isGood()) {
            Files.createDirectories(file.getParent());
            WholeFile.writeUnforced(file, content);
        } else {
            WholeFile.write(file, content);
        }
        return new Entry.Kept(path, content.length);
    }

    static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }

    /** The days of which there are folders, oldest first. */
    List<LocalDate> days() throws IOException {
        List<LocalDate> days = new ArrayList<>();
        try (Stream<Path> entries = Files.list(folder)) {
            for (Path entry : entries.sorted().toList()) {
                dayOf(entry).ifPresent(days::add);
            }
        }
        return days;
    }

    private static Optional<LocalDate> dayOf(Path entry) {
        try {
            return Optional.of(LocalDate.parse(entry.getFileName().toString()));
        } catch (DateTimeParseException e) {
            LOG.debug("not a day of the archive: {}", entry);
            return Optional.empty();
        }
    }

    /** Every file of a day, sorted by name and so by time. */
    List<Path> files(LocalDate day) throws IOException {
        try (Stream<Path> entries = Files.list(folder.resolve(day.toString()))) {
            return entries.sorted().toList();
        }
    }

    /** The inspection that a file belongs to, by its name. */
    static String idOf(Path file) {
        String name = file.getFileName().toString();
        int dot = name.indexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }

    void deleteDay(LocalDate day) throws IOException {
        Files.deleteIfExists(folder.resolve(day.toString()));
    }
}
