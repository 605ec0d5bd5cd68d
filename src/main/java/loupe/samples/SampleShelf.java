package loupe.samples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;

/**
 * The sample sets of a workstation, each opened once: whoever asks for a set gets the same store. Thread-safe.
 */
public final class SampleShelf {
    private final Path folder;
    private final Map<Path, SampleStore> open = new HashMap<>();

    /**
     * The sets below a folder.
     *
     * @param folder for sets that are nowhere else; need not exist yet
     */
    public SampleShelf(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
    }

    /** Folders of the sets on this shelf, sorted by name. */
    public List<Path> list() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(SampleStore::exists).sorted().toList();
        } catch (IOException e) {
            throw new InspectionFault(FaultCode.IMG_05, e, folder);
        }
    }

    /** The set in a folder, here or anywhere else; faults as {@link SampleStore#open}. */
    public synchronized SampleStore open(Path set) {
        return open.computeIfAbsent(set.toAbsolutePath().normalize(), SampleStore::open);
    }

    /** The set in a folder by its folders alone; its damaged file is set aside. */
    public synchronized SampleStore openWithoutFile(Path set) {
        return open.computeIfAbsent(set.toAbsolutePath().normalize(), SampleStore::openWithoutFile);
    }

    /** A new, empty set on this shelf. */
    public synchronized SampleStore create(String name) {
        String id = Incoming.typeName(name);
        Path set = folder.resolve(id);
        for (int n = 2; Files.exists(set); n++) {
            set = folder.resolve(id + " " + n);
        }
        return create(set, name);
    }

    /** A new, empty set in a folder of the user's. */
    public synchronized SampleStore create(Path set, String name) {
        SampleStore store = SampleStore.create(set, name);
        open.put(store.folder(), store);
        return store;
    }

    /** The set that belongs to a recipe; begun when there is none. */
    public synchronized SampleStore ofRecipe(String recipeId, String recipeName) {
        Path set = folder.resolve(recipeId);
        return SampleStore.exists(set) ? open(set) : create(set, recipeName);
    }
}
