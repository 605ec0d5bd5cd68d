package loupe.ui.shell;

import java.io.File;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.property.ObjectProperty;
import javafx.scene.input.KeyCode;
import loupe.access.Task;
import loupe.app.Calibrator;
import loupe.app.Mistakes;
import loupe.app.Proposal;
import loupe.app.Signature;
import loupe.app.Workstation;
import loupe.config.RecipeChanges;
import loupe.domain.Inspector;
import loupe.domain.Recipe;
import loupe.imaging.HeatMapStyle;
import loupe.samples.SampleStore;
import loupe.ui.calibrate.CalibrateDesk;
import loupe.ui.calibrate.CalibrateDesk.Confirmed;
import loupe.ui.calibrate.CalibrateView;
import loupe.ui.calibrate.CalibrateViewModel;
import loupe.ui.calibrate.SamplesDesk;
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
    private final CalibrateViewModel wizard;
    private Optional<CalibrateView> view = Optional.empty();

    /**
     * Wires the wizard.
     *
     * @param recipes the active one first; reads the disk
     */
    CalibratePlace(
            Workstation station, Supplier<List<Recipe>> recipes, ObjectProperty<HeatMapStyle> overlay, FxThread fx) {
        this.station = station;
        this.fx = fx;
        SamplesDesk desk = new SamplesDesk(
                station.samples(),
                station::who,
                Clock.systemUTC(),
                station.home().cache().resolve("samples"),
                station.line()::addListener,
                station.line()::removeListener);
        this.samples = new SamplesViewModel(desk, station.work(), fx);
        CalibrateDesk calibrate = new CalibrateDesk(
                recipes,
                station::openInspector,
                this::setOf,
                station::onLine,
                this::confirm,
                this::useOnLine,
                (recipe, region, tiling) -> new RecipeChanges(station.recipes()).look(recipe.id(), region, tiling),
                file -> station.work().execute(() -> FileManager.show(file)),
                station::who);
        this.wizard = new CalibrateViewModel(calibrate, samples, overlay, station.work(), fx, System::nanoTime);
    }

    private Optional<Path> setOf(Recipe recipe) {
        return Optional.of(station.home().samples().resolve(recipe.id())).filter(SampleStore::exists);
    }

    private Confirmed confirm(Proposal proposal, Signature signature, Inspector inspector, Locale locale) {
        Calibrator calibrator = station.calibrator();
        Signature signed = new Signature(station.signer(signature.who()), signature.why());
        Recipe stored = calibrator.confirm(
                proposal, new Calibrator.Confirmation(signed, Mistakes.of(proposal, inspector), locale));
        Calibrator.Papers papers = calibrator.papers(stored.id(), stored.version());
        return new Confirmed(stored, papers.html(), papers.pdf());
    }

    /** A line that has the recipe goes on with its new version; one that stands still stays so. */
    private void useOnLine(Recipe stored) {
        if (station.line().recipe().map(Recipe::id).equals(Optional.of(stored.id()))) {
            station.line().renew(stored);
        }
    }

    /** The place in the language of the texts; the one before ends. */
    Place build(FramePainter painter, Texts texts) {
        view.ifPresent(CalibrateView::close);
        view = Optional.empty();
        Place place = new Place(ID, Feather.SLIDERS, KeyCode.F4, () -> {
            CalibrateView made = new CalibrateView(wizard, painter, station.work(), fx, texts);
            view = Optional.of(made);
            return new Place.Room(made, made::handleKey);
        });
        return place.only(Task.CALIBRATE);
    }

    void begin(Recipe recipe) {
        wizard.again(Optional.of(recipe));
    }

    void listAgain() {
        wizard.refreshRecipes();
    }

    void onFilesDropped(List<File> files) {
        samples.arrivals().onFilesDropped(files);
    }

    @Override
    public void close() {
        samples.arrivals().cancel();
        wizard.close();
        view.ifPresent(CalibrateView::close);
    }
}
