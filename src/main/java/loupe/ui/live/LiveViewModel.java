package loupe.ui.live;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import loupe.domain.FaultCode;
import loupe.domain.Inspection;
import loupe.domain.InspectionFault;
import loupe.domain.Outcome;
import loupe.imaging.HeatMapStyle;
import loupe.station.StationState;
import loupe.station.StationStats;
import loupe.ui.widget.RelativeScore;

/**
 * Decides what Live shows: the newest part, a part that a person holds, or that there is no picture. {@link #accept}
 * and {@link #onState} may be called by any thread; everything else belongs to the JavaFX thread.
 */
public final class LiveViewModel {
    /** Scores in the trend line. */
    public static final int TREND = 200;

    private static final int STRIP = 24;
    private static final long STRIP_BYTES = 96L << 20;

    private final LineFeed feed;
    private final LineControls controls;
    private final Executor fx;
    private final LongSupplier nanos;
    private final Recent arrived = new Recent(TREND);
    private final AtomicBoolean pending = new AtomicBoolean();
    private final FrameWatch watch = new FrameWatch();
    private final List<Double> trend = new ArrayList<>();
    private final ObservableList<Inspection> strip = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<Optional<Inspection>> shown = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<InspectionFault>> fault =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<StationState> state = new ReadOnlyObjectWrapper<>(StationState.IDLE);
    private final ReadOnlyObjectWrapper<StationStats> stats = new ReadOnlyObjectWrapper<>(StationStats.NONE);
    private final ReadOnlyBooleanWrapper held = new ReadOnlyBooleanWrapper();
    private final ObjectProperty<HeatMapStyle> overlay;
    private Optional<Inspection> newest = Optional.empty();
    private Optional<Inspection> lastFail = Optional.empty();

    /**
     * Wires the screen.
     *
     * @param fx runs tasks on the JavaFX thread
     * @param nanos a monotonic clock
     */
    public LiveViewModel(
            LineFeed feed,
            LineControls controls,
            ObjectProperty<HeatMapStyle> overlay,
            Executor fx,
            LongSupplier nanos) {
        this.overlay = overlay;
        this.feed = feed;
        this.controls = controls;
        this.fx = fx;
        this.nanos = nanos;
        watch.restart(nanos.getAsLong());
    }

    /** Takes an inspection from the line; only hands over. */
    public void accept(Inspection inspection) {
        arrived.add(inspection);
        updateSoon();
    }

    /** Hears of the line's new state, in step with {@link #accept}: a new run begins with an empty screen. */
    public void onState(StationState now) {
        if (now == StationState.STARTING) {
            arrived.restart();
            updateSoon();
        }
    }

    private void updateSoon() {
        if (!pending.getAndSet(true)) {
            fx.execute(this::update);
        }
    }

    private void update() {
        pending.set(false);
        Recent.News drained = arrived.drain();
        if (drained.afresh()) {
            clear();
        }
        List<Inspection> news = drained.parts();
        if (news.isEmpty()) {
            return;
        }
        for (Inspection i : news) {
            trend.add(RelativeScore.of(i.verdict().score(), i.recipe()));
            lastFail = i.outcome() == Outcome.FAIL ? Optional.of(i) : lastFail;
        }
        trend.subList(0, Math.max(0, trend.size() - TREND)).clear();
        newest = Optional.of(news.get(news.size() - 1));
        watch.arrived(nanos.getAsLong());
        keepStrip(news);
        if (!held.get()) {
            shown.set(newest);
        }
        refreshLine();
    }

    /** The parts of another run, perhaps of another product, say nothing of this one. */
    private void clear() {
        trend.clear();
        strip.clear();
        newest = Optional.empty();
        lastFail = Optional.empty();
        watch.restart(nanos.getAsLong());
        release();
        refreshLine();
    }

    private void keepStrip(List<Inspection> news) {
        List<Inspection> all = new ArrayList<>(strip);
        news.stream().filter(i -> !i.frame().image().isEmpty()).forEach(all::add);
        long bytes = 0;
        int from = all.size();
        while (from > 0 && all.size() - from < STRIP && bytes < STRIP_BYTES) {
            from--;
            bytes += all.get(from).frame().image().pixels().length;
        }
        strip.setAll(all.subList(from, all.size()));
    }

    /** Looks at the line; called a few times a second so that silence is noticed. */
    public void tick() {
        refreshLine();
    }

    private void refreshLine() {
        StationState now = feed.state().get();
        if (now != state.get()) {
            watch.restart(nanos.getAsLong());
            state.set(now);
        }
        stats.set(feed.stats().get());
        Optional<InspectionFault> lineFault = feed.fault().get();
        fault.set(lineFault.isPresent() ? lineFault : overdue(now));
    }

    private Optional<InspectionFault> overdue(StationState now) {
        long time = nanos.getAsLong();
        if (now != StationState.RUNNING || !watch.isOverdue(time)) {
            return Optional.empty();
        }
        String camera = newest.map(i -> i.frame().camera()).orElse("");
        return Optional.of(new InspectionFault(FaultCode.CAM_05, camera, watch.waitedSeconds(time)));
    }

    /** What the verdict card may claim: never the last verdict while pictures are missing. */
    public Optional<Outcome> outcome() {
        if (held.get()) {
            return shown.get().map(Inspection::outcome);
        }
        if (fault.get().isPresent()) {
            return Optional.of(Outcome.ERROR);
        }
        return state.get().isActive() ? shown.get().map(Inspection::outcome) : Optional.empty();
    }

    public void toggleRun() {
        switch (feed.state().get()) {
            case RUNNING -> controls.pause().run();
            case PAUSED -> {
                release();
                controls.resume().run();
            }
            case IDLE, FAULT -> controls.start().run();
            case STARTING, STOPPING -> {}
        }
        refreshLine();
    }

    /** From the next part on, its repaired picture comes too, if the model has one. */
    void lookAtRepairs(boolean looks) {
        controls.repairs().accept(looks);
    }

    /** One part. A running line is paused first. */
    public void step() {
        if (feed.state().get() == StationState.RUNNING) {
            controls.pause().run();
        } else if (feed.state().get() == StationState.PAUSED) {
            release();
            controls.step().run();
        }
        refreshLine();
    }

    /** Keeps one part on the screen; the line goes on. */
    public void hold(Inspection inspection) {
        held.set(true);
        shown.set(Optional.of(inspection));
    }

    /** Holds the last failed part, or goes back to live when something is held. */
    public void toggleLastFail() {
        if (held.get()) {
            release();
        } else {
            lastFail.ifPresent(this::hold);
        }
    }

    /** Back to the newest part. */
    public void release() {
        held.set(false);
        shown.set(newest);
    }

    public boolean hasLastFail() {
        return lastFail.isPresent();
    }

    /** Relative scores, oldest first; NaN where a part had none. */
    public List<Double> trend() {
        return List.copyOf(trend);
    }

    public ObservableList<Inspection> strip() {
        return strip;
    }

    public ReadOnlyObjectProperty<Optional<Inspection>> shownProperty() {
        return shown.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Optional<InspectionFault>> faultProperty() {
        return fault.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<StationState> stateProperty() {
        return state.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<StationStats> statsProperty() {
        return stats.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty heldProperty() {
        return held.getReadOnlyProperty();
    }

    /** How the heat map looks; shared by all screens. */
    public ObjectProperty<HeatMapStyle> overlayProperty() {
        return overlay;
    }
}
