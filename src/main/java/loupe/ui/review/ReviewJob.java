package loupe.ui.review;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import loupe.domain.Frame;
import loupe.domain.Image;
import loupe.domain.Inspection;
import loupe.domain.InspectionFault;
import loupe.domain.Inspector;
import loupe.domain.Recipe;
import loupe.imaging.ImageCodec;
import loupe.imaging.Thumbnails;

/** Inspects dropped files one after the other, on one thread. A file that cannot be read is a row with its fault. */
final class ReviewJob {
    static final int THUMB_WIDTH = 60;
    static final int THUMB_HEIGHT = 45;

    private final ReviewDesk desk;
    private final Recipe recipe;
    private final BooleanSupplier cancelled;
    private final Consumer<ReviewItem> onItem;

    ReviewJob(ReviewDesk desk, Recipe recipe, BooleanSupplier cancelled, Consumer<ReviewItem> onItem) {
        this.desk = desk;
        this.recipe = recipe;
        this.cancelled = cancelled;
        this.onItem = onItem;
    }

    /**
     * Blocks until all is inspected or the job was cancelled.
     *
     * @param first number of the first row
     * @throws InspectionFault when the model cannot be opened
     */
    void run(List<Intake.Entry> entries, int first) {
        int number = first;
        try (Inspector inspector = desk.open().apply(recipe)) {
            for (Intake.Entry entry : entries) {
                if (cancelled.getAsBoolean()) {
                    return;
                }
                onItem.accept(inspect(inspector, entry, number++));
            }
        }
    }

    private ReviewItem inspect(Inspector inspector, Intake.Entry entry, int number) {
        try {
            if (entry.fault().isPresent()) {
                throw entry.fault().get();
            }
            Image image = ImageCodec.read(entry.file());
            Inspection inspection = inspector.inspect(frame(entry, number, image));
            desk.journal().accept(inspection);
            Image thumbnail = Thumbnails.of(image, THUMB_WIDTH, THUMB_HEIGHT);
            return item(entry, number, inspection, image, thumbnail);
        } catch (InspectionFault fault) {
            Inspection error = inspector.error(frame(entry, number, Image.NONE), fault);
            desk.journal().accept(error);
            return item(entry, number, error, Image.NONE, Image.NONE);
        }
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
                inspection.prediction(),
                inspection.verdict(),
                inspection.recipe(),
                inspection.faultText(),
                inspection.at());
        return new ReviewItem(
                number, entry.file(), entry.name(), light, image.width(), image.height(), thumbnail, Optional.empty());
    }
}
