package loupe.ui.settings;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import loupe.config.Settings.Compute;
import loupe.config.SettingsFile;
import loupe.domain.Acceleration;
import loupe.domain.Acceleration.ConvSearch;
import loupe.domain.InspectionFault;
import loupe.domain.ProviderMeasurement;
import loupe.domain.ProviderTrial;

/** Decides what is said of each execution provider. JavaFX thread. */
final class ProvidersViewModel {
    /** Where a provider stands. */
    enum Standing {
        IN_USE,
        NEXT,
        WORKS,
        OTHER_RESULTS,
        FELL_BACK,
        MISSING
    }

    /** One provider of the table. */
    record Row(ProviderTrial trial, Standing standing) {}

    /**
     * Everything in view, of one moment.
     *
     * @param measured last; empty while nothing was
     * @param rows in the order in which providers are tried
     * @param measuring the provider that is being measured
     * @param fault why the line does not run where it should, or why nothing could be measured
     */
    record Truth(
            Optional<ProviderMeasurement> measured,
            List<Row> rows,
            Optional<String> measuring,
            Optional<InspectionFault> fault) {}

    private final SettingsDesk.Providers desk;
    private final SettingsFile file;
    private final Runnable restart;
    private final ReadOnlyObjectWrapper<Truth> truth = new ReadOnlyObjectWrapper<>();

    ProvidersViewModel(SettingsDesk desk, Executor fx) {
        this.desk = desk.providers();
        this.file = desk.file();
        this.restart = desk.restart();
        refresh();
        this.desk.onChange().accept(() -> fx.execute(this::refresh));
    }

    private void refresh() {
        Optional<ProviderMeasurement> measured = desk.measured().get();
        Optional<String> inUse = desk.inUse().get();
        Optional<String> best = compute().isAuto()
                ? measured.flatMap(ProviderMeasurement::fastest).map(ProviderTrial::provider)
                : Optional.of(compute().provider());
        List<Row> rows = measured.map(ProviderMeasurement::trials).orElse(List.of()).stream()
                .map(t -> new Row(t, standing(t, inUse, best)))
                .toList();
        truth.set(new Truth(measured, rows, desk.measuring().get(), desk.fault().get()));
    }

    /** Pure: where a provider stands, given where the line runs and where it should. */
    static Standing standing(ProviderTrial trial, Optional<String> inUse, Optional<String> best) {
        if (trial.isFallback()) {
            return Standing.FELL_BACK;
        }
        if (!trial.ok()) {
            return Standing.MISSING;
        }
        if (!trial.agrees()) {
            return Standing.OTHER_RESULTS;
        }
        if (inUse.filter(trial.provider()::equals).isPresent()) {
            return Standing.IN_USE;
        }
        boolean next = inUse.isPresent()
                && best.filter(trial.provider()::equalsIgnoreCase).isPresent();
        return next ? Standing.NEXT : Standing.WORKS;
    }

    /** Measures when nothing was measured yet. */
    void look() {
        refresh();
        if (truth.get().measured().isEmpty() && truth.get().measuring().isEmpty()) {
            measure();
        }
    }

    void measure() {
        desk.measure().run();
    }

    /** Starts the line anew, which is when another choice counts. */
    void restart() {
        restart.run();
    }

    Compute compute() {
        return file.get().compute();
    }

    void chooseProvider(String name) {
        change(compute().withProvider(name));
    }

    void setDevice(int number) {
        change(compute().withAcceleration(acceleration().withDevice(number)));
    }

    void setSearch(ConvSearch search) {
        change(compute().withAcceleration(acceleration().withSearch(search)));
    }

    void setHalf(boolean allowed) {
        change(compute().withAcceleration(acceleration().withHalf(allowed)));
    }

    void setEngineCache(String folder) {
        change(compute().withAcceleration(acceleration().withEngineCache(folder)));
    }

    private Acceleration acceleration() {
        return compute().acceleration();
    }

    private void change(Compute other) {
        file.update(s -> s.withCompute(other));
        refresh();
    }

    ReadOnlyObjectProperty<Truth> truthProperty() {
        return truth.getReadOnlyProperty();
    }
}
