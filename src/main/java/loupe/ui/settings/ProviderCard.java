package loupe.ui.settings;

import java.io.File;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Spinner;
import javafx.scene.control.TextField;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.DirectoryChooser;
import loupe.config.Settings.Compute;
import loupe.domain.Acceleration;
import loupe.domain.Acceleration.ConvSearch;
import loupe.domain.ProviderMeasurement;
import loupe.domain.ProviderTrial;
import loupe.ui.settings.ProvidersViewModel.Row;
import loupe.ui.settings.ProvidersViewModel.Standing;
import loupe.ui.settings.ProvidersViewModel.Truth;
import loupe.ui.widget.Banner;
import loupe.ui.widget.Controls;
import loupe.ui.widget.Follow;
import loupe.ui.widget.Texts;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;

/** The truth about execution providers: one row for each, what can be chosen, and measuring again. */
final class ProviderCard extends VBox {
    private static final List<String> CHOICES =
            List.of(Compute.AUTO, "TensorRT", "CUDA", "CoreML", "DirectML", "OpenVINO", "CPU");

    private final ProvidersViewModel model;
    private final Texts texts;
    private final DateTimeFormatter time;
    private final GridPane grid = new GridPane();
    private final Banner banner;
    private final Label progress = Controls.label("", "text-muted");
    private final Label threads = Controls.label("", "text-muted");
    private final Button again;

    ProviderCard(ProvidersViewModel model, Texts texts) {
        super(12);
        this.model = model;
        this.texts = texts;
        this.banner = new Banner(texts.locale());
        this.time = DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                .withLocale(texts.locale())
                .withZone(ZoneId.systemDefault());
        this.again = Controls.button(Feather.REFRESH_CW, texts.get("provider.again"), model::measure);
        again.setMinWidth(USE_PREF_SIZE);
        getStyleClass().add("panel-card");
        columns();
        progress.setWrapText(true);
        HBox foot = new HBox(12, again, progress);
        foot.setAlignment(Pos.CENTER_LEFT);
        getChildren()
                .addAll(
                        Controls.label(texts.get("settings.providers"), "settings-title"),
                        banner,
                        grid,
                        threads,
                        foot,
                        choices());
        Follow.changes(this, model.truthProperty(), this::refresh);
        refresh();
    }

    private void columns() {
        grid.setHgap(18);
        grid.setVgap(7);
        ColumnConstraints name = new ColumnConstraints();
        name.setMinWidth(120);
        ColumnConstraints why = new ColumnConstraints();
        why.setHgrow(Priority.ALWAYS);
        grid.getColumnConstraints().addAll(name, why, number(), number(), number());
    }

    private static ColumnConstraints number() {
        ColumnConstraints column = new ColumnConstraints();
        column.setMinWidth(76);
        column.setHalignment(HPos.RIGHT);
        return column;
    }

    private VBox choices() {
        Rows rows = new Rows(texts);
        Compute now = model.compute();
        ComboBox<String> provider = rows.choice(
                "provider.choice",
                CHOICES,
                CHOICES.stream()
                        .filter(c -> c.equalsIgnoreCase(now.provider().strip()))
                        .findFirst()
                        .orElse(Compute.AUTO),
                c -> c.equals(Compute.AUTO) ? texts.get("provider.auto") : c,
                model::chooseProvider);
        ComboBox<ConvSearch> search = rows.choice(
                "provider.search",
                Arrays.asList(ConvSearch.values()),
                now.acceleration().search(),
                s -> texts.get("search." + s.name()),
                model::setSearch);
        CheckBox half = new CheckBox(texts.get("provider.halfText"));
        half.setSelected(now.acceleration().half());
        half.setOnAction(e -> model.setHalf(half.isSelected()));
        Button restart = Controls.button(Feather.PLAY, texts.get("provider.restart"), model::restart);
        restart.setMinWidth(USE_PREF_SIZE);
        Label note = Controls.label(texts.get("provider.note"), "text-muted");
        note.setWrapText(true);
        note.setMinHeight(USE_PREF_SIZE);
        HBox last = new HBox(12, restart, note);
        last.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(note, Priority.ALWAYS);
        return new VBox(
                10,
                rows.row("provider.choice", provider),
                rows.row("provider.device", device(now.acceleration())),
                rows.row("provider.search", search),
                rows.row("provider.half", half),
                rows.row("provider.engines", engines(now.acceleration())),
                last);
    }

    private Spinner<Integer> device(Acceleration now) {
        Spinner<Integer> device = new Spinner<>(0, Acceleration.LAST_DEVICE, now.device());
        device.setPrefWidth(110);
        device.setAccessibleText(texts.get("provider.device"));
        device.getEditor().setAccessibleText(texts.get("provider.device"));
        device.valueProperty().addListener((o, old, number) -> model.setDevice(number == null ? 0 : number));
        return device;
    }

