package loupe.ui.calibrate;

import java.util.OptionalDouble;
import javafx.beans.property.DoubleProperty;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.TextFormatter;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import loupe.calibrate.Words;
import loupe.ui.widget.Controls;
import loupe.ui.widget.Follow;
import loupe.ui.widget.Texts;

/** A number with its name and unit. Enter, a lost focus or the arrow keys take what was typed; nonsense is undone. */
final class NumberField extends HBox {
    private static final double STEP = 1.25;

    private final Term term;
    private final DoubleProperty value;
    private final TextField field = new TextField();
    private final Texts texts;

    NumberField(Term term, DoubleProperty value, Texts texts) {
        super(6);
        this.term = term;
        this.value = value;
        this.texts = texts;
        Label name = Controls.label(texts.get("term." + term), "term-name");
        name.setWrapText(true);
        name.setLabelFor(field);
        field.setPrefColumnCount(5);
        field.setMinWidth(74);
        field.setMaxWidth(74);
        field.setAlignment(Pos.CENTER_RIGHT);
        field.setAccessibleText(texts.get("term." + term));
        field.setTextFormatter(new TextFormatter<>(c -> c.getControlNewText().length() > 14 ? null : c));
        field.setOnAction(e -> take());
        field.focusedProperty().addListener((o, old, now) -> {
            if (!now) {
                take();
            }
        });
        field.setOnKeyPressed(e -> {
            if (e.getCode() == KeyCode.UP || e.getCode() == KeyCode.DOWN) {
                step(e.getCode() == KeyCode.UP);
                e.consume();
            }
        });
        Label unit = Controls.label(term.unit == Term.Unit.SHARE ? "%" : "", "term-unit");
        getChildren().addAll(name, Controls.spacer(), field, unit);
        setAlignment(Pos.CENTER_LEFT);
        Follow.changes(this, value, this::write);
        write();
    }

    private double factor() {
        return term.unit == Term.Unit.SHARE ? 100 : 1;
    }

    private void write() {
        String text = new Words(texts.locale()).number(value.get() * factor());
        if (!text.equals(field.getText())) {
            field.setText(text);
        }
    }

    private void step(boolean up) {
        take();
        double now = value.get();
        double next = term.unit == Term.Unit.COUNT ? now + (up ? 1 : -1) : up ? now * STEP : now / STEP;
        if (term == Term.MARGIN) {
            next = now + (up ? 0.05 : -0.05);
        }
        value.set(term.clamped(next));
    }

    private void take() {
        OptionalDouble typed = texts.parsed(field.getText().strip());
        if (typed.isPresent()) {
            double wanted = typed.getAsDouble() / factor();
            value.set(term.clamped(term.unit == Term.Unit.COUNT ? Math.rint(wanted) : wanted));
        }
        write();
    }
}
