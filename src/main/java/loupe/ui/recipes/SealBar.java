package loupe.ui.recipes;

import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import loupe.app.RecipeExchange.Imported;
import loupe.app.Seal;
import loupe.ui.widget.Controls;
import loupe.ui.widget.Follow;
import loupe.ui.widget.Texts;
import org.kordamp.ikonli.feather.Feather;

/** Says who signed what was just imported; an unknown key may be trusted from here. Binds only. */
final class SealBar extends HBox {
    private final RecipesViewModel model;
    private final Texts texts;
    private final Label words = Controls.label("", "seal-words");
    private final Button trust;

    SealBar(RecipesViewModel model, Texts texts) {
        super(12);
        this.model = model;
        this.texts = texts;
        this.trust = Controls.button(Feather.CHECK, texts.get("seal.trust"), model::trustSigner);
        trust.setId("seal-trust");
        trust.setMinWidth(USE_PREF_SIZE);
        Button close = Controls.button(Feather.X, texts.get("seal.close"), model::sealRead);
        close.setMinWidth(USE_PREF_SIZE);
        words.setId("seal-words");
        words.setWrapText(true);
        words.setMinHeight(USE_PREF_SIZE);
        words.setMaxWidth(Double.MAX_VALUE);
        setHgrow(words, Priority.ALWAYS);
        setAlignment(Pos.CENTER_LEFT);
        getStyleClass().add("undo-bar");
        getChildren().addAll(words, trust, close);
        Follow.changes(this, model.importedProperty(), this::refresh);
        refresh();
    }

    private void refresh() {
        Optional<Imported> imported = model.importedProperty().get();
        Controls.show(imported.isPresent(), this);
        imported.ifPresent(i -> {
            words.setText(texts.get("seal.imported", i.recipe().name(), words(i.seal())));
            Controls.show(i.seal().filter(s -> !s.isTrusted()).isPresent(), trust);
        });
    }

    private String words(Optional<Seal> seal) {
        return seal.map(s -> texts.get("seal." + s.standing().name(), s.key().fingerprint(), s.name()))
                .orElseGet(() -> texts.get("seal.NONE"));
    }
}
