package loupe.ui.calibrate;

import javafx.geometry.HPos;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import loupe.calibrate.Confusion;
import loupe.ui.widget.Controls;
import loupe.ui.widget.Texts;

/** What became of the samples: pass, review and fail across, good parts and defects down. */
final class ConfusionGrid extends GridPane {
    private final Texts texts;
    private final Label good = Controls.label("", "confusion-side");
    private final Label defects = Controls.label("", "confusion-side");
    private final Label[] cells = new Label[6];

    ConfusionGrid(Texts texts) {
        this.texts = texts;
        getStyleClass().add("confusion");
        ColumnConstraints side = new ColumnConstraints();
        side.setMinWidth(84);
        getColumnConstraints().add(side);
        String[] heads = {
            texts.outcome(loupe.domain.Outcome.PASS),
            texts.outcome(loupe.domain.Outcome.REVIEW),
            texts.outcome(loupe.domain.Outcome.FAIL)
        };
        for (int i = 0; i < 3; i++) {
            ColumnConstraints column = new ColumnConstraints();
            column.setHgrow(Priority.ALWAYS);
            column.setFillWidth(true);
            getColumnConstraints().add(column);
            Label head = Controls.label(heads[i], "confusion-head");
            setHalignment(head, HPos.CENTER);
            add(head, i + 1, 0);
        }
        for (int i = 0; i < 6; i++) {
            cells[i] = Controls.label("", "confusion-cell");
            cells[i].setMaxWidth(Double.MAX_VALUE);
            add(cells[i], i % 3 + 1, Math.floorDiv(i, 3) + 1);
        }
        add(good, 0, 1);
        add(defects, 0, 2);
    }

    void show(Confusion c) {
        good.setText(texts.get("proof.good", c.good()));
        defects.setText(texts.get("proof.defects", c.defects()));
        set(0, c.goodPass(), c.goodPass() > 0 ? "right" : "empty");
        set(1, c.goodReview(), c.goodReview() > 0 ? "neutral" : "empty");
        set(2, c.goodFail(), c.goodFail() > 0 ? "wrong" : "empty");
        set(3, c.defectPass(), c.defectPass() > 0 ? "wrong" : "empty");
        set(4, c.defectReview(), c.defectReview() > 0 ? "neutral" : "empty");
        set(5, c.defectFail(), c.defectFail() > 0 ? "right" : "empty");
    }

    private void set(int cell, int count, String styleClass) {
        cells[cell].setText(texts.integer(count));
        Controls.restyle(cells[cell], "label", "confusion-cell", styleClass);
        String row = (cell < 3 ? good : defects).getText();
        String column = ((Label) getChildren().get(cell % 3)).getText();
        cells[cell].setAccessibleText(row + ", " + column + ": " + count);
    }
}
