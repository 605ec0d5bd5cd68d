package loupe.ui.calibrate;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleConsumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import loupe.calibrate.Words;
import loupe.ui.calibrate.SightViewModel.State;
import loupe.ui.widget.Banner;
import loupe.ui.widget.Cards;
import loupe.ui.widget.Controls;
import loupe.ui.widget.Follow;
import loupe.ui.widget.Texts;
import org.kordamp.ikonli.feather.Feather;

/** Is the smallest defect large enough for camera and model, and what would tiles or a part of the image cost? */
final class SightCard extends VBox {
    private static final double UNIT = 26;

    private final SightViewModel model;
    private final ReadOnlyObjectProperty<OptionalDouble> scale;
    private final Texts texts;
    private final Words words;
    private final TextField defect = new TextField();
    private final Label unit = Controls.label("", "text-muted");
    private final Label verdict = Cards.wrapped("promise-line");
    private final Label advice = Cards.wrapped("promise-line");
    private final Label now = Cards.wrapped("proof-note");
    private final TextField side = new TextField();
    private final Label then = Cards.wrapped("proof-note");
    private final Button tiles;
    private final ToggleButton draw;
    private final Button part;
    private final Button whole;
    private final Banner banner;

    /**
     * Binds.
     *
     * @param scale millimetres per pixel as just measured
     * @param framing on while the mouse draws a part of the image
     */
    SightCard(
            SightViewModel model, ReadOnlyObjectProperty<OptionalDouble> scale, BooleanProperty framing, Texts texts) {
        super(8);
        this.model = model;
        this.scale = scale;
        this.texts = texts;
        this.words = new Words(texts.locale());
        this.banner = new Banner(texts.locale());
        this.tiles = Controls.button(Feather.GRID, texts.get("sight.useTiles"), model::useTiles);
        this.draw = Controls.toggle(Feather.CROP, texts.get("sight.draw"));
        this.part = Controls.button(Feather.CHECK, texts.get("sight.usePart"), model::usePart);
        this.whole = Controls.button(Feather.MAXIMIZE, texts.get("sight.whole"), model::reset);
        draw.selectedProperty().bindBidirectional(framing);
        verdict.setId("sight-verdict");
        then.setId("sight-then");
        getStyleClass().add("panel-card");
        Label note = Cards.wrapped("proof-note");
        note.setText(texts.get("sight.note"));
        getChildren()
                .addAll(
                        Controls.label(texts.get("sight.title"), "card-title"),
                        row("sight.defect", defect, unit, this::takeDefect),
                        verdict,
                        now,
                        advice,
                        row("sight.tile", side, Controls.label("px", "text-muted"), v -> model.setTile((int) v)),
                        then,
                        new FlowPane(8, 8, tiles, draw, part, whole),
                        note,
                        banner);
        Follow.changes(this, model.stateProperty(), this::refresh);
        Follow.changes(this, model.storingProperty(), this::refresh);
        Follow.changes(this, scale, this::refresh);
        refresh();
    }

    private HBox row(String key, TextField field, Label measure, DoubleConsumer take) {
        Label name = Controls.label(texts.get(key), "term-name");
        name.setWrapText(true);
        name.setLabelFor(field);
        field.setPrefColumnCount(5);
        field.setMaxWidth(84);
        field.setMinWidth(84);
        field.setAlignment(Pos.CENTER_RIGHT);
        field.setAccessibleText(texts.get(key));
        field.setId(key.replace('.', '-'));
        field.setOnAction(e -> taken(field, take));
        field.focusedProperty().addListener((o, old, focused) -> {
            if (!focused) {
                taken(field, take);
            }
        });
        measure.setMinWidth(UNIT);
        HBox row = new HBox(6, name, Controls.spacer(), field, measure);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    /** Takes what was typed; a field that was only passed through changes nothing. What is no number is undone. */
    private void taken(TextField field, DoubleConsumer take) {
        if (!field.getText().equals(field.getUserData())) {
            field.setUserData(field.getText());
            texts.parsed(field.getText().strip())
                    .ifPresentOrElse(take, () -> field.setPromptText(texts.get("sight.number")));
        }
        refresh();
    }

    private OptionalDouble perPixel() {
        return scale.get().isPresent() ? scale.get() : model.scale();
    }

    private void takeDefect(double size) {
        OptionalDouble mm = perPixel();
        model.setDefect(mm.isPresent() ? size / mm.getAsDouble() : size);
    }

    private void refresh() {
        State s = model.stateProperty().get();
        OptionalDouble mm = perPixel();
        unit.setText(mm.isPresent() ? "mm" : "px");
        show(defect, words.number(mm.isPresent() ? s.defect() * mm.getAsDouble() : s.defect()));
        show(side, s.tiling().map(t -> Integer.toString(t.width())).orElse(""));
        verdict.setText(
                s.sight().map(v -> words.of(v, mm)).orElse(s.fault().isPresent() ? "" : texts.get("sight.waiting")));
        Controls.show(!verdict.getText().isEmpty(), verdict);
        advice.setText(s.measured()
                .flatMap(m -> words.advice(m.sight(s.defect()), m.inputWidth(), m.inputHeight()))
                .orElse(""));
        now.setText(s.measured()
                .map(m -> words.cost(m.looks(m.tiling()), m.seconds(m.tiling())))
                .orElse(""));
        then.setText(s.measured()
                .filter(m -> s.tiling().isPresent())
                .map(m -> words.cost(m.looks(s.tiling()), m.seconds(s.tiling())))
                .orElse(""));
        Controls.show(!advice.getText().isEmpty(), advice);
        Controls.show(!then.getText().isEmpty(), then);
        tiles.setDisable(!model.canTile());
        Optional<String> drawn = s.part().map(p -> texts.get("sight.usePartOf", p.width(), p.height()));
        part.setText(drawn.orElse(texts.get("sight.usePart")));
        Controls.show(drawn.isPresent(), part);
        Controls.show(model.canReset(), whole);
        for (Button other : new Button[] {part, whole}) {
            other.setDisable(model.storingProperty().get());
        }
        banner.show(s.fault());
    }

    private static void show(TextField field, String text) {
        if (!field.isFocused() || field.getText().isBlank()) {
            field.setUserData(text);
            field.setText(text);
        }
    }
}
