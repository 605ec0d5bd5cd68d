package loupe.ui.review;

import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import loupe.app.FileReview;
import loupe.app.FileReview.Entry;
import loupe.app.FileReview.Seen;
import loupe.domain.FaultCode;
import loupe.domain.Frame;
import loupe.domain.Image;
import loupe.domain.Inspection;
import loupe.domain.InspectionFault;
import loupe.domain.Inspector;
import loupe.domain.Prediction;
import loupe.domain.Progress;
import loupe.domain.Recipe;

/** Inspects dropped files one after the other, on one thread. A file that cannot be read is a row with its fault. */
final class ReviewJob {
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
    void run(List<Entry> entries, int first) {
        int number = first;
        try (Inspector inspector = desk.open().apply(recipe)) {
            FileReview review = new FileReview(inspector, desk.journal(), stop);
            for (Entry entry : entries) {
                if (stop.isCancelled()) {
                    return;
                }
                Optional<InspectionFault> unwritable = desk.journalFault().get();
                if (unwritable.isPresent()) {
                    throw unwritable.get();
                }
                onItem.accept(inspect(review, entry, number++));
            }
        } catch (InspectionFault fault) {
            if (fault.code() != FaultCode.OPS_01) {
                throw fault;
            }
        }
    }

    private ReviewItem inspect(FileReview review, Entry entry, int number) {
        Seen seen = review.inspect(entry, number);
        keepMap(seen.inspection());
        return item(entry, number, seen);
    }

    private void keepMap(Inspection part) {
        part.prediction().map(Prediction::map).ifPresent(map -> maps.put(part.id(), map));
    }

    private static ReviewItem item(Entry entry, int number, Seen seen) {
        Inspection inspection = seen.inspection();
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
                f.image().width(),
                f.image().height(),
                tellsClasses(inspection),
                inspection.prediction().flatMap(Prediction::repair).isPresent(),
                seen.thumbnail(),
                Optional.empty());
    }

    /** Of places, or of the whole picture. */
    private static boolean tellsClasses(Inspection inspection) {
        return inspection.verdict().kind().isPresent()
                || inspection.prediction().flatMap(p -> p.map().classes()).isPresent();
    }
}
