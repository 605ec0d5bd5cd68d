package loupe.ui.shell;

import java.io.File;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Parent;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import javafx.util.Duration;
import loupe.app.Teacher;
import loupe.app.Workstation;
import loupe.app.WrongVerdicts.Judged;
import loupe.config.Settings;
import loupe.domain.Inspection;
import loupe.domain.InspectionFault;
import loupe.domain.Recipe;
import loupe.imaging.HeatMapStyle;
import loupe.ui.live.LineControls;
import loupe.ui.live.LineFeed;
import loupe.ui.live.LiveView;
import loupe.ui.live.LiveViewModel;
import loupe.ui.live.RecipeChoice;
import loupe.ui.review.ReviewDesk;
import loupe.ui.review.ReviewView;
import loupe.ui.review.ReviewViewModel;
import loupe.ui.widget.FramePainter;
import loupe.ui.widget.FxThread;
import loupe.ui.widget.Look;
import loupe.ui.widget.Texts;
import org.kordamp.ikonli.feather.Feather;

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
    private final LiveViewModel live;
    private final RecipeChoice choice;
    private final ReviewViewModel review;
    private final SettingsPlace settings;
    private final TeachPlace teach;
    private final CalibratePlace calibrate;
    private final ImportPlace imports;
    private final RecordPlaces records;
    private final Corrections corrections;
    private final StatusViewModel status;
    private final FirstStartViewModel first;
    private final Notices notices = new Notices();
    private final Timeline ticker;
    private final Consumer<Inspection> toLive;
    private Optional<Shell> shell = Optional.empty();
    private Optional<InspectionFault> idle = Optional.empty(); // why no line was started

    Desk(Workstation station, Stage stage, FxThread fx) {
        this.station = station;
        this.stage = stage;
        this.fx = fx;
        this.overlay = new SimpleObjectProperty<>(
                OverlayLook.style(station.settings().get().look()));
        this.live = liveModel();
        this.toLive = live::accept;
        this.choice =
                new RecipeChoice(station.recipes()::list, station.line()::recipe, this::swapRecipe, station.work(), fx);
        this.review = reviewModel();
        this.settings = new SettingsPlace(station, this::startLine, this::lookAgain, fx);
        this.calibrate = new CalibratePlace(station, this::recipes, this::swapRecipe, overlay, fx);
        this.teach =
                new TeachPlace(station, new TeachPlace.Next(this::listAgain, this::useOnLine, this::calibrate), fx);
        ImportPlace.Next imported =
                new ImportPlace.Next(this::listAgain, this::calibrate, network -> teach.use(network, this::go));
        this.imports = new ImportPlace(station, overlay, imported, fx);
        RecordPlaces.Next next =
                new RecordPlaces.Next(this::swapRecipe, parts -> teach.add(parts, this::go), () -> go("history"));
        this.records = new RecordPlaces(station, overlay, next, imports, fx);
        this.corrections = new Corrections(station.wrongVerdicts(), station.work(), fx);
        this.status = new StatusViewModel(() -> Status.of(station));
        this.first = new FirstStartViewModel(station::teachDemo, station.work(), fx, System::nanoTime, this::goLive);
        this.ticker = new Timeline(new KeyFrame(TICK, e -> tick()));
        ticker.setCycleCount(Animation.INDEFINITE);
        overlay.addListener((o, old, now) ->
                station.settings().update(s -> s.withLook(OverlayLook.remember(s.look(), now))));
        station.line().addListener(toLive);
        station.line().onState(live::onState);
        station.work().execute(() -> notices.tellFound(station.recipes()::damaged, fx));
        Look.use(isDark());
    }

    private LiveViewModel liveModel() {
        Supplier<Optional<InspectionFault>> fault = () -> station.line().fault().or(() -> idle);
        LineFeed feed = new LineFeed(station.line()::state, station.line()::stats, fault);
        LineControls controls = new LineControls(
                this::startLine,
                station.line()::pause,
                station.line()::resume,
                station.line()::step,
                looks -> station.inspectors().lookAtRepairs("live", looks));
        return new LiveViewModel(feed, controls, overlay, fx, System::nanoTime);
    }

    private ReviewViewModel reviewModel() {
        ReviewDesk desk = new ReviewDesk(
                this::recipes,
                station::openInspector,
                station.trace(),
                () -> station.trace().health().fault(),
                station.trace()::override,
                () -> station.settings().get().operator(),
                station.home().cache().resolve("review"),
                looks -> station.inspectors().lookAtRepairs("review", looks));
        return new ReviewViewModel(desk, overlay, station.work(), fx);
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

    private void startLine() {
        station.restartLine();
    }

    /** Builds every view in the language chosen; the place in view stays. */
    private void build() {
        Texts texts = texts();
        choice.refresh();
        Supplier<Optional<Judged>> onLive = () -> live.shownProperty().get().map(Judged::of);
        Supplier<Optional<Judged>> inReview = () -> review.shownPart().map(Judged::of);
        LiveView liveView = new LiveView(live, choice, painter, fx, texts, () -> corrections.wrong(onLive));
        Optional<String> before = shell.map(Shell::shownId);
        ReviewView reviewView = new ReviewView(review, painter, fx, texts, () -> corrections.wrong(inReview));
        List<Place> places = new ArrayList<>(List.of(
                new Place(
                        "live", Feather.ACTIVITY, KeyCode.F1, liveView, corrections.keys(onLive, liveView::handleKey)),
                new Place(
                        "review",
                        Feather.IMAGE,
                        KeyCode.F2,
                        reviewView,
                        corrections.keys(inReview, reviewView::handleKey))));
        places.add(teach.build(texts));
        places.add(calibrate.build(painter, texts));
        places.addAll(records.build(painter, corrections, texts));
        places.add(settings.build(texts));
        Shell made = new Shell(places, new StatusBar(status, texts, new LookButtons(this, texts)), texts);
        made.setTop(new VBox(new NoticeBar(notices, texts), new CorrectionBar(corrections, texts)));
        before.ifPresent(made::show);
        shell = Optional.of(made);
        made.takeDrops(this::onFilesDropped);
        show(made);
    }

    private void go(String place) {
        shell.ifPresent(s -> s.show(place));
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
        review.refreshRecipes();
        calibrate.listAgain();
        choice.refresh();
    }

    /** Models to import; the rest to teach from or samples while Teach or Calibrate is in view, else to review. */
    void onFilesDropped(List<File> files) {
        String place = shell.map(Shell::shownId).orElse("");
        if (records.takes(files, place.equals(RecordPlaces.RECIPES))) {
            go(RecordPlaces.RECIPES);
            records.onFilesDropped(files);
            return;
        }
        switch (place) {
            case CalibratePlace.ID -> calibrate.onFilesDropped(files);
            case TeachPlace.ID -> teach.onFilesDropped(files);
            default -> {
                go("review");
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
    boolean isDark() {
        return station.settings().get().look().theme() != Settings.Theme.LIGHT;
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
        station.line().removeListener(toLive);
        painter.close();
    }
}
