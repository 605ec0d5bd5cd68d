package loupe.ui.shell;

import java.io.File;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Parent;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import javafx.util.Duration;
import loupe.access.Task;
import loupe.app.Teacher;
import loupe.app.Workstation;
import loupe.config.Settings;
import loupe.domain.InspectionFault;
import loupe.domain.Recipe;
import loupe.imaging.HeatMapStyle;
import loupe.ui.live.RecipeChoice;
import loupe.ui.widget.FramePainter;
import loupe.ui.widget.FxThread;
import loupe.ui.widget.Look;
import loupe.ui.widget.Texts;

/**
 * All screens of one window, wired for one workstation: a reader sees the whole window here. View models live as long
 * as the window; views are built anew when the language changes. JavaFX thread.
 */
final class Desk implements AutoCloseable {
    private static final Duration TICK = Duration.millis(250);

    private final Workstation station;
    private final Stage stage;
    private final FxThread fx;
    private final FramePainter painter = new FramePainter();
    private final ObjectProperty<HeatMapStyle> overlay;
    private final LivePlace live;
    private final RecipeChoice choice;
    private final ReviewPlace review;
    private final Reception reception;
    private final SettingsPlace settings;
    private final TeachPlace teach;
    private final CalibratePlace calibrate;
    private final ImportPlace imports;
    private final RecordPlaces records;
    private final List<File> waiting = new ArrayList<>();
    private final Corrections corrections;
    private final StatusViewModel status;
    private final FirstStartViewModel first;
    private final Notices notices = new Notices();
    private final Timeline ticker;
    private Optional<Shell> shell = Optional.empty();
    private Optional<InspectionFault> idle = Optional.empty(); // why no line was started
    private Optional<Errand> refused = Optional.empty();

    /** What somebody wanted in a place that was closed. */
    private record Errand(String place, Task task, Runnable then) {}

    Desk(Workstation station, Stage stage, FxThread fx) {
        this.station = station;
        this.stage = stage;
        this.fx = fx;
        this.overlay = new SimpleObjectProperty<>(
                OverlayLook.style(station.settings().get().look()));
        this.live = new LivePlace(station, () -> idle, overlay, fx);
        this.choice =
                new RecipeChoice(station.recipes()::list, station.line()::recipe, this::swapRecipe, station.work(), fx);
        this.review = new ReviewPlace(station, this::recipes, overlay, fx);
        this.reception = new Reception(station, stage.getScene(), () -> shell.ifPresent(s -> build()), fx);
        this.settings = new SettingsPlace(
                station, station::restartLine, new SettingsPlace.Next(this::lookAgain, this::askWho), fx);
        this.calibrate = new CalibratePlace(station, this::recipes, overlay, fx);
        this.teach = new TeachPlace(
                station, new TeachPlace.Next(r -> listAgain(Optional.of(r)), this::useOnLine, this::calibrate), fx);
        ImportPlace.Next imported =
                new ImportPlace.Next(this::listAgain, this::calibrate, network -> teach.use(network, this::go));
        this.imports = new ImportPlace(station, overlay, imported, fx);
        RecordPlaces.Next next = new RecordPlaces.Next(
                this::swapRecipe,
                parts -> enter(TeachPlace.ID, Task.TEACH, () -> teach.add(parts, this::go)),
                () -> go("history"));
        this.records = new RecordPlaces(station, overlay, next, imports, fx);
        this.corrections = new Corrections(station.wrongVerdicts(), station.work(), fx);
        this.status = new StatusViewModel(() -> Status.of(station));
        this.first = new FirstStartViewModel(station::teachDemo, station.work(), fx, System::nanoTime, this::goLive);
        this.ticker = new Timeline(new KeyFrame(TICK, e -> tick()));
        ticker.setCycleCount(Animation.INDEFINITE);
        overlay.addListener((o, old, now) ->
                station.settings().update(s -> s.withLook(OverlayLook.remember(s.look(), now))));
        station.work().execute(() -> notices.tellFound(station.recipes()::damaged, fx));
        Look.use(isDark());
    }

    /** All recipes, the active one first. */
    private List<Recipe> recipes() {
        String active = station.settings().get().activeRecipe();
        return station.recipes().list().stream()
                .sorted(Comparator.comparing(r -> !r.id().equals(active)))
                .toList();
    }

    /** Straight to the running line, or, where there is nothing to run yet, to the first lesson. */
    void open(Optional<Recipe> recipe) {
        if (recipe.isPresent()) {
            goLive(recipe.get());
        } else {
            ContactSheet sheet = new ContactSheet(() -> Teacher.demoParts(Integer.MAX_VALUE), painter, texts(), fx);
            show(new FirstStartView(first, sheet, texts()));
            first.start();
        }
    }

    /** The window with a line that does not run, because the recipe to run is gone or a person has to choose. */
    void openIdle(InspectionFault why) {
        idle = Optional.of(why);
        notices.toldElsewhere(why);
        build();
        ticker.play();
    }

    private void swapRecipe(Recipe recipe) {
        idle = Optional.empty();
        station.swapRecipe(recipe);
    }

