package loupe.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;
import loupe.domain.Recipe;
import loupe.domain.WholeFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All recipes and their models on disk: {@code recipes/<id>/v<NNNN>.json}, {@code models/<sha256>.onnx}. Versions are
 * only ever added. A damaged version is passed over for the one before it and told by {@link #damaged()}. A recipe that
 * was put away stays readable; only {@link #list()} leaves it out. Thread-safe.
 */
public final class RecipeBook {
    private static final Logger LOG = LoggerFactory.getLogger(RecipeBook.class);

    private final RecipeFolders folders;
    private final Models models;
    private final Clock clock;
    private final Consumer<RecipeBook> guard;

    public RecipeBook(Home home, Clock clock) {
        this(home, clock, book -> {});
    }

    /** {@code guard} runs before anything is changed and throws its fault when that is not allowed. */
    public RecipeBook(Home home, Clock clock, Consumer<RecipeBook> guard) {
        this.folders = new RecipeFolders(home.recipes());
        this.models = new Models(home.models());
        this.clock = clock;
        this.guard = guard;
    }

    /** A name for files made from a name for people: lower case, digits and '-'. Never empty. */
    public static String idFor(String name) {
        String id = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+", "");
        String cut = id.substring(0, Math.min(48, id.length())).replaceAll("-+$", "");
        return cut.isEmpty() ? "recipe" : cut;
    }

    /** Whether there never was a recipe. */
    public synchronized boolean isEmpty() {
        return folders.ids().stream().allMatch(id -> folders.versions(id).isEmpty());
    }

    /** The newest readable version of every recipe in use, sorted by id. */
    public synchronized List<Recipe> list() {
        return newest(false);
    }

    /** The same for those that were put away. */
    public synchronized List<Recipe> putAway() {
        return newest(true);
    }

    private List<Recipe> newest(boolean away) {
        List<Recipe> newest = new ArrayList<>();
        for (String id : folders.ids()) {
            if (Files.exists(folders.mark(id)) == away) {
                newestReadable(id, new ArrayList<>()).ifPresent(newest::add);
            }
        }
        return List.copyOf(newest);
    }

    /**
     * Takes a recipe out of the list, or puts it back. Nothing is deleted.
     *
     * @throws InspectionFault REC-01 when there is none, CFG-02 when it cannot be written
     */
    public synchronized void setPutAway(String id, boolean away) {
        guard.accept(this);
        if (versions(id).isEmpty()) {
            throw new InspectionFault(FaultCode.REC_01, id);
        }
        try {
            if (away) {
                WholeFile.write(folders.mark(id), clock.instant().toString().getBytes(StandardCharsets.UTF_8));
            } else {
                Files.deleteIfExists(folders.mark(id));
            }
        } catch (IOException e) {
            throw new InspectionFault(FaultCode.CFG_02, e, folders.mark(id), String.valueOf(e.getMessage()));
        }
    }

    /** An id that no recipe has or had, made from a wish. */
    public synchronized String freeId(String wish) {
        String id = idFor(wish);
        for (int n = 2; Files.exists(folders.root().resolve(id)); n++) {
            id = idFor(wish) + "-" + n;
        }
        return id;
    }

    /** REC-02 for every recipe version newer than the newest readable one. */
    public synchronized List<InspectionFault> damaged() {
        List<InspectionFault> faults = new ArrayList<>();
        folders.ids().forEach(id -> newestReadable(id, faults));
        return List.copyOf(faults);
    }

    /**
     * The newest readable version.
     *
     * @return empty when there is no such recipe
     * @throws InspectionFault REC-02 when there is one, but none of its versions can be read
     */
    public synchronized Optional<Recipe> find(String id) {
        if (!RecipeFolders.isId(id)) {
            return Optional.empty();
        }
        List<InspectionFault> faults = new ArrayList<>();
        Optional<Recipe> recipe = newestReadable(id, faults);
        if (recipe.isEmpty() && !faults.isEmpty()) {
            throw faults.get(0);
        }
        return recipe;
    }

    /**
     * One version.
     *
     * @throws InspectionFault REC-01 when it is not there, REC-02 when it cannot be read
     */
    public synchronized Recipe version(String id, int version) {
        if (!RecipeFolders.isId(id) || !Files.exists(folders.version(id, version))) {
            throw new InspectionFault(FaultCode.REC_01, id + " v" + version);
        }
        return read(id, version);
    }

    /** The version numbers on disk, newest first. */
    public synchronized List<Integer> versions(String id) {
        return folders.versions(id);
    }

    /**
     * Stores the recipe as the next version of its id, made now; the version given is ignored.
     *
     * @return the recipe as stored
     * @throws InspectionFault CFG-02 when it cannot be written
     * @throws IllegalArgumentException when the id is not one
     */
    public synchronized Recipe save(Recipe recipe) {
        guard.accept(this);
        if (!RecipeFolders.isId(recipe.id())) {
            throw new IllegalArgumentException("recipe id “" + recipe.id() + "”");
        }
        int next = versions(recipe.id()).stream().findFirst().orElse(0) + 1;
        Recipe stored = recipe.withVersion(next, clock.instant());
        Path file = folders.version(stored.id(), next);
        try {
            WholeFile.write(file, RecipeJson.write(stored));
            Files.deleteIfExists(folders.mark(stored.id()));
        } catch (IOException e) {
            throw new InspectionFault(FaultCode.CFG_02, e, file, String.valueOf(e.getMessage()));
        }
        return stored;
    }

    /**
     * Stores the recipe together with what good parts scored under it; a recipe that was put away is back with it.
     *
     * @param good scores of good parts that did not fit the model, finite; empty = none are known
     * @return the recipe as stored
     * @throws InspectionFault CFG-02 when it cannot be written
     */
    public synchronized Recipe save(Recipe recipe, float[] good) {
        guard.accept(this);
        int next = versions(recipe.id()).stream().findFirst().orElse(0) + 1;
        if (good.length > 0 && RecipeFolders.isId(recipe.id())) {
            GoodScores.write(folders.scores(recipe.id(), next), good);
        }
        return save(recipe);
    }

    /**
     * What good parts scored under this recipe: as stored with this version or with the newest before it that has the
     * same model, region and score source. Empty when nobody stored any; a damaged file counts as none.
     */
    public synchronized float[] goodScores(Recipe recipe) {
        for (int version : versions(recipe.id())) {
            if (version <= recipe.version() && Files.exists(folders.scores(recipe.id(), version))) {
                return isAlike(recipe, version) ? GoodScores.read(folders.scores(recipe.id(), version)) : new float[0];
            }
        }
        return new float[0];
    }

    private boolean isAlike(Recipe recipe, int version) {
        try {
            Recipe other = read(recipe.id(), version);
            return other.modelSha256().equals(recipe.modelSha256())
                    && other.region().equals(recipe.region())
                    && other.tiling().equals(recipe.tiling())
                    && other.rule().measuresLike(recipe.rule());
        } catch (InspectionFault e) {
            LOG.warn("{}", e.getMessage());
            return false;
        }
    }

    /** Keeps a model that lies in a file; the file is copied. CFG-02 when it cannot be written. */
    public void storeModel(Path onnx, String digest) {
        guard.accept(this);
        models.store(onnx, digest);
    }

    /**
     * Keeps a model under the digest of its content.
     *
     * @return lower-case hex SHA-256, as {@link Recipe#modelSha256()} wants it
     * @throws InspectionFault CFG-02 when it cannot be written
     */
    public String storeModel(byte[] onnx) {
        guard.accept(this);
        return models.store(onnx);
    }

    /**
     * The model of a recipe. The content is compared with its digest once as long as this book is open.
     *
     * @throws InspectionFault MOD-05 when the file is missing or its content is another
     */
    public Path modelPath(Recipe recipe) {
        return models.path(recipe.modelSha256());
    }

    private Optional<Recipe> newestReadable(String id, List<InspectionFault> faults) {
        for (int version : versions(id)) {
            try {
                return Optional.of(read(id, version));
            } catch (InspectionFault fault) {
                LOG.warn("{}", fault.getMessage());
                faults.add(fault);
            }
        }
        return Optional.empty();
    }

    private Recipe read(String id, int version) {
        Path file = folders.version(id, version);
        try {
            Recipe recipe = RecipeJson.read(file);
            if (!recipe.id().equals(id) || recipe.version() != version) {
                throw new IOException("it says " + recipe.id() + " v" + recipe.version());
            }
            return recipe;
        } catch (IOException e) {
            String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            throw new InspectionFault(FaultCode.REC_02, e, id + " v" + version, reason);
        }
    }
}
