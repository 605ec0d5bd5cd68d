package loupe.ui.calibrate;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import loupe.domain.FaultCode;
import loupe.domain.Image;
import loupe.domain.InspectionFault;
import loupe.imaging.ImageCodec;
import loupe.imaging.Likeness;
import loupe.samples.NearDuplicates;
import loupe.samples.SampleCard;
import loupe.samples.SampleStore;
import loupe.ui.widget.FaultDialog;
import loupe.ui.widget.Latest;

/**
 * Looks at every image of a set once, on a work thread: which look alike, which cannot be read, which have a mask of
 * another size. What is known is kept when samples are added. JavaFX thread.
 */
final class LookAlikes {
    /** How far the look is; total 0 when there is none. */
    record Progress(int done, int total) {
        static final Progress NONE = new Progress(0, 0);
    }

    private record Seen(Optional<Likeness> look, Optional<InspectionFault> fault) {}

    private final Executor work;
    private final Executor fx;
    private final Consumer<Map<String, Integer>> onFound;
    private final Map<String, Seen> seen = new HashMap<>();
    private final ReadOnlyObjectWrapper<Progress> progress = new ReadOnlyObjectWrapper<>(Progress.NONE);
    private final AtomicInteger search = new AtomicInteger();

    /** {@code onFound} hears the group, from 1, of each sample that looks like another. */
    LookAlikes(Executor work, Executor fx, Consumer<Map<String, Integer>> onFound) {
        this.work = work;
        this.fx = fx;
        this.onFound = onFound;
    }

    /** Looks at those that were not seen yet, if there are any; an older search ends. */
    void search(SampleStore store, List<SampleCard> cards) {
        List<SampleCard> unseen =
                cards.stream().filter(c -> !seen.containsKey(c.name())).toList();
        if (unseen.isEmpty()) {
            return;
        }
        int mine = search.incrementAndGet();
        Map<String, Seen> found = new HashMap<>(seen);
        progress.set(new Progress(0, unseen.size()));
        Latest<Progress> news = new Latest<>(fx, p -> {
            if (mine == search.get()) {
                progress.set(p);
            }
        });
        work.execute(() -> {
            int done = 0;
            for (SampleCard card : unseen) {
                if (mine != search.get() || Thread.currentThread().isInterrupted()) {
                    return;
                }
                found.put(card.name(), look(store, card));
                news.accept(new Progress(++done, unseen.size()));
            }
            Map<String, Integer> alike = alike(cards, found);
            fx.execute(() -> end(mine, found, alike));
        });
    }

    private static Seen look(SampleStore store, SampleCard card) {
        try {
            Image image = ImageCodec.read(store.image(card));
            return new Seen(Optional.of(Likeness.of(image)), store.mask(card).flatMap(m -> maskFault(m, image)));
        } catch (RuntimeException e) {
            return new Seen(Optional.empty(), Optional.of(FaultDialog.faultOf(e)));
        }
    }

    /** SET-06 when a mask has not the size of its image. */
    static Optional<InspectionFault> maskFault(Path mask, Image image) {
        Image truth = ImageCodec.read(mask);
        boolean fits = truth.width() == image.width() && truth.height() == image.height();
        return fits
                ? Optional.empty()
                : Optional.of(new InspectionFault(
                        FaultCode.SET_06,
                        mask.getFileName(),
                        truth.width() + " × " + truth.height(),
                        image.width() + " × " + image.height()));
    }

    private static Map<String, Integer> alike(List<SampleCard> cards, Map<String, Seen> found) {
        List<SampleCard> readable = cards.stream()
                .filter(c -> found.get(c.name()).look().isPresent())
                .toList();
        List<List<Integer>> alike = NearDuplicates.groups(readable.stream()
                .map(c -> found.get(c.name()).look().orElseThrow())
                .toList());
        Map<String, Integer> groups = new HashMap<>();
        for (int g = 0; g < alike.size(); g++) {
            for (int i : alike.get(g)) {
                groups.put(readable.get(i).name(), g + 1);
            }
        }
        return groups;
    }

    private void end(int mine, Map<String, Seen> found, Map<String, Integer> alike) {
        if (mine != search.get()) {
            return;
        }
        seen.putAll(found);
        progress.set(Progress.NONE);
        onFound.accept(alike);
    }

    /** Forgets everything. */
    void clear() {
        search.incrementAndGet();
        seen.clear();
        progress.set(Progress.NONE);
    }

    /** Forgets what was known of a sample whose files have changed. */
    void forget(String name) {
        seen.remove(name);
    }

    /** What is wrong with a sample's files. */
    Optional<InspectionFault> fault(String name) {
        return Optional.ofNullable(seen.get(name)).flatMap(Seen::fault);
    }

    ReadOnlyObjectProperty<Progress> progressProperty() {
        return progress.getReadOnlyProperty();
    }
}
