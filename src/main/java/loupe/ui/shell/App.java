package loupe.ui.shell;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import javafx.application.Application;
import javafx.scene.Scene;
import javafx.scene.image.Image;
import javafx.scene.layout.StackPane;
import javafx.stage.Screen;
import javafx.stage.Stage;
import loupe.app.Workstation;
import loupe.config.Home;
import loupe.config.SettingsFile;
import loupe.domain.InspectionFault;
import loupe.domain.Recipe;
import loupe.ui.widget.Controls;
import loupe.ui.widget.FaultDialog;
import loupe.ui.widget.FxThread;
import loupe.ui.widget.Look;
import loupe.ui.widget.Texts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The window of Loupe. Opens at once, empty and in its colours; the data folder is opened meanwhile, natives and camera
 * after it. When the window is closed everything ends in the order of {@link Workstation#close}.
 */
public final class App extends Application {
    static final String HOME = "--home=";

    private static final Logger LOG = LoggerFactory.getLogger(App.class);

    private final FxThread fx = new FxThread();
    private CompletableFuture<Opened> opening = new CompletableFuture<>();
    private Optional<Desk> desk = Optional.empty();
    private boolean dark = true;

    /** The data folder is open; the fault tells why there is nothing to run although there are recipes. */
    private record Opened(Workstation station, Optional<Recipe> recipe, Optional<InspectionFault> fault) {}

    @Override
    public void init() {
        Home home = new Home(Path.of(getParameters().getNamed().get("home")));
        opening = CompletableFuture.supplyAsync(
                () -> choose(Workstation.open(home)), task -> new Thread(task, "open").start());
        dark = Desk.isDark(SettingsFile.peek(home.settings()));
    }

    private static Opened choose(Workstation station) {
        try {
            return new Opened(station, station.activeRecipe(), Optional.empty());
        } catch (InspectionFault fault) {
            LOG.warn("no recipe to start with: {}", fault.getMessage());
            return new Opened(station, Optional.empty(), Optional.of(fault));
        } catch (RuntimeException | Error e) {
            station.close(); // nobody else knows it
            throw e;
        }
    }

    @Override
    public void start(Stage stage) {
        Thread.currentThread().setUncaughtExceptionHandler((thread, thrown) -> report(stage, thrown));
        Look.use(dark);
        stage.setTitle("Loupe");
        icons(stage);
        StackPane empty = new StackPane(Controls.label("Loupe", "splash"));
        empty.getStyleClass().add("shell");
        double w = Math.min(1440, Screen.getPrimary().getVisualBounds().getWidth());
        double h = Math.min(900, Screen.getPrimary().getVisualBounds().getHeight());
        stage.setScene(Look.dress(new Scene(empty, w, h)));
        stage.setMinWidth(Math.min(1000, w));
        stage.setMinHeight(Math.min(700, h));
        stage.setMaximized(w < 1440 || h < 900);
        stage.setOnShown(e -> FirstSights.window(() -> {
            if (!stage.isMaximized()) { // some window managers open it at its least size, whatever was asked for
                stage.setWidth(w);
                stage.setHeight(h);
            }
            fill(stage);
        }));
        stage.show();
    }

    /** Not before the empty window is drawn: the places take longer than that, on the same thread. */
    private void fill(Stage stage) {
        opening = opening.whenComplete((opened, thrown) -> fx.execute(() -> {
            if (thrown == null) {
                open(stage, opened);
            } else {
                refuse(stage, thrown);
            }
        }));
    }

    private void open(Stage stage, Opened opened) {
        Desk made = new Desk(opened.station(), stage, fx);
        desk = Optional.of(made);
        opened.station().line().addListener(new FirstSights(opened.station().line(), fx));
        opened.fault().ifPresentOrElse(made::openIdle, () -> made.open(opened.recipe()));
        List<File> files = getParameters().getUnnamed().stream().map(File::new).toList();
        if (!files.isEmpty()) {
            made.onFilesDropped(files);
        }
        FirstSights.places();
    }

    private void refuse(Stage stage, Throwable thrown) {
        report(stage, thrown);
        FxThread.exit();
    }

    private static void report(Stage stage, Throwable thrown) {
        InspectionFault fault = FaultDialog.faultOf(
                thrown instanceof CompletionException c && c.getCause() != null ? c.getCause() : thrown);
        LOG.error("shown to the user: {}", fault.getMessage(), thrown);
        new FaultDialog(Texts.of(App.class, Locale.getDefault())).show(stage.isShowing() ? stage : null, fault);
    }

    static void icons(Stage stage) {
        List<Image> sizes = IntStream.of(16, 32, 48, 128, 256)
                .mapToObj(n -> App.class.getResource("icon-" + n + ".png"))
                .map(url -> new Image(String.valueOf(url)))
                .toList();
        stage.getIcons().setAll(sizes);
    }

    /** The window is gone; the line ends before the journal, the journal before the lock. */
    @Override
    public void stop() {
        desk.ifPresent(Desk::close);
        try {
            opening.join().station().close();
        } catch (CompletionException e) {
            LOG.debug("nothing to close", e);
        }
    }
}
