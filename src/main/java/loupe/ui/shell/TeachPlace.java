package loupe.ui.shell;

import java.io.File;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.input.KeyCode;
import loupe.access.Task;
import loupe.app.Comparison;
import loupe.app.KeptBackbones;
import loupe.app.Method;
import loupe.app.TaughtFigures;
import loupe.app.TeachingPace;
import loupe.app.Trainings;
import loupe.app.Workstation;
import loupe.domain.Recipe;
import loupe.samples.TeachingPictures;
import loupe.train.backbone.Backbones;
import loupe.ui.teach.TeachDesk;
import loupe.ui.teach.TeachView;
import loupe.ui.teach.TeachViewModel;
import loupe.ui.widget.FxThread;
import loupe.ui.widget.Texts;
import org.kordamp.ikonli.feather.Feather;

/** Teach, wired for one workstation. */
final class TeachPlace implements AutoCloseable {
    static final String ID = "teach";

    /** Where a new recipe goes. */
    record Next(Consumer<Recipe> onStored, Consumer<Recipe> useOnLine, Consumer<Recipe> calibrate) {}

    private final TeachViewModel model;
    private final KeptBackbones kept;
    private final FxThread fx;
    private Optional<TeachView> view = Optional.empty();

    TeachPlace(Workstation station, Next next, FxThread fx) {
        this.fx = fx;
        this.kept = new KeptBackbones(station.home().backbones());
        Path scratch = station.home().cache().resolve("teach");
        TeachDesk.Engine engine = new TeachDesk.Engine(
                Method::teach,
                (taught, method, pictures, progress) -> TaughtFigures.measure(
                        taught,
                        method,
                        pictures,
                        station.settings().get().compute().provider(),
                        scratch,
                        progress),
                (pictures, plan, progress) -> TeachingPace.measure(pictures.good(), plan, progress),
                (method, pictures, plan, progress) ->
                        TeachingPace.stepsPerMinute(method, pictures.good(), plan, progress),
                Comparison::run);
        Trainings trainings = new Trainings(station.home().training(), Clock.systemUTC());
        station.work().execute(trainings::tidy);
        TeachDesk desk = new TeachDesk(
                scratch,
                () -> station.settings().get().source(),
                station.samples()::create,
                station.line()::addListener,
                station.line()::removeListener,
                trainings,
                engine,
                (lesson, taught) -> {
                    Recipe stored = station.teacher().store(lesson, taught);
                    fx.execute(() -> next.onStored().accept(stored));
                    return stored;
                },
                next.useOnLine(),
                next.calibrate());
        this.model = new TeachViewModel(desk, station.work(), fx, System::nanoTime);
    }

    /** The place in the language of the texts; the one before ends. */
    Place build(Texts texts) {
        view.ifPresent(TeachView::close);
        view = Optional.empty();
        Place place = new Place(ID, Feather.BOOK_OPEN, KeyCode.F3, () -> {
            TeachView made = new TeachView(model, this::backbones, fx, texts);
            view = Optional.of(made);
            return Place.Room.of(made);
        });
        return place.only(Task.TEACH);
    }

    /** Names of those in the box, files of those that somebody brought. */
    private List<String> backbones() {
        List<String> all = new ArrayList<>(Backbones.list().stream()
                .map(p -> String.valueOf(p.getFileName()).replaceFirst("\\.onnx$", ""))
                .toList());
        kept.list().forEach(p -> all.add(p.toString()));
        return all;
    }

    /** Teaches with a backbone from now on, and goes there. */
    void use(Path backbone, Consumer<String> go) {
        model.useBackbone(backbone);
        go.accept(ID);
    }

    /** Takes parts that the line has seen, and goes there. */
    void add(TeachingPictures parts, Consumer<String> go) {
        go.accept(ID);
        model.add(parts);
    }

    void onFilesDropped(List<File> files) {
        model.onFilesDropped(files);
    }

    @Override
    public void close() {
        model.close();
        view.ifPresent(TeachView::close);
    }
}
