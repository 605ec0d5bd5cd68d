package loupe.app;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import loupe.camera.SourceAddress;
import loupe.domain.Camera;
import loupe.domain.DetectorInfo;
import loupe.domain.FaultCode;
import loupe.domain.Inspection;
import loupe.domain.InspectionFault;
import loupe.domain.Inspector;
import loupe.domain.Recipe;
import loupe.station.Station;
import loupe.station.StationState;
import loupe.station.StationStats;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The live line: at most one station at a time. Calls return at once and are carried out in order on the {@code work}
 * executor, so that a screen never waits for a camera or a model. Thread-safe.
 */
public final class Line implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Line.class);

    private final Function<String, Camera> cameras;
    private final Function<Recipe, Inspector> inspectors;
    private final Consumer<Inspection> journal;
    private final Executor work;
    private final Clock clock;
    private final List<Consumer<Inspection>> listeners = new CopyOnWriteArrayList<>();
    private final List<Consumer<StationState>> stateListeners = new CopyOnWriteArrayList<>();

    private CompletableFuture<Void> orders = CompletableFuture.completedFuture(null);
    private volatile StationStats ended = StationStats.NONE;
    private volatile Optional<Recipe> asked = Optional.empty();
    private volatile String camera = "";
    private volatile Held held = new Held(StationState.IDLE, null, null, null, null);

    /** What the line holds: a station, or the state of opening one. */
    private record Held(
            StationState opening, InspectionFault fault, Station station, DetectorInfo detector, Recipe recipe) {}

    /** A recipe as it judges pictures of this source: uncalibrated where it was calibrated for another camera. */
    public static Recipe seenBy(Recipe recipe, String source) {
        String address = SourceAddress.cameraOf(source);
        boolean same = address.equals(SourceAddress.cameraOf(recipe.source()));
        return same ? recipe : recipe.withSource(address);
    }

    /** Whether an address is that of a camera, not of recorded or simulated pictures. */
    public static boolean isLive(String source) {
        return SourceAddress.isLive(source);
    }

    /**
     * A line that is idle.
     *
     * @param cameras opens a source address
     * @param inspectors opens the inspector of a recipe; the station closes it
     * @param journal receives every inspection on the inspect thread and may wait
     */
    Line(
            Function<String, Camera> cameras,
            Function<Recipe, Inspector> inspectors,
            Consumer<Inspection> journal,
            Executor work,
            Clock clock) {
        this.cameras = cameras;
        this.inspectors = inspectors;
        this.journal = journal;
        this.work = work;
        this.clock = clock;
    }

    /** Stops what runs and starts {@code recipe}; the state tells when it runs or why it does not. */
    public void start(Recipe recipe, String source) {
        order(() -> begin(recipe, source));
    }

    private void begin(Recipe recipe, String source) {
        closeStation();
        ended = StationStats.NONE;
        asked = Optional.of(recipe);
        camera = source;
        Recipe seen = seenBy(recipe, source);
        hold(new Held(StationState.STARTING, null, null, null, seen));
        try {
            open(seen, source);
        } catch (InspectionFault fault) {
            LOG.warn("cannot start {}: {}", recipe.id(), fault.getMessage());
            hold(new Held(StationState.FAULT, fault, null, null, seen));
        }
    }

    /** Starts the recipe that was used last again, on a source that may be another one. */
    public void restart(String source) {
        asked.ifPresent(recipe -> start(recipe, source));
    }

    private void open(Recipe recipe, String source) {
        Inspector inspector = inspectors.apply(recipe);
        DetectorInfo detector = inspector.detector();
        Station station;
        try {
            station = new Station(cameras.apply(source), inspector, this::handOn, this::tellState, clock);
        } catch (RuntimeException | Error e) {
            inspector.close();
            throw e;
        }
        held = new Held(StationState.STARTING, null, station, detector, inspector.recipe());
        station.start();
    }

    /**
     * Uses another recipe from the next frame on; the camera goes on. Where no line runs at this call, one starts on
     * the source. A line that stops before its turn comes stays as it is, with its fault; see {@link #renew}.
     */
    public void swap(Recipe recipe, String source) {
        boolean ran = state().isActive();
        order(() -> {
            if (ran || runs()) {
                put(recipe);
            } else {
                begin(recipe, source);
            }
        });
    }

    /** Uses another recipe from the next frame on, or, where no line runs, from its next start on. */
    public void renew(Recipe recipe) {
        order(() -> put(recipe));
    }

    private boolean runs() {
        return held.station() != null && held.station().state().isActive();
    }

    private void put(Recipe recipe) {
        asked = Optional.of(recipe);
        Recipe seen = seenBy(recipe, camera);
        Held now = held;
        if (runs()) {
            Inspector inspector = inspectors.apply(seen);
            held = new Held(StationState.STARTING, null, now.station(), inspector.detector(), inspector.recipe());
            now.station().swap(inspector);
        } else {
            held = new Held(now.opening(), now.fault(), now.station(), now.detector(), seen);
        }
        tellState(state()); // the same state, another recipe
    }

    public void pause() {
        onStation(Station::pause);
    }

    public void resume() {
        onStation(Station::resume);
    }

    public void step() {
        onStation(Station::step);
    }

    /** Stops the line; a fault is forgotten. */
    public void stop() {
        order(() -> {
            closeStation();
            hold(new Held(StationState.IDLE, null, null, null, held.recipe()));
        });
    }

    /** Brings a running line down because of a fault outside it, such as a full disk. */
    public void fail(InspectionFault fault) {
        onStation(s -> s.fail(fault));
    }

    public StationState state() {
        Held now = held;
        return now.station() == null ? now.opening() : now.station().state();
    }

    /** Why the line does not run, or why its camera gives no pictures at the moment. */
    public Optional<InspectionFault> fault() {
        Held now = held;
        return now.station() == null
                ? Optional.ofNullable(now.fault())
                : now.station().fault();
    }

    /** What the run did so far; after {@link #stop} what it did in all. */
    public StationStats stats() {
        Station station = held.station();
        return station == null ? ended : station.stats();
    }

    /** The detector that was opened last, with the provider it really runs on. */
    public Optional<DetectorInfo> detector() {
        return Optional.ofNullable(held.detector());
    }

    /** The recipe that judges, as far as it is calibrated for the camera and the model that it really uses. */
    public Optional<Recipe> recipe() {
        return Optional.ofNullable(held.recipe());
    }

    /** Adds somebody who wants every inspection; called on the inspect thread, must only hand over. */
    public void addListener(Consumer<Inspection> listener) {
        listeners.add(listener);
    }

    public void removeListener(Consumer<Inspection> listener) {
        listeners.remove(listener);
    }

    /** Adds somebody who wants every change of state; called on the thread that changed it. */
    public void onState(Consumer<StationState> listener) {
        stateListeners.add(listener);
    }

    /** Waits until a finite source has ended, everything is inspected and handed on. */
    public void awaitEnd() throws InterruptedException {
        pendingOrders().join();
        Station station = held.station();
        if (station != null) {
            station.awaitEnd();
        }
    }

    @Override
    public void close() {
        stop();
        pendingOrders().join();
    }

    private void onStation(Consumer<Station> action) {
        Station station = held.station();
        if (station != null) {
            action.accept(station);
        }
    }

    private void closeStation() {
        if (held.station() != null) {
            held.station().close();
            ended = held.station().stats();
        }
    }

    private void hold(Held next) {
        held = next;
        tellState(next.opening());
    }

    private void handOn(Inspection inspection) {
        journal.accept(inspection);
        for (Consumer<Inspection> listener : listeners) {
            tell(listener, inspection);
        }
    }

    private void tellState(StationState state) {
        for (Consumer<StationState> listener : stateListeners) {
            tell(listener, state);
        }
    }

    /** A screen that fails must not stop the line. */
    private static <T> void tell(Consumer<T> listener, T what) {
        try {
            listener.accept(what);
        } catch (RuntimeException e) {
            LOG.error("a listener failed", e);
        }
    }

    private synchronized CompletableFuture<Void> pendingOrders() {
        return orders;
    }

    private synchronized void order(Runnable action) {
        orders = orders.thenRunAsync(action, work).exceptionally(e -> {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            LOG.error("the line could not carry out an order", cause);
            InspectionFault fault = cause instanceof InspectionFault f
                    ? f
                    : new InspectionFault(FaultCode.SYS_02, cause, String.valueOf(cause));
            closeStation(); // a swap that fails must not leave the old recipe judging unnoticed
            hold(new Held(StationState.FAULT, fault, null, null, held.recipe()));
            return null;
        });
    }
}
