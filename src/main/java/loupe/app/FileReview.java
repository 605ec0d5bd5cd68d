package loupe.app;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import loupe.domain.Frame;
import loupe.domain.Image;
import loupe.domain.Inspection;
import loupe.domain.InspectionFault;
import loupe.domain.Inspector;
import loupe.domain.Progress;
import loupe.imaging.ImageCodec;
import loupe.imaging.Thumbnails;

/**
 * Inspects picture files one after the other, exactly as on the line. A file that cannot be read is a part with its
 * fault. One thread; the inspector stays open.
 */
public final class FileReview {
    private static final int THUMB_WIDTH = 60;
    private static final int THUMB_HEIGHT = 45;

    private final Inspector inspector;
    private final Consumer<Inspection> journal;
    private final Progress stop;

    /**
     * A file to look at.
     *
     * @param fault why there is no picture, when that is known before
     */
    public record Entry(Path file, String name, Optional<InspectionFault> fault) {}

    /**
     * What became of a file.
     *
     * @param inspection with its picture; {@link Image#NONE} when it could not be read
     * @param thumbnail fits 60 × 45; {@link Image#NONE} when it could not be read
     */
    public record Seen(Inspection inspection, Image thumbnail) {}

    /** @param journal takes every inspection before anybody else and may wait */
    public FileReview(Inspector inspector, Consumer<Inspection> journal, Progress stop) {
        this.inspector = inspector;
        this.journal = journal;
        this.stop = stop;
    }

    /**
     * Inspects one file.
     *
     * @throws InspectionFault OPS-01 when cancelled; and what the journal throws
     */
    public Seen inspect(Entry entry, int number) {
        Image thumbnail = Image.NONE;
        Inspection inspection;
        try {
            if (entry.fault().isPresent()) {
                throw entry.fault().get();
            }
            Image read = ImageCodec.read(entry.file());
            thumbnail = Thumbnails.of(read, THUMB_WIDTH, THUMB_HEIGHT);
            inspection = inspector.inspect(frame(entry, number, read), stop);
        } catch (InspectionFault fault) {
            stop.checkCancelled(); // a part that nobody waits for is none
            thumbnail = Image.NONE;
            inspection = inspector.error(frame(entry, number, Image.NONE), fault);
        }
        journal.accept(inspection); // outside: its fault must not become a second row of this part
        return new Seen(inspection, thumbnail);
    }

    private static Frame frame(Entry entry, int number, Image image) {
        Path name = entry.file().getFileName();
        return new Frame(number, "review: " + (name == null ? entry.name() : name), Instant.now(), image);
    }
}