    private HBox engines(Acceleration now) {
        TextField folder = new TextField(now.engineCache());
        folder.setPromptText(texts.get("provider.enginesHere"));
        folder.setAccessibleText(texts.get("provider.engines"));
        folder.setPrefWidth(360);
        folder.setOnAction(e -> model.setEngineCache(folder.getText()));
        folder.focusedProperty().addListener((o, old, focused) -> {
            if (!focused) {
                model.setEngineCache(folder.getText());
            }
        });
        Button choose = Controls.button(Feather.FOLDER, texts.get("settings.choose"), () -> {
            File chosen = new DirectoryChooser().showDialog(getScene().getWindow());
            Optional.ofNullable(chosen).ifPresent(f -> {
                folder.setText(f.getPath());
                model.setEngineCache(f.getPath());
            });
        });
        choose.setMinWidth(USE_PREF_SIZE);
        return new HBox(8, folder, choose);
    }

    private void refresh() {
        Truth now = model.truthProperty().get();
        banner.show(now.fault());
        grid.getChildren().clear();
        int line = 0;
        grid.add(head("provider.name"), 0, line);
        grid.add(head("provider.median"), 2, line);
        grid.add(head("provider.tail"), 3, line);
        grid.add(head("provider.parity"), 4, line++);
        for (Row row : now.rows()) {
            add(row, line++);
        }
        again.setDisable(now.measuring().isPresent());
        progress.setText(now.measuring()
                .map(p -> texts.get("provider.measuring", p))
                .or(() -> now.measured().map(this::when))
                .orElse(""));
        String times = now.measured().map(this::threads).orElse("");
        threads.setText(times);
        Controls.show(!times.isEmpty(), threads);
    }

    private Label head(String key) {
        return Controls.label(texts.get(key), "text-muted");
    }

    private void add(Row row, int line) {
        ProviderTrial trial = row.trial();
        Standing standing = row.standing();
        Label name = Controls.label(trial.provider(), style(standing));
        name.setGraphic(Controls.icon(icon(standing)));
        Label why = Controls.label(why(row), standing == Standing.MISSING ? "text-muted" : "label");
        why.setWrapText(true);
        why.setMinHeight(USE_PREF_SIZE);
        grid.add(name, 0, line);
        grid.add(why, 1, line);
        if (trial.ok()) {
            grid.add(Controls.label(milliseconds(trial.p50Ms())), 2, line);
            grid.add(Controls.label(milliseconds(trial.p95Ms())), 3, line);
            String parity = trial.isCpu()
                    ? "–"
                    : trial.parity().map(p -> p.same() + "/" + p.pictures()).orElse("–");
            grid.add(Controls.label(parity), 4, line);
        }
    }

    private static String style(Standing standing) {
        return switch (standing) {
            case IN_USE, NEXT, WORKS -> "provider-works";
            case OTHER_RESULTS, FELL_BACK -> "provider-alarm";
            case MISSING -> "text-muted";
        };
    }

    private static Ikon icon(Standing standing) {
        return switch (standing) {
            case IN_USE -> Feather.CHECK_CIRCLE;
            case NEXT -> Feather.ARROW_RIGHT_CIRCLE;
            case WORKS -> Feather.CHECK;
            case OTHER_RESULTS, FELL_BACK -> Feather.ALERT_TRIANGLE;
            case MISSING -> Feather.CIRCLE;
        };
    }

    private String why(Row row) {
        ProviderTrial trial = row.trial();
        if (row.standing() != Standing.MISSING) {
            return texts.get("standing." + row.standing().name());
        }
        if (trial.reason().equals(ProviderTrial.NOT_BUILT)) {
            return texts.get("provider.notBuilt");
        }
        return trial.missing()
                .map(library -> texts.get("provider.missing", library))
                .orElse(trial.reason());
    }

    private String milliseconds(double value) {
        return texts.number(value, value < 10 ? 2 : 1) + " ms";
    }

    private String when(ProviderMeasurement measured) {
        String key = measured.model().isEmpty() ? "provider.measuredTiny" : "provider.measured";
        return texts.get(key, time.format(measured.at()));
    }

    private String threads(ProviderMeasurement measured) {
        String all = measured.threads().stream()
                .map(t -> t.count() + ": " + milliseconds(t.ms()))
                .collect(Collectors.joining(" · "));
        return measured.bestThreads()
                .map(best -> texts.get("provider.threads", best, all))
                .orElse("");
    }
}
