package loupe.ui.history;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import loupe.app.ShadowReport;
import loupe.calibrate.McNemar;
import loupe.calibrate.Words;
import loupe.domain.Inspection;
import loupe.domain.Recipe;
import loupe.ui.history.ShadowViewModel.Row;
import loupe.ui.history.ShadowViewModel.Shown;
import loupe.ui.widget.Banner;
import loupe.ui.widget.Controls;
import loupe.ui.widget.Follow;
import loupe.ui.widget.RelativeScore;
import loupe.ui.widget.Texts;
import org.kordamp.ikonli.feather.Feather;

/** A candidate beside the line: start and stop, the counts with their test, the disagreements, promotion. */
final class ShadowPane extends VBox {
    private final ShadowViewModel model;
    private final Texts texts;
    private final Words words;
    private final Consumer<String> open;
    private final Banner banner;
    private final Label heading = Controls.label("", "card-title");
    private final Label counts = Controls.label("", "text-muted");
    private final GridPane grid = new GridPane();
    private final Label sentence = Controls.label("");
    private final Label people = Controls.label("", "text-muted");
    private final ObservableList<Row> rows = FXCollections.observableArrayList();
    private final TableView<Row> table = new TableView<>(rows);
    private final ComboBox<Recipe> choice;
    private final Button start;
    private final Button stop;
    private final Button promote;

    /** {@code open} shows the part with this inspection id. */
    ShadowPane(ShadowViewModel model, Texts texts, Consumer<String> open) {
        super(10);
        this.model = model;
        this.texts = texts;
        this.open = open;
        this.words = new Words(texts.locale());
        this.banner = new Banner(texts.locale());
        this.choice = choice();
        this.start = Controls.button(
                Feather.PLAY,
                texts.get("shadow.start"),
                () -> Optional.ofNullable(chosen()).ifPresent(model::start));
        this.stop = Controls.button(Feather.SQUARE, texts.get("shadow.stop"), model::stop);
        this.promote = Controls.button(Feather.ARROW_UP_CIRCLE, texts.get("shadow.promote"), model::promote);
        promote.getStyleClass().add("accent");
        getStyleClass().add("shadow-pane");
        for (Label text : new Label[] {heading, counts, sentence, people}) {
            text.setWrapText(true);
            text.setMinHeight(USE_PREF_SIZE);
        }
        grid.setHgap(22);
        grid.setVgap(4);
        columns();
        VBox card = new VBox(8, heading, counts, grid, sentence, people);
        card.getStyleClass().add("panel-card");
        VBox.setVgrow(table, Priority.ALWAYS);
        getChildren().addAll(controls(), banner, card, table);
        Follow.changes(this, model.shownProperty(), this::refresh);
        Follow.changes(this, model.promotingProperty(), this::buttons);
        Follow.changes(this, model.candidates(), this::offer);
        sceneProperty().addListener((o, old, now) -> {
            if (old == null && now != null) {
                model.watch();
            } else if (old != null && now == null) {
                model.unwatch();
            }
        });
        refresh();
        offer();
    }

    private HBox controls() {
        HBox.setHgrow(choice, Priority.ALWAYS);
        for (Button button : List.of(start, stop, promote)) {
            button.setMinWidth(USE_PREF_SIZE);
        }
        HBox row = new HBox(8, choice, start, stop, promote);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private Recipe chosen() {
        return choice.getValue();
    }

    private ComboBox<Recipe> choice() {
        ComboBox<Recipe> box = new ComboBox<>(model.candidates());
        box.setConverter(new StringConverter<>() {
            @Override
            public String toString(Recipe recipe) {
                return recipe == null ? "" : recipe.name() + " · v" + recipe.version();
            }

            @Override
            public Recipe fromString(String text) {
                return null;
            }
        });
        box.setMaxWidth(Double.MAX_VALUE);
        box.setMinWidth(120);
        box.setPromptText(texts.get("shadow.candidate"));
        box.setAccessibleText(texts.get("shadow.candidate"));
        box.setPlaceholder(Controls.label(texts.get("shadow.noCandidate"), "text-muted"));
        box.valueProperty().addListener(o -> buttons());
        return box;
    }

    /** The list was read anew: the choice made in it stays where it can. */
    private void offer() {
        if (choice.getValue() == null && !model.candidates().isEmpty()) {
            choice.setValue(model.candidates().get(0));
        }
    }

    private void columns() {
        table.getStyleClass().addAll("review-table", "dense");
        table.setAccessibleText(texts.get("shadow.table"));
        table.setPlaceholder(Controls.label(texts.get("shadow.none"), "text-muted"));
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_ALL_COLUMNS);
        table.setFixedCellSize(32);
        table.setMinHeight(120);
        column("shadow.part", 60, r -> texts.integer(r.parts().line().frame().id()));
        column("shadow.line", 110, r -> verdict(r.parts().line()));
        column("shadow.shadow", 110, r -> verdict(r.parts().shadow()));
        column(
                "shadow.word",
                90,
                r -> r.word()
                        .map(w -> texts.get(w.good() ? "shadow.good" : "shadow.bad"))
                        .orElse("–"));
        table.setOnMouseClicked(e -> {
            if (e.getClickCount() == 2) {
                openSelected();
            }
        });
        table.setOnKeyPressed(e -> {
            if (e.getCode() == KeyCode.ENTER) {
                openSelected();
                e.consume();
            }
        });
    }

