package loupe.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import loupe.config.Settings.Compute;
import loupe.config.Settings.Look;
import loupe.config.Settings.Storage;
import loupe.domain.Acceleration;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;
import loupe.domain.WholeFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The settings in memory and on disk. Reading is tolerant: unknown keys are ignored, wrong values become defaults, a
 * damaged file is set aside (CFG-01). A change counts at once and reaches the disk half a second after the last one, or
 * when this is closed. Thread-safe; what the disk does not take is told by {@link #fault()}, never thrown.
 */
public final class SettingsFile implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SettingsFile.class);
    private static final Executor SOON = CompletableFuture.delayedExecutor(500, TimeUnit.MILLISECONDS);

    private final Path file;
    private final BiConsumer<Settings, Settings> guard;
    private final List<Consumer<Settings>> listeners = new CopyOnWriteArrayList<>();
    private Settings settings;
    private Optional<InspectionFault> fault = Optional.empty();
    private boolean dirty;
    private boolean scheduled;

    private SettingsFile(Path file, BiConsumer<Settings, Settings> guard) {
        this.file = file;
        this.guard = guard;
        this.settings = read();
    }

    public static SettingsFile open(Path file) {
        return open(file, (before, after) -> {});
    }

    /** {@code guard} hears of every change before it counts and throws its fault when it is not allowed. */
    public static SettingsFile open(Path file, BiConsumer<Settings, Settings> guard) {
        return new SettingsFile(file, guard);
    }

    /** The settings as a file has them now, defaults where it does not say; changes nothing, whatever it is. */
    public static Settings peek(Path file) {
        try {
            return Files.exists(file) ? fromJson(Json.read(file)) : Settings.DEFAULT;
        } catch (IOException e) {
            LOG.debug("opening them will tell", e);
            return Settings.DEFAULT;
        }
    }

    public synchronized Settings get() {
        return settings;
    }

    /** CFG-01 when the file was damaged at opening, CFG-02 when the last save failed. */
    public synchronized Optional<InspectionFault> fault() {
        return fault;
    }

    /** Changes the settings, or throws what the guard says; listeners are called by this thread, after the change. */
    public Settings update(UnaryOperator<Settings> change) {
        Settings changed;
        synchronized (this) {
            changed = change.apply(settings);
            if (changed.equals(settings)) {
                return settings;
            }
            guard.accept(settings, changed);
            settings = changed;
            dirty = true;
            if (!scheduled) {
                scheduled = true;
                SOON.execute(this::save);
            }
        }
        listeners.forEach(l -> l.accept(changed));
        return changed;
    }

    /** The listener hears every later change, on the changer's thread. */
    public void addListener(Consumer<Settings> listener) {
        listeners.add(listener);
    }

    public void removeListener(Consumer<Settings> listener) {
        listeners.remove(listener);
    }

    /** Writes what is not on disk yet. */
    public synchronized void save() {
        scheduled = false;
        if (!dirty) {
            return;
        }
        try {
            WholeFile.write(file, Json.bytes(toJson(settings)));
            dirty = false;
            fault = Optional.empty();
        } catch (IOException e) {
            LOG.warn("settings not saved", e);
            fault = Optional.of(new InspectionFault(FaultCode.CFG_02, e, file, reason(e)));
        }
    }

    @Override
    public void close() {
        save();
    }

    private Settings read() {
        if (!Files.exists(file)) {
            return Settings.DEFAULT;
        }
        try {
            return fromJson(Json.read(file));
        } catch (IOException e) {
            LOG.warn("settings not read", e);
            fault = Optional.of(new InspectionFault(FaultCode.CFG_01, e, file, reason(e)));
            keepAside();
            return Settings.DEFAULT;
        }
    }

    private void keepAside() {
        try {
            Files.move(file, file.resolveSibling("settings.damaged.json"), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.warn("damaged settings not set aside", e);
        }
    }

    /** The first line: Jackson's second one quotes the source. */
    private static String reason(IOException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    private static Settings fromJson(JsonNode node) {
        Settings d = Settings.DEFAULT;
        JsonNode look = node.path("look");
        JsonNode storage = node.path("storage");
        double opacity = look.path("overlayOpacity").asDouble(d.look().overlayOpacity());
        return new Settings(
                Settings.VERSION,
                Json.text(node, "source", d.source()),
                Json.text(node, "activeRecipe", d.activeRecipe()),
                compute(node),
                Json.text(node, "operator", d.operator()),
                Json.text(node, "lot", d.lot()),
                new Look(
                        Json.text(look, "language", d.look().language()),
                        Json.choice(look, "theme", d.look().theme()),
                        Json.text(look, "palette", d.look().palette()),
                        opacity,
                        look.path("contours").asBoolean(d.look().contours()),
                        look.path("classColours").asBoolean(d.look().classColours())),
                new Storage(
                        Json.choice(storage, "archive", d.storage().archive()),
                        storage.path("lossless").asBoolean(d.storage().lossless()),
                        storage.path("retentionDays").asInt(d.storage().retentionDays()),
                        storage.path("minimumFreeMegabytes").asLong(d.storage().minimumFreeMegabytes())));
    }

    private static Compute compute(JsonNode node) {
        Compute d = Compute.DEFAULT;
        JsonNode options = node.path("acceleration");
        return new Compute(
                Json.text(node, "provider", d.provider()),
                new Acceleration(
                        options.path("device").asInt(d.acceleration().device()),
                        Json.choice(
                                options, "convolutionSearch", d.acceleration().search()),
                        options.path("half").asBoolean(d.acceleration().half()),
                        Json.text(options, "engineCache", d.acceleration().engineCache())));
    }

    private static ObjectNode toJson(Settings s) {
        ObjectNode node = Json.object();
        node.put("version", s.version());
        node.put("source", s.source());
        node.put("activeRecipe", s.activeRecipe());
        node.put("provider", s.compute().provider());
        Acceleration chosen = s.compute().acceleration();
        ObjectNode options = node.putObject("acceleration");
        options.put("device", chosen.device());
        options.put("convolutionSearch", chosen.search().name().toLowerCase(Locale.ROOT));
        options.put("half", chosen.half());
        options.put("engineCache", chosen.engineCache());
        node.put("operator", s.operator());
        node.put("lot", s.lot());
        ObjectNode look = node.putObject("look");
        look.put("language", s.look().language());
        look.put("theme", s.look().theme().name().toLowerCase(Locale.ROOT));
        look.put("palette", s.look().palette());
        look.put("overlayOpacity", s.look().overlayOpacity());
        look.put("contours", s.look().contours());
        look.put("classColours", s.look().classColours());
        ObjectNode storage = node.putObject("storage");
        storage.put("archive", s.storage().archive().name().toLowerCase(Locale.ROOT));
        storage.put("lossless", s.storage().lossless());
        storage.put("retentionDays", s.storage().retentionDays());
        storage.put("minimumFreeMegabytes", s.storage().minimumFreeMegabytes());
        return node;
    }
}
