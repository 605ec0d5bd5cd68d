package loupe.ui.review;

import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import loupe.domain.AnomalyMap;
import loupe.domain.Frame;
import loupe.domain.Image;
import loupe.domain.InspectionFault;
import loupe.domain.Inspector;
import loupe.domain.Prediction;
import loupe.domain.Repair;
import loupe.imaging.ImageCodec;
import loupe.imaging.Masks;
import loupe.ui.review.ReviewViewModel.Opened;

/**
 * Gets what the viewer needs of a row: its file is read again; a map that is no longer in memory is predicted again,
 * which writes no second row into the journal. One row at a time; any thread.
 */
final class RowOpener {
    private final ReviewDesk desk;
    private final MapShelf maps;
    private final Consumer<InspectionFault> onFault;
    private volatile boolean repairs;

    /** Faults are told, and the row opens with what there is. */
    RowOpener(ReviewDesk desk, MapShelf maps, Consumer<InspectionFault> onFault) {
        this.desk = desk;
        this.maps = maps;
        this.onFault = onFault;
    }

    /** From now on rows are opened with their repaired picture, or without. */
    void lookAtRepairs(boolean looks) {
        repairs = looks;
        desk.repairs().accept(looks);
    }

    /**
     * Reads and, where need be, predicts.
     *
     * @return empty when the row is no longer wanted
     */
    synchronized Optional<Opened> open(ReviewItem item, BooleanSupplier wanted) {
        if (!wanted.getAsBoolean()) {
            return Optional.empty();
        }
        Image image = Image.NONE;
        Optional<boolean[]> mask = Optional.empty();
        Seen seen = new Seen(Optional.empty(), Optional.empty());
        try {
            if (item.width() > 0) {
                image = ImageCodec.read(item.file());
                mask = maskOf(item, image);
                seen = item.isJudged() ? seenIn(item, image) : seen;
            }
        } catch (InspectionFault fault) {
            onFault.accept(fault);
        }
        return Optional.of(new Opened(item, image, seen.map(), mask, seen.repair()));
    }

    private static Optional<boolean[]> maskOf(ReviewItem item, Image image) {
        return Intake.maskOf(item.file()).map(m -> Masks.read(m, image.width(), image.height()));
    }

    private Seen seenIn(ReviewItem item, Image image) {
        String id = item.inspection().id();
        Optional<AnomalyMap> kept = maps.find(id);
        if (kept.isPresent() && !(repairs && item.repairable())) {
            Repair unseen = new Repair(image.bounds(), Optional.empty());
            return new Seen(kept, item.repairable() ? Optional.of(unseen) : Optional.empty());
        }
        try (Inspector inspector = desk.open().apply(item.inspection().recipe())) {
            Frame frame = new Frame(item.number(), item.name(), Instant.now(), image);
            Optional<Prediction> prediction = inspector.inspect(frame).prediction();
            Optional<AnomalyMap> map = prediction.map(Prediction::map);
            map.ifPresent(m -> maps.put(id, m));
            return new Seen(map, prediction.flatMap(Prediction::repair));
        }
    }

    private record Seen(Optional<AnomalyMap> map, Optional<Repair> repair) {}
}
