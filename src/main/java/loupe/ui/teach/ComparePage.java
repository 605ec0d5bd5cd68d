package loupe.ui.teach;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import loupe.app.ComparisonRow;
import loupe.app.ComparisonRow.Figures;
import loupe.app.Method;
import loupe.ui.teach.CompareViewModel.Line;
import loupe.ui.widget.Banner;
import loupe.ui.widget.Cards;
import loupe.ui.widget.Controls;
import loupe.ui.widget.Follow;
import loupe.ui.widget.Job;
import loupe.ui.widget.Texts;
import org.kordamp.ikonli.feather.Feather;

/** Several methods on the same pictures: a row each, which fills while they are taught. Binds only. */
final class ComparePage extends VBox {
    private final TeachViewModel screen;
    private final CompareViewModel model;
    private final Texts texts;
    private final Map<Method, CheckBox> choices = new EnumMap<>(Method.class);
    private final TableView<Line> table = new TableView<>();
    private final Label about = Cards.wrapped("text-muted");
    private final Button start;
    private final Button cancel;
    private final Button open;
    private final ProgressBar bar = new ProgressBar(0);
    private final Label doing = Controls.label("", "text-muted");
    private final HBox working = new HBox(14, bar, doing);
    private final Banner banner;

    ComparePage(TeachViewModel screen, Texts texts) {
        super(12);
        this.screen = screen;
        this.model = screen.compare();
        this.texts = texts;
        this.banner = new Banner(texts.locale());
        this.start = Controls.button(Feather.PLAY, texts.get("compare.start"), screen::startComparison);
        this.cancel = Controls.button(Feather.X, texts.get("teach.cancel"), model::cancel);
        this.open = Controls.button(Feather.LAYERS, texts.get("compare.open"), this::open);
        start.getStyleClass().add("accent");
        start.setId("compare-start");
        open.setId("compare-open");
        getStyleClass().addAll("teach-page", "compare-page");
        Label title = Controls.label(texts.get("compare.title"), "recipe-heading");
        bar.setPrefWidth(220);
        bar.setAccessibleText(texts.get("compare.title"));
        working.setAlignment(Pos.CENTER_LEFT);
        table();
        Button back = Controls.button(Feather.CHEVRON_LEFT, texts.get("compare.back"), () -> screen.comparing(false));
        HBox foot = new HBox(10, back, Controls.spacer(), open);
        foot.setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(title, about, choices(), banner, table, working, foot);
        Follow.changes(this, model.linesProperty(), this::refresh);
        Follow.changes(this, model.chosenProperty(), this::refresh);
        Follow.changes(this, model.standProperty(), this::refreshWork);
        Follow.changes(this, model.faultProperty(), this::refreshWork);
        Follow.changes(this, screen.methods().picturesProperty(), this::refresh);
        table.getSelectionModel().selectedItemProperty().addListener(o -> refreshOpen());
        refresh();
        refreshWork();
    }

    private HBox choices() {
        HBox row = new HBox(18);
        row.setAlignment(Pos.CENTER_LEFT);
        for (Method method : MethodsViewModel.ORDER) {
            CheckBox box = new CheckBox(texts.get("method." + method.name()));
            box.setOnAction(e -> model.choose(method, box.isSelected()));
            choices.put(method, box);
            row.getChildren().add(box);
        }
        row.getChildren().addAll(Controls.spacer(), cancel, start);
        return row;
    }

    private void table() {
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_ALL_COLUMNS);
        table.getStyleClass().add("review-table");
        table.setAccessibleText(texts.get("compare.title"));
        table.setPlaceholder(Controls.label(texts.get("compare.none"), "text-muted"));
        setVgrow(table, Priority.ALWAYS);
        column(
                "compare.method",
                l -> texts.get("method." + l.candidate().method().name()),
                false);
        column("compare.state", this::state, false);
        column("compare.auroc", l -> figure(l, Figures::imageAuroc, 3), true);
        column("compare.pro", l -> figure(l, Figures::auPro, 3), true);
        column("compare.zfn", l -> figure(l, Figures::accuracyZfn, 3), true);
        column(
                "compare.time",
                l -> figures(l)
                        .flatMap(f -> f.teachSeconds().stream().boxed().findFirst())
                        .map(s -> Durations.about(s, texts))
                        .orElse(""),
                true);
        column("compare.ms", l -> figure(l, Figures::msP50, 1), true);
        column(
                "compare.mb",
                l -> figures(l).map(f -> texts.number(f.modelBytes() / 1e6, 1)).orElse(""),
                true);
        table.getColumns().get(0).setMinWidth(150);
        table.getColumns().get(1).setMinWidth(190);
    }

    private void column(String key, Function<Line, String> value, boolean number) {
        TableColumn<Line, String> column = new TableColumn<>(texts.get(key));
        column.setCellValueFactory(cell -> new ReadOnlyStringWrapper(value.apply(cell.getValue())));
        column.setSortable(false);
        if (number) {
            column.getStyleClass().add("number-column");
        }
        table.getColumns().add(column);
    }

    private static Optional<Figures> figures(Line line) {
        return line.row().flatMap(ComparisonRow::figures);
    }

    private String figure(Line line, Function<Figures, OptionalDouble> which, int decimals) {
        return figures(line)
                .map(f -> {
                    OptionalDouble value = which.apply(f);
                    return value.isPresent() ? texts.number(value.getAsDouble(), decimals) : "–";
                })
                .orElse("");
    }

    private String state(Line line) {
        if (line.row().isEmpty()) {
            return texts.get(line.working() ? "compare.working" : "compare.waits");
        }
        return line.row()
                .get()
                .fault()
                .map(f -> f.code().id() + " " + f.whatHappened(texts.locale()))
                .orElseGet(() -> figures(line)
                        .map(f -> texts.get("compare.measured", f.good(), f.defects()))
                        .orElse(""));
    }

    private void open() {
        Optional.ofNullable(table.getSelectionModel().getSelectedItem()).ifPresent(screen::openCandidate);
    }

    private void refresh() {
        boolean running = model.isRunning();
        choices.forEach((method, box) -> {
            box.setSelected(model.chosenProperty().get().contains(method));
            box.setDisable(running || screen.methods().missing(method).isPresent());
        });
        about.setText(texts.get(
                model.isPainted() ? "compare.aboutPainted" : "compare.about",
                screen.methods().minutesProperty().get()));
        start.setDisable(!model.canStart());
        int kept = table.getSelectionModel().getSelectedIndex();
        table.getItems().setAll(model.linesProperty().get());
        if (kept >= 0) {
            table.getSelectionModel().select(kept);
        }
        refreshOpen();
    }

    private void refreshOpen() {
        Line line = table.getSelectionModel().getSelectedItem();
        open.setDisable(line == null || figures(line).isEmpty() || model.isRunning());
    }

    private void refreshWork() {
        Optional<Job.Stand> stand = model.standProperty().get();
        Controls.show(stand.isPresent(), working, cancel);
        start.setDisable(!model.canStart());
        stand.ifPresent(s -> {
            bar.setProgress(s.share() < 0 ? ProgressBar.INDETERMINATE_PROGRESS : s.share());
            boolean known = LessonViewModel.knows(s.phase());
            String phase = known ? texts.get("phase." + s.phase()) : texts.get("compare.measuring");
            doing.setText(phase + " · " + texts.get("teaching.elapsed", Durations.about(s.seconds(), texts)));
        });
        banner.show(model.faultProperty().get());
        refreshOpen();
    }
}
