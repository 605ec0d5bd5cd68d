package loupe.ui.history;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import loupe.domain.DefectClass;
import loupe.ui.widget.Controls;
import loupe.ui.widget.Follow;
import loupe.ui.widget.OutcomeShape;
import loupe.ui.widget.Texts;

/** The rows of the journal, newest first; the next page is read before its end is reached. */
final class HistoryTable extends TableView<HistoryRow> {
    private static final double WIDE = 720;
    private static final double NARROW = 560;
    private static final double CLASS = 96;
    /** Rows before the end at which more are read. */
    private static final int AHEAD = 60;

    private final HistoryViewModel model;
    private final Texts texts;
    private final DateTimeFormatter time;

    HistoryTable(HistoryViewModel model, Texts texts) {
        super(model.rows());
        this.model = model;
        this.texts = texts;
        this.time = DateTimeFormatter.ofPattern(texts.get("history.timePattern"), texts.locale())
                .withZone(ZoneId.systemDefault());
        getStyleClass().addAll("review-table", "dense");
        setAccessibleText(texts.get("history.table"));
        setPlaceholder(Controls.label(texts.get("history.empty"), "text-muted"));
        setColumnResizePolicy(CONSTRAINED_RESIZE_POLICY_ALL_COLUMNS);
        setFixedCellSize(34);
        TableColumn<HistoryRow, String> lot =
                column("history.lot", 84, r -> r.row().lot().orElse(""));
        TableColumn<HistoryRow, String> camera =
                column("history.source", 110, r -> r.row().frame().camera());
        getColumns().add(column("history.time", 166, r -> time.format(r.row().at())));
        getColumns().add(verdicts());
        getColumns().add(number(column("history.score", 56, this::score)));
        getColumns()
                .add(column(
                        "history.recipe",
                        150, // the version stands at the end
                        r -> r.row().decidedBy().recipe() + " v"
                                + r.row().decidedBy().version()));
        getColumns().add(kinds());
        getColumns().add(lot);
        getColumns().add(camera);
        getColumns().add(column("history.said", 92, this::word));
        getColumns().forEach(c -> c.setSortable(false)); // by time, whatever is not read yet included
        giveWay(lot, camera);
        getSelectionModel().selectedItemProperty().addListener((o, old, now) -> {
            if (now != null) {
                model.select(now);
            }
        });
        Follow.changes(this, model.selectedProperty(), this::follow);
    }

    /** What matters less makes room for the rest; a column of lots is not there without lots. */
    private void giveWay(TableColumn<HistoryRow, String> lot, TableColumn<HistoryRow, String> camera) {
        Runnable arrange = () -> {
            double room = getWidth() - (model.classes().isEmpty() ? 0 : CLASS);
            camera.setVisible(room > WIDE);
            lot.setVisible(room > NARROW && !model.lots().isEmpty());
        };
        widthProperty().addListener(o -> arrange.run());
        Follow.changes(this, model.lots(), arrange);
        Follow.changes(this, model.classes(), arrange);
    }

    /** Not there while no model told classes apart. */
    private TableColumn<HistoryRow, String> kinds() {
        TableColumn<HistoryRow, String> column = column("history.class", CLASS, HistoryTable::kind);
        column.visibleProperty().bind(Bindings.isNotEmpty(model.classes()));
        return column;
    }

    private static String kind(HistoryRow row) {
        return row.row().kind().map(DefectClass::name).orElse("");
    }

    private String score(HistoryRow row) {
        return Double.isNaN(row.score()) ? "–" : texts.number(row.score(), 2);
    }

    private String word(HistoryRow row) {
        return row.word()
                .map(w -> texts.get(w.good() ? "said.good" : "said.bad"))
                .orElse("");
    }

    private TableColumn<HistoryRow, String> number(TableColumn<HistoryRow, String> column) {
        column.getStyleClass().add("number-column");
        return column;
    }

    private TableColumn<HistoryRow, String> column(String key, double width, Function<HistoryRow, String> text) {
        TableColumn<HistoryRow, String> column = new TableColumn<>(texts.get(key));
        column.setPrefWidth(width);
        column.setMinWidth(width * 0.8);
        column.setCellValueFactory(f -> new ReadOnlyObjectWrapper<>(text.apply(f.getValue())));
        column.setCellFactory(c -> new TableCell<>() {
            @Override
            protected void updateItem(String value, boolean empty) {
                super.updateItem(value, empty);
                setText(empty ? "" : value);
                if (!empty && getIndex() >= getTableView().getItems().size() - AHEAD) {
                    model.more();
                }
            }
        });
        return column;
    }

    private TableColumn<HistoryRow, HistoryRow> verdicts() {
        TableColumn<HistoryRow, HistoryRow> column = new TableColumn<>(texts.get("history.verdict"));
        column.setPrefWidth(106);
        column.setMinWidth(104);
        column.setCellValueFactory(f -> new ReadOnlyObjectWrapper<>(f.getValue()));
        column.setCellFactory(c -> new VerdictCell(texts));
        return column;
    }

    private static final class VerdictCell extends TableCell<HistoryRow, HistoryRow> {
        private final Texts texts;
        private final OutcomeShape shape = new OutcomeShape(13);
        private final Label label = Controls.label("", "verdict-cell");
        private final HBox box;

        VerdictCell(Texts texts) {
            this.texts = texts;
            StackPane place = new StackPane(shape);
            place.setMinWidth(18);
            this.box = new HBox(6, place, label);
            box.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
        }

        @Override
        protected void updateItem(HistoryRow row, boolean empty) {
            super.updateItem(row, empty);
            setGraphic(empty || row == null ? null : box);
            if (row != null) {
                shape.show(Optional.of(row.row().outcome()));
                label.setText(texts.outcome(row.row().outcome()));
            }
        }
    }

    /** Selects the row that the model has chosen, for example by the arrow keys of the viewer. */
    private void follow() {
        model.selectedProperty().get().ifPresent(row -> {
            int at = getItems().indexOf(row);
            if (at >= 0 && getSelectionModel().getSelectedIndex() != at) {
                getSelectionModel().clearAndSelect(at);
                scrollTo(Math.max(0, at - 3));
            } else if (at < 0) {
                getSelectionModel().clearSelection();
            }
        });
    }
}
