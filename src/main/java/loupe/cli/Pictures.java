package loupe.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;
import loupe.imaging.ImageFiles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns what was named on the command line into pictures: files, folders and zip archives, which are unpacked. */
final class Pictures implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Pictures.class);

    private final List<Path> unpacked = new ArrayList<>();

    /**
     * One row to come.
     *
     * @param label as the reader named it; {@code archive.zip!/entry} inside an archive
     * @param file to read; meaningless with a fault
     * @param fault why there is no file
     */
    record Picture(String label, Path file, Optional<InspectionFault> fault) {}

    /** Everything below a path; what cannot be listed becomes one entry with the fault, never an exception. */
    List<Picture> of(Path path) {
        try {
            boolean zip = Files.isRegularFile(path)
                    && path.toString().toLowerCase(Locale.ROOT).endsWith(".zip");
            List<Picture> found = zip ? inArchive(path) : inFolder(path);
            return found.isEmpty() ? List.of(broken(path, new InspectionFault(FaultCode.IMG_08, path))) : found;
        } catch (InspectionFault fault) {
            return List.of(broken(path, fault));
        }
    }

    private static Picture broken(Path path, InspectionFault fault) {
        return new Picture(path.toString(), path, Optional.of(fault));
    }

    private static List<Picture> inFolder(Path path) {
        return ImageFiles.list(path).stream()
                .map(file -> new Picture(file.toString(), file, Optional.empty()))
                .toList();
    }

    private List<Picture> inArchive(Path zip) {
        try {
            Path folder = Files.createTempDirectory("loupe-");
            unpacked.add(folder);
            return ImageFiles.unpack(zip, folder).stream()
                    .map(f -> new Picture(zip + "!/" + folder.relativize(f), f, Optional.empty()))
                    .toList();
        } catch (IOException e) {
            throw new InspectionFault(FaultCode.TRC_04, e, System.getProperty("java.io.tmpdir"));
        }
    }

    /** Deletes what was unpacked. */
    @Override
    public void close() {
        for (Path folder : unpacked) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path p : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(p);
                }
            } catch (IOException e) {
                LOG.warn("left behind: {}", folder, e);
            }
        }
    }
}