    private void column(String key, double width, Function<Row, String> text) {
        TableColumn<Row, String> column = new TableColumn<>(texts.get(key));
        column.setSortable(false);
        column.setPrefWidth(width);
        column.setCellValueFactory(f -> new ReadOnlyObjectWrapper<>(text.apply(f.getValue())));
        table.getColumns().add(column);
    }

    private void openSelected() {
        Optional.ofNullable(table.getSelectionModel().getSelectedItem())
                .ifPresent(r -> open.accept(r.parts().line().id()));
    }

    private String verdict(Inspection part) {
        double score = RelativeScore.of(part.verdict().score(), part.recipe());
        return texts.outcome(part.outcome()) + (Double.isFinite(score) ? "  " + texts.number(score, 2) : "");
    }

    private void refresh() {
        Shown now = model.shownProperty().get();
        ShadowReport report = now.report();
        banner.show(report.fault());
        heading.setText(report.candidate()
                .map(c -> texts.get(
                        "shadow.heading." + report.state().name(),
                        name(c),
                        report.line().map(this::name).orElse("–")))
                .orElse(texts.get("shadow.off")));
        boolean any = report.candidate().isPresent();
        Controls.show(any, counts, grid, sentence, people);
        counts.setText(texts.get("shadow.counts", report.table().parts(), report.dropped()));
        fill(report.table());
        sentence.setText(words.of(report.table()));
        people.setText(
                now.right() + now.wrong() == 0
                        ? texts.get("shadow.noWords")
                        : texts.get("shadow.words", now.right() + now.wrong(), now.right(), now.wrong()));
        if (!rows.equals(now.rows())) {
            rows.setAll(now.rows());
        }
        buttons();
    }

    private void buttons() {
        ShadowReport.State state = model.shownProperty().get().report().state();
        start.setDisable(chosen() == null || state == ShadowReport.State.OPENING);
        stop.setDisable(state == ShadowReport.State.OFF);
        promote.setDisable(
                state != ShadowReport.State.RUNNING || model.promotingProperty().get());
    }

    private String name(Recipe recipe) {
        return recipe.name() + " v" + recipe.version();
    }

    private void fill(McNemar t) {
        grid.getChildren().clear();
        grid.add(Controls.label(texts.get("shadow.candidateGood"), "text-muted"), 1, 0);
        grid.add(Controls.label(texts.get("shadow.candidateNot"), "text-muted"), 2, 0);
        grid.add(Controls.label(texts.get("shadow.lineGood"), "text-muted"), 0, 1);
        grid.add(Controls.label(texts.get("shadow.lineNot"), "text-muted"), 0, 2);
        number(t.bothGood(), 1, 1, false);
        number(t.onlyFirst(), 2, 1, true);
        number(t.onlySecond(), 1, 2, true);
        number(t.neitherGood(), 2, 2, false);
    }

    private void number(long count, int column, int row, boolean disagree) {
        Label label = Controls.label(texts.integer(count), disagree && count > 0 ? "what-if-other" : "what-if-number");
        GridPane.setHalignment(label, HPos.LEFT);
        grid.add(label, column, row);
    }
}
