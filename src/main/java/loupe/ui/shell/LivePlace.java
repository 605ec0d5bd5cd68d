package loupe.ui.shell;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.ObjectProperty;
import javafx.scene.input.KeyCode;
import loupe.app.Workstation;
import loupe.app.WrongVerdicts.Judged;
import loupe.domain.Inspection;
import loupe.domain.InspectionFault;
import loupe.imaging.HeatMapStyle;
import loupe.ui.live.LineControls;
import loupe.ui.live.LineFeed;
import loupe.ui.live.LiveView;
import loupe.ui.live.LiveViewModel;
import loupe.ui.live.RecipeChoice;
import loupe.ui.widget.FramePainter;
import loupe.ui.widget.FxThread;
import loupe.ui.widget.Texts;
import org.kordamp.ikonli.feather.Feather;

/** Live, wired for one workstation: hears of every part of the line. */
final class LivePlace implements AutoCloseable {
    private final Workstation station;
    private final LiveViewModel model;
    private final FxThread fx;
    private final Consumer<Inspection> toLive;

    /** {@code idle} says why no line was started. */
    LivePlace(
            Workstation station,
            Supplier<Optional<InspectionFault>> idle,
            ObjectProperty<HeatMapStyle> overlay,
            FxThread fx) {
        this.station = station;
        this.fx = fx;
        Supplier<Optional<InspectionFault>> fault = () -> station.line().fault().or(idle);
        LineFeed feed = new LineFeed(station.line()::state, station.line()::stats, fault);
        LineControls controls = new LineControls(
                station::restartLine,
                station.line()::pause,
                station.line()::resume,
                station.line()::step,
                looks -> station.inspectors().lookAtRepairs("live", looks));
        this.model = new LiveViewModel(feed, controls, overlay, fx, System::nanoTime);
        this.toLive = model::accept;
        station.line().addListener(toLive);
        station.line().onState(model::onState);
    }

    /** The place in the language of the texts. */
    Place build(RecipeChoice choice, FramePainter painter, Corrections corrections, Texts texts) {
        Supplier<Optional<Judged>> seen = () -> model.shownProperty().get().map(Judged::of);
        return new Place("live", Feather.ACTIVITY, KeyCode.F1, () -> {
            LiveView view = new LiveView(model, choice, painter, fx, texts, () -> corrections.wrong(seen));
            return new Place.Room(view, corrections.keys(seen, view::handleKey));
        });
    }

    void tick() {
        model.tick();
    }

    @Override
    public void close() {
        station.line().removeListener(toLive);
    }
}
