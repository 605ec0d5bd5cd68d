package loupe.ui.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import loupe.domain.Outcome;
import loupe.domain.Recipe;
import loupe.trace.Decision;
import loupe.ui.history.WhatIfViewModel.Case;
import loupe.ui.widget.Controls;
import loupe.ui.widget.Follow;
import loupe.ui.widget.RelativeScore;
import loupe.ui.widget.ScoreHistogram;
import loupe.ui.widget.Texts;
import org.kordamp.ikonli.feather.Feather;

/** Two limits to drag over the last parts, and what would have become of them. */
final class WhatIfPane extends StackPane {
    private static final List<Outcome> VERDICTS = List.of(Outcome.PASS, Outcome.REVIEW, Outcome.FAIL);

    private final HistoryViewModel history;
    private final WhatIfViewModel model;
    private final Texts texts;
    private final Label title = Controls.label("", "card-heading");
    private final ScoreHistogram histogram;
    private final GridPane grid = new GridPane();
    private final Label known = wrapped();
    private final Label notes = wrapped();
    private final Label changes = Controls.label("", "card-title");
    private final ObservableList<WhatIf.Change> listed = FXCollections.observableArrayList();
    private final VBox content;
    private final Label empty;
    private WhatIf shown;

    WhatIfPane(HistoryViewModel history, Texts texts) {
        this.history = history;
        this.model = history.whatIf();
        this.texts = texts;
        this.histogram = new ScoreHistogram(texts, v -> model.setReview(raw(v)), v -> model.setFail(raw(v)));
        this.empty = Controls.label(texts.get("whatIf.empty"), "text-muted");
        empty.setWrapText(true);
        this.content = new VBox(10, head(), card(histogram, known), card(grid, notes), list());
        VBox.setVgrow(content.getChildren().get(3), Priority.ALWAYS);
        grid.setHgap(18);
        grid.setVgap(4);
        getChildren().addAll(content, empty);
        Follow.changes(this, model.caseProperty(), this::refresh);
        refresh();
    }

    private static Label wrapped() {
        Label label = Controls.label("", "text-muted");
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        return label;
    }

    private HBox head() {
        Button reset = Controls.button(Feather.ROTATE_CCW, texts.get("whatIf.reset"), model::reset);
        reset.setMinWidth(USE_PREF_SIZE);
        title.setMinWidth(0);
        HBox row = new HBox(10, title, Controls.spacer(), reset);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private static VBox card(javafx.scene.Node content, Label words) {
        VBox card = new VBox(8, content, words);
        card.getStyleClass().add("panel-card");
        return card;
    }

    private VBox list() {
        TableView<WhatIf.Change> table = new TableView<>(listed);
        table.getStyleClass().addAll("review-table", "dense");
        table.setAccessibleText(texts.get("whatIf.changed"));
        table.setPlaceholder(Controls.label(texts.get("whatIf.same"), "text-muted"));
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_ALL_COLUMNS);
        table.setFixedCellSize(30);
        table.setPrefHeight(140);
        table.setMinHeight(90);
        table.getColumns()
                .add(column("history.score", c -> texts.number(relative(c.part().score()), 2)));
        table.getColumns().add(column("whatIf.was", c -> texts.outcome(c.part().outcome())));
        table.getColumns().add(column("whatIf.would", c -> texts.outcome(c.would())));
        table.getColumns()
                .add(column(
                        "history.said",
                        c -> c.part()
                                .good()
                                .map(g -> texts.get(g ? "said.good" : "said.bad"))
                                .orElse("")));
        table.getSelectionModel()
                .selectedItemProperty()
                .addListener((o, old, now) -> Optional.ofNullable(now)
                        .ifPresent(c -> history.select(c.part().id())));
        VBox.setVgrow(table, Priority.ALWAYS);
        VBox card = new VBox(6, changes, table);
        card.getStyleClass().add("panel-card");
        return card;
    }

    private TableColumn<WhatIf.Change, String> column(
            String key, java.util.function.Function<WhatIf.Change, String> text) {
        TableColumn<WhatIf.Change, String> column = new TableColumn<>(texts.get(key));
        column.setSortable(false);
        column.setCellValueFactory(f -> new ReadOnlyObjectWrapper<>(text.apply(f.getValue())));
        return column;
    }

    private void refresh() {
        Optional<Case> now = model.caseProperty().get();
        content.setVisible(now.isPresent());
        empty.setVisible(now.isEmpty());
        now.ifPresent(this::show);
    }

    private void show(Case now) {
        Recipe recipe = now.recipe();
        title.setText(texts.get("whatIf.title", recipe.name(), now.result().parts()));
        if (now.replay() != shown) {
            shown = now.replay();
            histogram.show(shown.parts().stream()
                    .mapToDouble(Decision::score)
                    .map(this::relative)
                    .toArray());
            notes.setText(notes(now));
        }
        histogram.limits(relative(now.review()), relative(now.fail()));
        fillGrid(now.result());
        known.setText(known(now.result().known()));
        changes.setText(texts.get(
                "whatIf.changes", now.result().changes(), now.result().changed().size()));
        listed.setAll(now.result().changed());
    }

    private void fillGrid(WhatIf.Result result) {
        grid.getChildren().clear();
        int column = 1;
        for (Outcome outcome : VERDICTS) {
            grid.add(Controls.label(texts.outcome(outcome), "text-muted"), column++, 0);
        }
        grid.add(Controls.label(texts.get("whatIf.yield"), "text-muted"), column, 0);
        grid.add(Controls.label(texts.get("whatIf.was"), "text-muted"), 0, 1);
        grid.add(Controls.label(texts.get("whatIf.would"), "text-muted"), 0, 2);
        column = 1;
        for (Outcome outcome : VERDICTS) {
            number(texts.integer(result.was(outcome)), column, 1, false);
            number(texts.integer(result.would(outcome)), column++, 2, result.was(outcome) != result.would(outcome));
        }
        double parts = Math.max(1, result.parts());
        number(texts.percent(result.was(Outcome.PASS) / parts), column, 1, false);
        number(
                texts.percent(result.would(Outcome.PASS) / parts),
                column,
                2,
                result.was(Outcome.PASS) != result.would(Outcome.PASS));
    }

    private void number(String text, int column, int row, boolean other) {
        Label label = Controls.label(text, other ? "what-if-other" : "what-if-number");
        GridPane.setHalignment(label, HPos.LEFT);
        grid.add(label, column, row);
    }

    private String known(WhatIf.Known k) {
        return k.bad() + k.good() == 0
                ? texts.get("whatIf.noWords")
                : texts.get("whatIf.words", k.bad(), k.escapes(), k.good(), k.overkill());
    }

    private String notes(Case now) {
        List<String> lines = new ArrayList<>();
        lines.add(texts.get("whatIf.honest"));
        if (now.byVersion().size() > 1) {
            String versions = now.byVersion().entrySet().stream()
                    .map(e -> "v" + e.getKey() + " " + texts.integer(e.getValue()))
                    .collect(Collectors.joining(", "));
            lines.add(texts.get("whatIf.versions", versions));
        }
        if (now.left() > 0) {
            lines.add(texts.get("whatIf.left", now.left()));
        }
        return String.join(" ", lines);
    }

    private double relative(double raw) {
        return model.caseProperty()
                .get()
                .map(c -> RelativeScore.of(raw, c.recipe()))
                .orElse(Double.NaN);
    }

    /** The reverse of {@link RelativeScore#of}. */
    private double raw(double relative) {
        return model.caseProperty()
                .get()
                .map(c -> RelativeScore.raw(relative, c.recipe()))
                .orElse(Double.NaN);
    }
}
