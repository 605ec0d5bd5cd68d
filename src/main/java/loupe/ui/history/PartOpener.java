package loupe.ui.history;

import java.nio.file.Path;
import java.util.Optional;
import loupe.domain.AnomalyMap;
import loupe.domain.FaultCode;
import loupe.domain.Image;
import loupe.domain.InspectionFault;
import loupe.imaging.ImageCodec;
import loupe.trace.JournalRow;
import loupe.trace.MapFile;

/** Reads a part back from the archive. What is not there is said, never guessed; nothing is inspected again. */
final class PartOpener {
    private final Path archive;

    PartOpener(Path archive) {
        this.archive = archive.toAbsolutePath().normalize();
    }

    /** Blocks while it reads. */
    OpenedPart open(HistoryRow row) {
        JournalRow.Stored stored = row.row().stored();
        Optional<String> missing = stored.image().isPresent()
                ? Optional.empty()
                : Optional.of(stored.removed().map(JournalRow.Removal::reason).orElse("never"));
        Image image = Image.NONE;
        Optional<AnomalyMap> map = Optional.empty();
        Optional<InspectionFault> fault = Optional.empty();
        try {
            if (stored.image().isPresent()) {
                image = image(stored.image().get());
                map = stored.map().map(file -> MapFile.read(inside(file)));
            }
        } catch (InspectionFault e) {
            fault = Optional.of(e);
        }
        return new OpenedPart(row, image, map, missing, fault);
    }

    /** The archived picture. */
    Image image(String file) {
        return ImageCodec.read(inside(file));
    }

    /** A file of the archive. The journal is a file that somebody may have written into: IMG-06 for any other. */
    Path inside(String file) {
        Path path = archive.resolve(file).normalize();
        if (!path.startsWith(archive)) {
            throw new InspectionFault(FaultCode.IMG_06, "journal", file);
        }
        return path;
    }
}
