package loupe.ui.review;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import loupe.domain.FaultCode;
import loupe.domain.Frame;
import loupe.domain.Image;
import loupe.domain.Inspection;
import loupe.domain.InspectionFault;
import loupe.domain.Inspector;
import loupe.domain.Prediction;
import loupe.domain.Progress;
import loupe.domain.Recipe;
import loupe.imaging.ImageCodec;
import loupe.imaging.Thumbnails;

/** Inspects dropped files one after the other, on one thread. A file that cannot be read is a row with its fault. */
final class ReviewJob {
    static final int THUMB_WIDTH = 60;
    static final int THUMB_HEIGHT = 45;

    private final ReviewDesk desk;
    private final Recipe recipe;
    private final MapShelf maps;
    private final Progress stop;
    private final Consumer<ReviewItem> onItem;

    ReviewJob(ReviewDesk desk, Recipe recipe, MapShelf maps, BooleanSupplier cancelled, Consumer<ReviewItem> onItem) {
        this.maps = maps;
        this.desk = desk;
        this.recipe = recipe;
        this.stop = new Progress() {
            @Override
            public void update(String phase, long done, long total) {}

            @Override
            public boolean isCancelled() {
                return cancelled.getAsBoolean() || Thread.currentThread().isInterrupted();
            }
        };
        this.onItem = onItem;
    }

    /**
     * Blocks until all is inspected or the job was cancelled. Stops at the first part that cannot be recorded: the
     * journal would take a few more and then let this thread wait for the disk.
     *
     * @param first number of the first row
     * @throws InspectionFault when the model cannot be opened or the journal not be written
     */
    void run(List<Intake.Entry> entries, int first) {
        int number = first;
        try (Inspector inspector = desk.open().apply(recipe)) {
            for (Intake.Entry entry : entries) {
                if (stop.isCancelled()) {
                    return;
                }
                Optional<InspectionFault> unwritable = desk.journalFault().get();
                if (unwritable.isPresent()) {
                    throw unwritable.get();
                }
                onItem.accept(inspect(inspector, entry, number++));
            }
        } catch (InspectionFault fault) {
            if (fault.code() != FaultCode.OPS_01) {
                throw fault;
            }
        }
    }

    private ReviewItem inspect(Inspector inspector, Intake.Entry entry, int number) {
        Image image = Image.NONE;
        Image thumbnail = Image.NONE;
        Inspection inspection;
        try {
            if (entry.fault().isPresent()) {
                throw entry.fault().get();
            }
            Image read = ImageCodec.read(entry.file());
            thumbnail = Thumbnails.of(read, THUMB_WIDTH, THUMB_HEIGHT);
            inspection = inspector.inspect(frame(entry, number, read), stop);
            image = read;
        } catch (InspectionFault fault) {
            stop.checkCancelled(); // a part that nobody waits for is none
            thumbnail = Image.NONE;
            inspection = inspector.error(frame(entry, number, Image.NONE), fault);
        }
        desk.journal().accept(inspection); // outside: its fault must not become a second row of this part
        keepMap(inspection);
        return item(entry, number, inspection, image, thumbnail);
    }

    private void keepMap(Inspection part) {
        part.prediction().map(Prediction::map).ifPresent(map -> maps.put(part.id(), map));
    }

    private static Frame frame(Intake.Entry entry, int number, Image image) {
        Path name = entry.file().getFileName();
        return new Frame(number, "review: " + (name == null ? entry.name() : name), Instant.now(), image);
    }

    private static ReviewItem item(
            Intake.Entry entry, int number, Inspection inspection, Image image, Image thumbnail) {
        Frame f = inspection.frame();
        Inspection light = new Inspection(
                inspection.id(),
                new Frame(f.id(), f.camera(), f.at(), Image.NONE),
                Optional.empty(),
                inspection.verdict(),
                inspection.recipe(),
                inspection.faultText(),
                inspection.at());
        double ms = inspection.prediction().map(p -> p.timings().total() / 1e6).orElse(Double.NaN);
        return new ReviewItem(
                number,
                entry.file(),
                entry.name(),
                light,
                ms,
                image.width(),
                image.height(),
                inspection.prediction().flatMap(Prediction::repair).isPresent(),
                thumbnail,
                Optional.empty());
    }
}
