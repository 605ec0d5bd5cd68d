package loupe.ui.imports;

import java.io.File;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.DirectoryChooser;
import loupe.app.ParityDoctor;
import loupe.app.ParityDoctor.Row;
import loupe.domain.SampleSet.Sample;
import loupe.ui.widget.Banner;
import loupe.ui.widget.Cards;
import loupe.ui.widget.Controls;
import loupe.ui.widget.Follow;
import loupe.ui.widget.Job;
import loupe.ui.widget.QuestionBar;
import loupe.ui.widget.Texts;
import org.kordamp.ikonli.feather.Feather;

/** Labelled samples scored in every plausible way of feeding, side by side; a row is taken with a click. */
final class ParityPage extends VBox {
    private static final PseudoClass IN_USE = PseudoClass.getPseudoClass("in-use");

    private final ImportViewModel screen;
    private final ParityViewModel model;
    private final Texts texts;
    private final Banner banner;
    private final Label about = Cards.wrapped("text-muted");
    private final Label found = Cards.wrapped("card-heading");
    private final Label count = Controls.label("", "text-muted");
    private final ProgressBar bar = new ProgressBar(0);
    private final Label doing = Controls.label("", "text-muted");
    private final HBox working;
    private final Button again;
    private final Button take;
    private final StackPane empty;
    private final TableView<Row> table = new TableView<>();

    ParityPage(ImportViewModel screen, Texts texts) {
        super(12);
        this.screen = screen;
        this.model = screen.parity();
        this.texts = texts;
        this.banner = new Banner(texts.locale());
        this.again = Controls.button(Feather.REFRESH_CW, texts.get("parity.again"), model::compare);
        this.take = Controls.button(Feather.CHECK, texts.get("parity.take"), this::take);
        this.working = working();
        this.empty = empty();
        about.setText(texts.get("parity.about"));
        getStyleClass().add("teach-page");
        setId("import-parity");
        setVgrow(table, Priority.ALWAYS);
        setVgrow(empty, Priority.ALWAYS);
        fill();
        QuestionBar question = new QuestionBar(model.questionProperty(), model::answer, model::forgetQuestion, texts);
        getChildren().addAll(about, tools(), banner, question, working, found, empty, table);
        Stream.of(
                        model.samplesProperty(),
                        model.resultProperty(),
                        model.readingProperty(),
                        model.comparingProperty(),
                        model.faultProperty(),
                        model.nowProperty())
                .forEach(p -> Follow.changes(this, p, this::refresh));
        refresh();
    }

