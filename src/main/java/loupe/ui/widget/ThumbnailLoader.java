package loupe.ui.widget;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import javafx.scene.image.Image;
import loupe.domain.InspectionFault;
import loupe.imaging.Thumbnails;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Small pictures for grids: made one after the other on a thread of its own, what was asked for last first, and kept
 * while there is room. What scrolled by before its turn is forgotten. All methods belong to the JavaFX thread.
 */
public final class ThumbnailLoader implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ThumbnailLoader.class);
    private static final int WAITING = 120;

    /** What became of an image; without a picture when it could not be read. */
    public record Thumbnail(Optional<Image> picture, Optional<InspectionFault> fault) {}

    private record Wish(String key, Supplier<loupe.domain.Image> source, int width, int height) {}

    private final Executor fx;
    private final int capacity;
    private final Runnable onLoaded;
    private final Deque<Wish> wishes = new ArrayDeque<>();
    private final Map<String, Thumbnail> kept = new LinkedHashMap<>(16, 0.75f, true);
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread t = new Thread(task, "thumbnails");
        t.setDaemon(true);
        return t;
    });
    private boolean inWork;

    /**
     * A loader for one grid.
     *
     * @param capacity pictures kept, ≥ a screenful
     * @param onLoaded told on the JavaFX thread that something new can be shown
     */
    public ThumbnailLoader(Executor fx, int capacity, Runnable onLoaded) {
        this.fx = fx;
        this.capacity = capacity;
        this.onLoaded = onLoaded;
    }

    /**
     * The picture if it is there; else it is made, and {@code onLoaded} runs.
     *
     * @param key of the image's content
     * @param source asked on the loader's thread
     */
    public Optional<Thumbnail> get(String key, Supplier<loupe.domain.Image> source, int width, int height) {
        Thumbnail there = kept.get(key);
        if (there != null) {
            return Optional.of(there);
        }
        wishes.removeIf(w -> w.key().equals(key));
        wishes.addFirst(new Wish(key, source, width, height));
        while (wishes.size() > WAITING) {
            wishes.removeLast();
        }
        next();
        return Optional.empty();
    }

    /** How many pictures are in memory. */
    public int size() {
        return kept.size();
    }

    private void next() {
        if (inWork || wishes.isEmpty() || thread.isShutdown()) {
            return;
        }
        inWork = true;
        Wish wish = wishes.removeFirst();
        thread.execute(() -> {
            Thumbnail made = make(wish);
            fx.execute(() -> done(wish, made));
        });
    }

    private static Thumbnail make(Wish wish) {
        try {
            loupe.domain.Image image = wish.source().get();
            return new Thumbnail(
                    Optional.of(FxImages.of(Thumbnails.of(image, wish.width(), wish.height()))), Optional.empty());
        } catch (RuntimeException e) {
            LOG.debug("no thumbnail of {}", wish.key(), e);
            return new Thumbnail(Optional.empty(), Optional.of(FaultDialog.faultOf(e)));
        }
    }

    private void done(Wish wish, Thumbnail made) {
        inWork = false;
        kept.put(wish.key(), made);
        Iterator<String> oldest = kept.keySet().iterator();
        while (kept.size() > capacity) {
            oldest.next();
            oldest.remove();
        }
        onLoaded.run();
        next();
    }

    @Override
    public void close() {
        thread.shutdown();
    }
}
