package loupe.ui.settings;

import javafx.geometry.Pos;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import loupe.config.TrustedKeys;
import loupe.ui.widget.Controls;
import loupe.ui.widget.Follow;
import loupe.ui.widget.Texts;
import org.kordamp.ikonli.feather.Feather;

/** The fingerprint of this station, whose recipe files are trusted, and whether others are taken. Binds only. */
final class KeysPanel extends VBox {
    private static final double FINGERPRINT_WIDTH = 380;

    private final KeysViewModel model;
    private final Texts texts;
    private final TextField own = new TextField();
    private final VBox keys = new VBox(4);
    private final CheckBox required;
    private final Label fault = Controls.label("", "sign-in-fault");

    KeysPanel(KeysViewModel model, Texts texts) {
        super(10);
        this.model = model;
        this.texts = texts;
        this.required = new CheckBox(texts.get("security.requiredText"));
        Rows rows = new Rows(texts);
        own.setEditable(false);
        own.setPrefWidth(FINGERPRINT_WIDTH);
        own.setAccessibleText(texts.get("security.ownKey"));
        own.setId("security-own-key");
        required.setId("security-required");
        required.setOnAction(e -> model.require(required.isSelected()));
        fault.setWrapText(true);
        fault.setMinHeight(USE_PREF_SIZE);
        getChildren()
                .addAll(
                        rows.row("security.ownKey", own),
                        rows.row("security.keys", keys),
                        rows.row("security.required", required),
                        fault);
        Follow.changes(this, model.shownProperty(), this::refresh);
        Follow.changes(this, model.faultProperty(), this::refresh);
        refresh();
    }

    private void refresh() {
        model.shownProperty().get().ifPresent(now -> {
            own.setText(now.own());
            required.setSelected(now.required());
            keys.getChildren().setAll(now.trusted().stream().map(this::key).toList());
            if (now.trusted().isEmpty()) {
                Label none = Controls.label(texts.get("security.noKeys"), "text-muted");
                none.setWrapText(true);
                none.setMinHeight(USE_PREF_SIZE);
                keys.getChildren().add(none);
            }
        });
        fault.setText(model.faultProperty()
                .get()
                .map(f -> f.code().id() + "  " + f.whatHappened(texts.locale()))
                .orElse(""));
        Controls.show(!fault.getText().isEmpty(), fault);
    }

    private HBox key(TrustedKeys.Named named) {
        String forget = texts.get("security.forget", named.name());
        HBox row = new HBox(
                10,
                Controls.label(named.name(), "security-user"),
                Controls.label(named.key().fingerprint(), "text-muted"),
                Controls.iconButton(Feather.TRASH_2, forget, () -> model.forget(named.key())));
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }
}
