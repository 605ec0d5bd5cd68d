package loupe.ui.review;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.image.ImageView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import loupe.domain.DefectClass;
import loupe.ui.widget.ClassSwatches;
import loupe.ui.widget.Controls;
import loupe.ui.widget.Follow;
import loupe.ui.widget.FxImages;
import loupe.ui.widget.OutcomeShape;
import loupe.ui.widget.RelativeScore;
import loupe.ui.widget.Texts;

/** The rows of a review; sorts by any column. */
final class ReviewTable extends TableView<ReviewItem> {
    /** Widths, pixels, below which columns that matter less make room. */
    private static final double WIDE = 740;

    private static final double NARROW = 580;

    private static final double CLASS = 118;
    /** Classes that a row has room for. */
    private static final int CLASSES = 2;

    private final ReviewViewModel model;
    private final Texts texts;

    ReviewTable(ReviewViewModel model, Texts texts) {
        super(model.items());
        this.model = model;
        this.texts = texts;
        getStyleClass().addAll("review-table", "dense");
        setAccessibleText(texts.get("review.table"));
        setPlaceholder(Controls.label(texts.get("review.empty"), "text-muted"));
        setColumnResizePolicy(CONSTRAINED_RESIZE_POLICY_ALL_COLUMNS);
        setFixedCellSize(52);
        TableColumn<ReviewItem, ReviewItem> file = rows("review.file", 110, ReviewItem::name, this::fill);
        file.setMaxWidth(Double.MAX_VALUE);
        TableColumn<ReviewItem, Double> score =
                numbers("review.score", 64, ReviewTable::score, v -> Double.isNaN(v) ? "–" : texts.number(v, 2));
        TableColumn<ReviewItem, Double> regions = numbers(
                "review.regions", 74, i -> i.inspection().verdict().regions().size(), v -> texts.number(v, 0));
        TableColumn<ReviewItem, ReviewItem> kinds = kinds();
        TableColumn<ReviewItem, ReviewItem> size =
                rows("review.size", 100, ReviewTable::size, (cell, i) -> cell.setText(size(i)));
        TableColumn<ReviewItem, Double> ms =
                numbers("review.ms", 60, ReviewItem::milliseconds, v -> Double.isNaN(v) ? "–" : texts.number(v, 0));
        TableColumn<ReviewItem, ReviewItem> word =
                rows("review.override", 100, this::override, (cell, i) -> cell.setText(override(i)));
        getColumns().add(pictures());
        getColumns().add(file);
        getColumns().add(verdicts());
        getColumns().add(score);
        getColumns().add(kinds);
        getColumns().add(regions);
        getColumns().add(size);
        getColumns().add(ms);
        getColumns().add(word);
        giveWay(kinds, List.of(size, ms), regions);
        getSelectionModel().selectedItemProperty().addListener((o, old, now) -> {
            if (now != null) {
                model.select(now);
            }
        });
    }

    /** What matters less makes room for the rest. */
    private void giveWay(
            TableColumn<ReviewItem, ?> kinds, List<TableColumn<ReviewItem, ?>> first, TableColumn<ReviewItem, ?> last) {
        Runnable arrange = () -> {
            boolean told = model.tellsClasses();
            double room = getWidth() - (told ? CLASS : 0);
            kinds.setVisible(told);
            first.forEach(c -> c.setVisible(room > WIDE));
            last.setVisible(room > NARROW);
        };
        widthProperty().addListener(o -> arrange.run());
        Follow.changes(this, model.items(), arrange);
        arrange.run();
    }

    private void fill(TableCell<ReviewItem, ReviewItem> cell, ReviewItem item) {
        boolean error = item.inspection().verdict().fault().isPresent();
        String text = error
                ? item.name() + "\n" + item.inspection().verdict().fault().get().id() + " "
                        + item.inspection().faultText()
                : item.name();
        cell.setText(text);
        cell.setTooltip(new Tooltip(text));
    }

    private TableColumn<ReviewItem, ReviewItem> pictures() {
        TableColumn<ReviewItem, ReviewItem> column = rows("review.picture", 76, ReviewItem::number, (cell, item) -> {
            ImageView view = new ImageView(FxImages.of(item.thumbnail()));
            cell.setGraphic(item.thumbnail().isEmpty() ? null : view);
        });
        column.setSortable(false);
        return column;
    }

    private TableColumn<ReviewItem, ReviewItem> verdicts() {
        TableColumn<ReviewItem, ReviewItem> column =
                rows("review.verdict", 120, i -> i.inspection().outcome(), (cell, item) -> {
                    OutcomeShape shape = new OutcomeShape(14);
                    shape.show(Optional.of(item.inspection().outcome()));
                    Label label = Controls.label(texts.outcome(item.inspection().outcome()), "verdict-cell");
                    HBox box = new HBox(shape);
                    box.setMinWidth(18);
                    box.setAlignment(Pos.CENTER);
                    label.setGraphic(box);
                    cell.setGraphic(label);
                });
        column.setComparator(Comparator.comparing(i -> i.inspection().outcome()));
        return column;
    }