    private void goLive(Recipe recipe) {
        station.startLine(recipe);
        build();
        ticker.play();
    }

    /** Builds every view in the language chosen; the place in view stays. */
    private void build() {
        Texts texts = texts();
        choice.refresh();
        Optional<String> before = shell.map(Shell::shownId);
        List<Place> places = new ArrayList<>();
        places.add(live.build(choice, painter, corrections, texts));
        places.add(review.build(painter, corrections, texts));
        places.add(teach.build(texts));
        places.add(calibrate.build(painter, texts));
        places.addAll(records.build(painter, corrections, texts));
        places.add(settings.build(texts));
        UserButton user = reception.button(this::askWho, texts);
        StatusBar bar = new StatusBar(status, texts, user, new LookButtons(this, texts));
        Shell made = new Shell(places, bar, reception.gate(texts), texts);
        made.setTop(new VBox(new NoticeBar(notices, texts), new CorrectionBar(corrections, texts)));
        before.ifPresent(made::show);
        shell = Optional.of(made);
        made.takeDrops(this::onFilesDropped);
        made.onShow(id -> refused = refused.filter(e -> e.place().equals(id)));
        show(made);
        if (!waiting.isEmpty()) {
            List<File> early = List.copyOf(waiting);
            waiting.clear();
            onFilesDropped(early);
        }
        Optional<Errand> open = refused.filter(e -> reception.allows(e.task()));
        if (open.isPresent()) {
            refused = Optional.empty();
            open.get().then().run();
        }
    }

    private void go(String place) {
        shell.ifPresent(s -> s.show(place));
    }

    /** Goes there; what was wanted is done by somebody who may only, and waits for them while the place is shown. */
    private void enter(String place, Task task, Runnable then) {
        go(place);
        if (reception.allows(task)) {
            then.run();
        } else {
            refused = Optional.of(new Errand(place, task, then));
        }
    }

    private void askWho() {
        shell.ifPresent(Shell::askWho);
    }

    private void useOnLine(Recipe recipe) {
        swapRecipe(recipe);
        go("live");
    }

    private void calibrate(Recipe recipe) {
        calibrate.begin(recipe);
        go(CalibratePlace.ID);
    }

    /** There is a new recipe. */
    private void listAgain() {
        listAgain(Optional.empty());
    }

    private void listAgain(Optional<Recipe> taught) {
        review.listAgain(taught);
        calibrate.listAgain();
        choice.refresh();
        records.listAgain();
    }

    /**
     * Models to import; the rest to teach from or samples while Teach or Calibrate is in view, else to review. What
     * comes before there is a place to go to waits for it.
     */
    void onFilesDropped(List<File> files) {
        if (shell.isEmpty()) {
            waiting.addAll(files);
            return;
        }
        String place = shell.map(Shell::shownId).orElse("");
        if (records.takes(files, place.equals(RecordPlaces.RECIPES))) {
            enter(RecordPlaces.RECIPES, Task.RECIPES, () -> records.onFilesDropped(files));
            return;
        }
        switch (place) {
            case CalibratePlace.ID -> enter(place, Task.CALIBRATE, () -> calibrate.onFilesDropped(files));
            case TeachPlace.ID -> enter(place, Task.TEACH, () -> teach.onFilesDropped(files));
            default -> {
                go(ReviewPlace.ID);
                review.onFilesDropped(files);
            }
        }
    }

    private void show(Parent root) {
        stage.getScene().setRoot(root);
        root.requestFocus();
    }

    private void tick() {
        live.tick();
        choice.tick();
        station.journal().fault().ifPresent(notices::tell);
        station.settings().fault().ifPresent(notices::tell);
        station.inspectors().alarm().ifPresent(notices::tell);
        station.shadow().report().fault().ifPresent(notices::tell);
        station.access().fault().ifPresent(notices::tell);
        reception.tick();
        status.tick();
    }

    Locale locale() {
        String tag = station.settings().get().look().language();
        return tag.isEmpty() ? Locale.getDefault() : Locale.forLanguageTag(tag);
    }

    private Texts texts() {
        return Texts.of(Desk.class, locale());
    }

    /** The platform does not tell what the desktop prefers, so dark unless light was chosen. */
    static boolean isDark(Settings settings) {
        return settings.look().theme() != Settings.Theme.LIGHT;
    }

    boolean isDark() {
        return isDark(station.settings().get());
    }

    /** Language or theme were changed in the settings: the views are built anew after this event. */
    private void lookAgain() {
        Look.use(isDark());
        fx.execute(this::build);
    }

    void useDark(boolean dark) {
        Settings.Theme theme = dark ? Settings.Theme.DARK : Settings.Theme.LIGHT;
        station.settings().update(s -> s.withLook(s.look().withTheme(theme)));
        Look.use(dark);
        shell.ifPresent(s -> fx.execute(this::build));
    }

    void useLanguage(String tag) {
        station.settings().update(s -> s.withLook(s.look().withLanguage(tag)));
        build();
    }

    @Override
    public void close() {
        ticker.stop();
        first.cancel();
        review.cancel();
        teach.close();
        calibrate.close();
        imports.close();
        live.close();
        painter.close();
    }
}
