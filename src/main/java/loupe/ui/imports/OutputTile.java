package loupe.ui.imports;

import java.util.List;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.image.ImageView;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import loupe.app.ImportDraft;
import loupe.app.RawOutput;
import loupe.ui.widget.Cards;
import loupe.ui.widget.Controls;
import loupe.ui.widget.FxImages;
import loupe.ui.widget.Texts;

/** One output of a model that nobody knows: how it looks, what its shape suggests, and the role a person gives it. */
final class OutputTile extends VBox {
    private static final double WIDTH = 196;
    private static final double HEIGHT = 96;
    private static final List<String> ROLES =
            List.of("FEATURES", "MAP", "SCORE", "CLASS_MAP", "SEGMENTATION", "CLASSIFICATION", "RECONSTRUCTION");

    private final RawOutput output;
    private final ComboBox<String> role = new ComboBox<>();
    private boolean following;

    OutputTile(RawOutput output, ImportViewModel model, Texts texts) {
        super(5);
        this.output = output;
        FieldWords words = new FieldWords(texts);
        getStyleClass().addAll("panel-card", "output-tile");
        setPrefWidth(WIDTH + 32);
        role.getItems().setAll(ROLES);
        role.setMaxWidth(Double.MAX_VALUE);
        role.setAccessibleText(texts.get("preview.role", output.name()));
        role.setId("role-" + output.name());
        role.setConverter(new StringConverter<>() {
            @Override
            public String toString(String name) {
                return name == null ? "" : words.choice(name);
            }

            @Override
            public String fromString(String text) {
                return text;
            }
        });
        role.valueProperty().addListener((o, old, now) -> {
            if (now != null && !following) {
                model.fields().setRole(output.name(), now);
            }
        });
        String shape = output.shape().stream().map(String::valueOf).collect(Collectors.joining(" × "));
        Label facts = Cards.wrapped("tile-name");
        facts.setText(texts.get(
                "preview.outputFacts",
                shape.isEmpty() ? "1" : shape,
                texts.number(output.lowest(), 3),
                texts.number(output.highest(), 3)));
        Label guess = Cards.wrapped("tile-name");
        guess.setText(output.guess()
                .map(g -> texts.get("preview.guess", words.choice(g)))
                .orElse(""));
        getChildren().addAll(Controls.label(output.name(), "tile-word"), picture(texts), role, guess, facts);
    }

    private StackPane picture(Texts texts) {
        StackPane pane = new StackPane();
        pane.getStyleClass().add("tile-picture");
        pane.setMinHeight(HEIGHT);
        pane.setPrefHeight(HEIGHT);
        pane.setAlignment(Pos.CENTER);
        if (output.picture().isPresent()) {
            ImageView view = new ImageView(FxImages.of(output.picture().get()));
            view.setPreserveRatio(true);
            view.setFitWidth(WIDTH);
            view.setFitHeight(HEIGHT);
            view.setAccessibleText(output.name());
            pane.getChildren().add(view);
        } else {
            pane.getChildren().add(Controls.label(texts.number(output.highest(), 4), "score-number"));
        }
        return pane;
    }

    /** The role that the output has by now. */
    void show(ImportDraft draft) {
        following = true;
        role.setValue(draft.roles().getOrDefault(output.name(), "FEATURES"));
        following = false;
    }
}
