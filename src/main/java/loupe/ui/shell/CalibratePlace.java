package loupe.ui.shell;

import java.io.File;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import javafx.scene.input.KeyCode;
import loupe.app.Workstation;
import loupe.ui.calibrate.SamplesDesk;
import loupe.ui.calibrate.SamplesView;
import loupe.ui.calibrate.SamplesViewModel;
import loupe.ui.widget.FramePainter;
import loupe.ui.widget.FxThread;
import loupe.ui.widget.Texts;
import org.kordamp.ikonli.feather.Feather;

/** Calibrate, wired for one workstation. */
final class CalibratePlace implements AutoCloseable {
    static final String ID = "calibrate";

    private final Workstation station;
    private final FxThread fx;
    private final SamplesViewModel samples;
    private Optional<SamplesView> view = Optional.empty();

    CalibratePlace(Workstation station, FxThread fx) {
        this.station = station;
        this.fx = fx;
        SamplesDesk desk = new SamplesDesk(
                station.samples(),
                () -> station.settings().get().operator(),
                Clock.systemUTC(),
                station.home().cache().resolve("samples"),
                station.line()::addListener,
                station.line()::removeListener);
        this.samples = new SamplesViewModel(desk, station.work(), fx);
    }

    /** The place in the language of the texts; the one before ends. */
    Place build(FramePainter painter, Texts texts) {
        view.ifPresent(SamplesView::close);
        SamplesView made = new SamplesView(samples, painter, station.work(), fx, texts);
        view = Optional.of(made);
        return new Place(ID, Feather.SLIDERS, KeyCode.F4, made, key -> false);
    }

    void onFilesDropped(List<File> files) {
        samples.arrivals().onFilesDropped(files);
    }

    @Override
    public void close() {
        samples.arrivals().cancel();
        view.ifPresent(SamplesView::close);
    }
}
