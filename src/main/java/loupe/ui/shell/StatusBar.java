package loupe.ui.shell;

import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.shape.Circle;
import loupe.domain.InspectionFault;
import loupe.domain.ProviderTrial;
import loupe.domain.Recipe;
import loupe.station.StationState;
import loupe.ui.widget.Controls;
import loupe.ui.widget.Follow;
import loupe.ui.widget.Texts;

/** One line that always tells the truth: camera, provider, age, queue, journal, disk, recipe. */
final class StatusBar extends HBox {
    private final StatusViewModel model;
    private final Texts texts;
    private final Circle lamp = new Circle(4.5);
    private final Label camera = item();
    private final Label provider = item();
    private final Label age = item();
    private final Label queue = item();
    private final Label journal = item();
    private final Label disk = item();
    private final Label recipe = item();
    private final Tooltip source = new Tooltip();
    private final Tooltip alarm = new Tooltip();

    StatusBar(StatusViewModel model, Texts texts, Region... buttons) {
        this.model = model;
        this.texts = texts;
        getStyleClass().add("status-bar-line");
        setAlignment(Pos.CENTER_LEFT);
        lamp.getStyleClass().add("lamp");
        camera.setGraphic(lamp);
        camera.setTooltip(source);
        recipe.setMinWidth(0);
        getChildren().addAll(camera, provider, age, queue, journal, disk, Controls.spacer(), recipe);
        getChildren().addAll(buttons);
        Follow.changes(this, model.statusProperty(), () -> refresh());
        refresh();
    }

    private static Label item() {
        Label label = Controls.label("", "status-item");
        label.setMinWidth(USE_PREF_SIZE);
        return label;
    }

    private void refresh() {
        Status now = model.statusProperty().get();
        StationState state = now.state();
        String word = now.fault().map(f -> f.code().id()).orElseGet(() -> texts.get("status.state." + state.name()));
        camera.setText(
                state == StationState.RUNNING && now.fault().isEmpty()
                        ? texts.get("status.fps", texts.number(now.stats().cameraFps(), 1))
                        : texts.get("status.camera", word));
        source.setText(now.source());
        Controls.restyle(lamp, "lamp", style(model.camera()));
        provider.setText(provider(now));
        now.alarm().map(this::words).ifPresent(alarm::setText); // one tooltip: a new one would close under the mouse
        provider.setTooltip(now.alarm().isPresent() ? alarm : null);
        level(provider, model.provider());
        boolean live = state == StationState.RUNNING && now.stats().frameAgeMs() >= 0;
        age.setText(texts.get("status.age", live ? age(now.stats().frameAgeMs()) : "–"));
        queue.setText(
                texts.get("status.queue", now.stats().queued() + now.trace().queued()));
        journal.setText(texts.get(
                "status.journal",
                model.journalFault().map(f -> f.code().id()).orElseGet(() -> texts.get(journalWord()))));
        level(journal, model.journal());
        disk.setText(texts.get("status.disk", texts.integer(now.trace().freeMegabytes() / 1000)));
        level(disk, model.disk());
        recipe.setText(now.recipe().map(this::name).orElseGet(() -> texts.get("status.noRecipe")));
    }

    /** Where the line really runs, how fast, and whether that is what the CPU gives. */
    private String provider(Status now) {
        if (now.detector().isEmpty()) {
            return texts.get("status.noDetector");
        }
        String name = now.detector().get().provider();
        if (now.alarm().isPresent()) {
            return texts.get(
                    "status.insteadOf",
                    now.alarm().get().code().id(),
                    name,
                    now.alarm().get().args().get(0));
        }
        String times = texts.get(
                "status.provider",
                name,
                milliseconds(now.stats().p50Ms()),
                milliseconds(now.stats().p95Ms()));
        return now.trial()
                .filter(t -> !t.isCpu())
                .flatMap(ProviderTrial::parity)
                .map(p -> times + " · " + texts.get("status.asCpu", p.same(), p.pictures()))
                .orElse(times);
    }

    private String milliseconds(double ms) {
        return texts.number(ms, ms < 10 ? 1 : 0);
    }

    private String words(InspectionFault fault) {
        return fault.whatHappened(texts.locale()) + "\n" + fault.whatToDo(texts.locale());
    }

    private String journalWord() {
        return model.journal() == StatusViewModel.Level.ATTENTION ? "status.journalWaits" : "status.journalOk";
    }

    private String age(double ms) {
        return ms < 1000 ? texts.number(ms, 0) + " ms" : texts.number(ms / 1000, 1) + " s";
    }

    private String name(Recipe r) {
        return r.name() + " · v" + r.version() + " · "
                + texts.get("calibration." + r.calibration().name());
    }

    private static void level(Label label, StatusViewModel.Level level) {
        Controls.restyle(label, "label", "status-item", style(level));
    }

    private static String style(StatusViewModel.Level level) {
        return level.name().toLowerCase(Locale.ROOT);
    }
}