    private HBox tools() {
        Button folder = Controls.button(Feather.FOLDER_PLUS, texts.get("parity.folder"), this::choose);
        take.getStyleClass().add("accent");
        take.setId("parity-take");
        HBox row = new HBox(10, folder, again, count, Controls.spacer(), take);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private void choose() {
        DirectoryChooser chooser = new DirectoryChooser();
        chooser.setTitle(texts.get("parity.folder"));
        File folder = chooser.showDialog(getScene().getWindow());
        Optional.ofNullable(folder).ifPresent(f -> model.drop(List.of(f.toPath())));
    }

    private HBox working() {
        bar.setPrefWidth(300);
        bar.setAccessibleText(texts.get("parity.comparing"));
        HBox row = new HBox(
                12,
                bar,
                doing,
                Controls.spacer(),
                Controls.button(Feather.X, texts.get("import.cancel"), model::cancel));
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private StackPane empty() {
        Label title = Controls.label(texts.get("parity.drop"), "drop-title");
        Label note = Cards.wrapped("text-muted", "drop-text");
        note.setText(texts.get("parity.dropNote"));
        VBox words = new VBox(12, Controls.icon(Feather.UPLOAD_CLOUD), title, note);
        words.setAlignment(Pos.CENTER);
        words.setFillWidth(false);
        StackPane pane = new StackPane(words);
        pane.getStyleClass().add("drop-here");
        return pane;
    }

    private void fill() {
        table.setAccessibleText(texts.get("parity.table"));
        table.setId("parity-table");
        table.getStyleClass().add("review-table");
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.getColumns().add(column("inUse", 90, r -> model.isInUse(r) ? "✓" : ""));
        table.getColumns().add(column("order", 100, r -> r.way().order()));
        table.getColumns()
                .add(column(
                        "normalisation",
                        210,
                        r -> texts.get("parity.outside." + r.way().outside())));
        table.getColumns()
                .add(column(
                        "resize", 170, r -> texts.get("parity.area." + r.way().area())));
        table.getColumns()
                .add(column(
                        "auroc",
                        100,
                        r -> r.auroc().isEmpty() ? "–" : texts.number(r.auroc().getAsDouble(), 3)));
        table.getColumns().add(column("good", 110, r -> number(r.good())));
        table.getColumns().add(column("defects", 110, r -> number(r.defects())));
        table.getColumns().add(column("shift", 110, r -> number(r.shift())));
        table.getColumns().add(column("saturated", 110, r -> texts.percent(r.saturated())));
        table.setRowFactory(t -> new WayRow());
        table.setOnKeyPressed(e -> {
            if (e.getCode() == KeyCode.ENTER) {
                take();
                e.consume();
            }
        });
        table.getSelectionModel().selectedItemProperty().addListener(o -> refreshTake());
    }

    private TableColumn<Row, String> column(String key, double width, Function<Row, String> value) {
        TableColumn<Row, String> column = new TableColumn<>(texts.get("parity." + key));
        column.setCellValueFactory(c -> new ReadOnlyStringWrapper(value.apply(c.getValue())));
        column.setSortable(false);
        column.setPrefWidth(width);
        return column;
    }

    private String number(double value) {
        return Double.isNaN(value) ? "–" : texts.number(value, 4);
    }

    /** A double click takes the row. */
    private final class WayRow extends TableRow<Row> {
        WayRow() {
            getStyleClass().add("way-row");
            setOnMouseClicked(e -> {
                if (e.getClickCount() == 2 && !isEmpty()) {
                    take();
                }
            });
        }

        @Override
        protected void updateItem(Row item, boolean none) {
            super.updateItem(item, none);
            pseudoClassStateChanged(IN_USE, item != null && !none && model.isInUse(item));
        }
    }

    private void take() {
        Optional.ofNullable(table.getSelectionModel().getSelectedItem()).ifPresent(screen::take);
    }

    private void refresh() {
        List<Sample> samples = model.samplesProperty().get();
        long defects = samples.stream().filter(Sample::isDefect).count();
        count.setText(samples.isEmpty() ? "" : texts.get("parity.count", samples.size() - defects, defects));
        Optional<Job.Stand> reading = model.readingProperty().get();
        Optional<Job.Stand> comparing = model.comparingProperty().get();
        boolean busy = reading.isPresent() || comparing.isPresent();
        Controls.show(busy, working);
        bar.setProgress(comparing.map(Job.Stand::share).filter(s -> s >= 0).orElse(-1.0));
        doing.setText(comparing
                .map(s -> texts.get("parity.comparingOf", s.done(), s.total()))
                .orElse(texts.get("parity.reading")));
        banner.show(model.faultProperty().get());
        Optional<ParityDoctor> result = model.resultProperty().get();
        Controls.show(result.isPresent(), table, found, take);
        Controls.show(result.isEmpty(), empty);
        Controls.show(result.isEmpty() && !samples.isEmpty() && !busy, again);
        List<Row> rows = result.map(ParityDoctor::rows).orElse(List.of());
        if (table.getItems().equals(rows)) {
            table.refresh();
        } else {
            table.getItems().setAll(rows);
            result.ifPresent(r -> table.getSelectionModel().select(r.better().orElse(rows.get(0))));
        }
        found.setText(result.map(this::words).orElse(""));
        refreshTake();
    }

    private void refreshTake() {
        Row chosen = table.getSelectionModel().getSelectedItem();
        take.setDisable(chosen == null || model.isInUse(chosen));
    }

    private String words(ParityDoctor doctor) {
        Row used = model.inUse().orElse(doctor.rows().get(0));
        String said = used.auroc().isEmpty() ? texts.get("parity.noBoth") : compared(doctor, used);
        return ParityDoctor.isSaturated(used)
                ? said + " " + texts.get("parity.saturatedWords", texts.percent(used.saturated()))
                : said;
    }

    /** The best way against the one in use; where that is the best, against the one before. */
    private String compared(ParityDoctor doctor, Row used) {
        Row first = doctor.rows().get(0);
        Row best = doctor.better().orElse(first);
        boolean taken = best.equals(used);
        double most = best.auroc().orElseThrow();
        double other = (taken ? first : used).auroc().orElseThrow();
        return most > other
                ? texts.get(
                        taken ? "parity.betterTaken" : "parity.better", texts.number(most, 3), texts.number(other, 3))
                : texts.get("parity.noBetter");
    }
}