    /** Not there while no model told classes apart. */
    private TableColumn<ReviewItem, ReviewItem> kinds() {
        TableColumn<ReviewItem, ReviewItem> column = rows("review.class", CLASS, ReviewTable::kind, this::fillKinds);
        column.setComparator(Comparator.comparing(ReviewTable::kind)
                .thenComparing(i -> i.inspection().verdict().regions().size()));
        return column;
    }

    private static String kind(ReviewItem item) {
        return item.inspection().verdict().kind().map(DefectClass::name).orElse("");
    }

    /** The worst class first, with how many places; all of them in words where there are more than fit. */
    private void fillKinds(TableCell<ReviewItem, ReviewItem> cell, ReviewItem item) {
        Map<DefectClass, Integer> counts = item.inspection().verdict().counts();
        String all = item.classes().text();
        cell.setAccessibleText(all);
        cell.setTooltip(all.isEmpty() ? null : new Tooltip(all));
        if (counts.isEmpty()) {
            cell.setText(all);
            return;
        }
        int shown = counts.size() > CLASSES ? CLASSES - 1 : CLASSES;
        Map<DefectClass, Integer> worst = new LinkedHashMap<>();
        counts.entrySet().stream().limit(shown).forEach(e -> worst.put(e.getKey(), e.getValue()));
        ClassSwatches swatches = new ClassSwatches(texts);
        swatches.show(worst);
        VBox box = new VBox(2, swatches);
        box.setAlignment(Pos.CENTER_LEFT);
        if (counts.size() > shown) {
            box.getChildren().add(Controls.label("+ " + texts.integer(counts.size() - shown), "text-muted"));
        }
        cell.setGraphic(box);
    }

    private TableColumn<ReviewItem, Double> numbers(
            String key, double width, Function<ReviewItem, ? extends Number> value, Function<Double, String> format) {
        TableColumn<ReviewItem, Double> column = new TableColumn<>(texts.get(key));
        column.setPrefWidth(width);
        column.setMinWidth(width);
        column.setMaxWidth(width * 1.3);
        column.setCellValueFactory(
                f -> new ReadOnlyObjectWrapper<>(value.apply(f.getValue()).doubleValue()));
        column.setCellFactory(c -> new TableCell<>() {
            @Override
            protected void updateItem(Double v, boolean empty) {
                super.updateItem(v, empty);
                setText(empty || v == null ? "" : format.apply(v));
            }
        });
        column.getStyleClass().add("number-column");
        return column;
    }

    private <C extends Comparable<? super C>> TableColumn<ReviewItem, ReviewItem> rows(
            String key, double width, Function<ReviewItem, C> order, Filler filler) {
        TableColumn<ReviewItem, ReviewItem> column = new TableColumn<>(texts.get(key));
        column.setPrefWidth(width);
        column.setMinWidth(width);
        column.setMaxWidth(width * 1.3);
        column.setComparator(Comparator.comparing(order));
        column.setCellValueFactory(f -> new ReadOnlyObjectWrapper<>(f.getValue()));
        column.setCellFactory(c -> new TableCell<>() {
            @Override
            protected void updateItem(ReviewItem item, boolean empty) {
                super.updateItem(item, empty);
                setText(null);
                setGraphic(null);
                setTooltip(null);
                setAccessibleText(null);
                if (!empty && item != null) {
                    filler.fill(this, item);
                }
            }
        });
        return column;
    }

    /** Puts an item into a cell. */
    private interface Filler {
        void fill(TableCell<ReviewItem, ReviewItem> cell, ReviewItem item);
    }

    private static double score(ReviewItem item) {
        return RelativeScore.of(
                item.inspection().verdict().score(), item.inspection().recipe());
    }

    private static String size(ReviewItem item) {
        return item.width() == 0 ? "–" : item.width() + " × " + item.height();
    }

    private String override(ReviewItem item) {
        return item.override().map(o -> ReviewExport.words(o, texts)).orElse("");
    }

    /** Selects the row that the model has chosen, for example by the arrow keys of the viewer. */
    void follow(ReviewItem item, Consumer<Integer> reveal) {
        for (int row = 0; row < getItems().size(); row++) {
            if (getItems().get(row).number() == item.number()) {
                if (getSelectionModel().getSelectedIndex() != row) {
                    getSelectionModel().clearAndSelect(row);
                    reveal.accept(row);
                }
                return;
            }
        }
    }
}
