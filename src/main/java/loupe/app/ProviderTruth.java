package loupe.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import loupe.config.Home;
import loupe.config.ProviderBook;
import loupe.config.RecipeBook;
import loupe.config.Settings;
import loupe.detect.ProviderPreference;
import loupe.detect.ProviderTrials;
import loupe.domain.Acceleration;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;
import loupe.domain.Progress;
import loupe.domain.ProviderMeasurement;
import loupe.domain.ProviderTrial;
import loupe.domain.Recipe;
import loupe.station.StationState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What execution providers are really worth on this computer, with the models of its recipes: measured in the
 * background, kept on disk, measured anew when model, runtime, driver or options are others. Thread-safe.
 */
public final class ProviderTruth {
    private static final Logger LOG = LoggerFactory.getLogger(ProviderTruth.class);
    private static final int RUNS = 50;
    private static final int THREAD_RUNS = 20;

    private final Map<String, ProviderMeasurement> known = new ConcurrentHashMap<>();
    private final AtomicReference<String> measuring = new AtomicReference<>("");
    private final AtomicReference<Recipe> waiting = new AtomicReference<>(); // on the line since another was measured
    private final ProviderBook book;
    private final RecipeBook recipes;
    private final Path engines;
    private final Supplier<Settings> settings;
    private final Executor work;
    private final Clock clock;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile Optional<ProviderMeasurement> newest = Optional.empty();
    private volatile Optional<InspectionFault> fault = Optional.empty();

    ProviderTruth(Home home, RecipeBook recipes, Supplier<Settings> settings, Executor work, Clock clock) {
        this.book = new ProviderBook(home);
        this.recipes = recipes;
        this.engines = home.cache().resolve("tensorrt");
        this.settings = settings;
        this.work = work;
        this.clock = clock;
    }

    /** What a person chose, with the folder for TensorRT's engines filled in. */
    Acceleration acceleration() {
        Acceleration chosen = settings.get().compute().acceleration();
        Acceleration whole = chosen.engineCache().isEmpty() ? chosen.withEngineCache(engines.toString()) : chosen;
        try {
            Files.createDirectories(Path.of(whole.engineCache()));
            return whole;
        } catch (IOException | RuntimeException e) {
            LOG.warn("engines of TensorRT are not kept in {}", whole.engineCache(), e);
            return chosen.withEngineCache("");
        }
    }

    /** What was measured with a recipe's model, as far as it still holds. Reads a small file the first time. */
    public Optional<ProviderMeasurement> of(Recipe recipe) {
        String model = recipe.modelSha256();
        String basis = ProviderTrials.basis(settings.get().compute().acceleration());
        return Optional.ofNullable(known.get(model))
                .or(() -> {
                    Optional<ProviderMeasurement> stored = book.find(model);
                    stored.ifPresent(m -> known.put(model, m));
                    return stored;
                })
                .filter(m -> m.basis().equals(basis));
    }

    /** Measures when a line runs. It does not wait: it runs on the CPU meanwhile and never changes by itself. */
    void follow(Line line) {
        line.onState(state -> {
            if (state == StationState.RUNNING) {
                line.recipe().ifPresent(this::measureOnce);
            }
        });
    }

    /** Measures in the background when nothing holds that was measured before. */
    private void measureOnce(Recipe recipe) {
        try {
            work.execute(() -> {
                Optional<ProviderMeasurement> before = of(recipe);
                if (before.isPresent()) {
                    newest = before;
                    tell();
                } else if (!measureNow(Optional.of(recipe))) {
                    waiting.set(recipe);
                    if (measuring.get().isEmpty()) { // it ended in between and saw nobody waiting
                        measureWaiting();
                    }
                }
            });
        } catch (RejectedExecutionException e) {
            LOG.debug("closing", e);
        }
    }

    /**
     * Measures anew in the background, without a recipe with a model of one node; nothing happens while something is
     * being measured.
     */
    public void measure(Optional<Recipe> recipe) {
        work.execute(() -> measureNow(recipe));
    }

    /** False when something is being measured already. */
    private boolean measureNow(Optional<Recipe> recipe) {
        if (!measuring.compareAndSet("", ProviderTrial.CPU)) {
            return false;
        }
        tell();
        try {
            ProviderMeasurement measured = recipe.map(this::measured).orElseGet(this::computer);
            fault = Optional.empty();
            if (recipe.isPresent()) {
                keep(measured);
            }
            newest = Optional.of(measured);
            LOG.info("the fastest provider is {}", measured.fastest());
        } catch (InspectionFault e) {
            LOG.warn("providers could not be measured: {}", e.getMessage());
            fault = Optional.of(e).filter(f -> f.code() != FaultCode.OPS_01);
        } catch (RuntimeException e) {
            LOG.error("providers could not be measured", e);
            fault = Optional.of(new InspectionFault(FaultCode.SYS_02, e, String.valueOf(e)));
        } finally {
            measuring.set("");
            tell();
        }
        measureWaiting();
        return true;
    }

    private void measureWaiting() {
        Optional.ofNullable(waiting.getAndSet(null)).ifPresent(this::measureOnce);
    }

    /** On the disk before anybody hears of it; what cannot be written counts all the same until Loupe ends. */
    private void keep(ProviderMeasurement measured) {
        try {
            book.keep(measured);
        } finally {
            known.put(measured.model(), measured);
        }
    }

    private ProviderMeasurement computer() {
        ProviderPreference base = ProviderPreference.AUTO.with(acceleration());
        String basis = ProviderTrials.basis(settings.get().compute().acceleration());
        List<ProviderTrial> trials = ProviderTrials.ofThisComputer(base, THREAD_RUNS);
        return new ProviderMeasurement("", basis, clock.instant(), trials, List.of());
    }

    private ProviderMeasurement measured(Recipe recipe) {
        Progress progress = new Progress() {
            @Override
            public void update(String phase, long done, long total) {
                if (!measuring.getAndSet(phase).equals(phase)) {
                    tell();
                }
            }

            @Override
            public boolean isCancelled() {
                return Thread.currentThread().isInterrupted();
            }
        };
        Acceleration chosen = settings.get().compute().acceleration();
        Path model = recipes.modelPath(recipe);
        List<ProviderMeasurement.ThreadTime> threads = ProviderTrials.threads(model, THREAD_RUNS, progress);
        ProviderMeasurement first = new ProviderMeasurement(
                recipe.modelSha256(), ProviderTrials.basis(chosen), clock.instant(), List.of(), threads);
        ProviderPreference base = ProviderPreference.AUTO
                .withThreads(first.bestThreads().orElse(1))
                .with(acceleration());
        List<ProviderTrial> trials = ProviderTrials.of(model, base, RUNS, progress);
        return new ProviderMeasurement(first.model(), first.basis(), first.at(), trials, threads);
    }

    private void tell() {
        listeners.forEach(Runnable::run);
    }

    /** Hears of everything that changes here, on the thread that changed it. */
    public void addListener(Runnable listener) {
        listeners.add(listener);
    }

    /** What was measured or read last; quick. */
    public Optional<ProviderMeasurement> newest() {
        return newest;
    }

    /** The provider that is being measured at the moment. */
    public Optional<String> measuring() {
        return Optional.of(measuring.get()).filter(name -> !name.isEmpty());
    }

    /** Why the last measurement came to nothing. */
    public Optional<InspectionFault> fault() {
        return fault;
    }
}
