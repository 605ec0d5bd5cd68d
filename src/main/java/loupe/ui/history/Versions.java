package loupe.ui.history;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import loupe.config.RecipeBook;
import loupe.domain.InspectionFault;
import loupe.domain.Recipe;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Recipe versions by name and number, each read once: a version never changes. Thread-safe; reads the disk. */
final class Versions {
    private static final Logger LOG = LoggerFactory.getLogger(Versions.class);

    private final RecipeBook book;
    private final Map<String, Optional<Recipe>> known = new ConcurrentHashMap<>();

    Versions(RecipeBook book) {
        this.book = book;
    }

    /** Empty when it is gone or damaged. */
    Optional<Recipe> find(String id, int version) {
        return known.computeIfAbsent(id + "/" + version, key -> read(id, version));
    }

    /** The newest version of a recipe; empty when it is gone or damaged. */
    Optional<Recipe> newest(String id) {
        try {
            return book.find(id);
        } catch (InspectionFault fault) {
            LOG.warn("{}", fault.getMessage());
            return Optional.empty();
        }
    }

    private Optional<Recipe> read(String id, int version) {
        try {
            return Optional.of(book.version(id, version));
        } catch (InspectionFault fault) {
            LOG.warn("{}", fault.getMessage());
            return Optional.empty();
        }
    }
}
