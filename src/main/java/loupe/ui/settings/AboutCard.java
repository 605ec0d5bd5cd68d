package loupe.ui.settings;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import loupe.ui.widget.Controls;
import loupe.ui.widget.Texts;
import org.kordamp.ikonli.feather.Feather;

/** Which Loupe this is, where its data are, and whose work is in it. Binds only. */
final class AboutCard extends VBox {
    AboutCard(SettingsViewModel model, Texts texts) {
        Rows rows = new Rows(texts);
        Label folder = Controls.label(model.folder().toString());
        HBox data = new HBox(
                10,
                folder,
                Controls.button(Feather.EXTERNAL_LINK, texts.get("settings.openFolder"), model::openFolder));
        data.setAlignment(Pos.CENTER_LEFT);
        String runtime = "Loupe " + model.version() + " · Apache-2.0 · Java " + Runtime.version();
        TextArea licences = new TextArea();
        licences.setEditable(false);
        licences.setPrefRowCount(14);
        licences.setAccessibleText(texts.get("settings.licences"));
        Button card =
                Controls.button(Feather.PRINTER, texts.get("settings.card"), () -> model.openCard(texts.locale()));
        ToggleButton open = Controls.toggle(Feather.FILE_TEXT, texts.get("settings.licences"));
        open.setId("about-licences");
        open.selectedProperty().addListener((o, old, now) -> {
            if (now && licences.getText().isEmpty()) {
                licences.setText(model.licences());
            }
            Controls.show(now, licences);
        });
        Controls.show(false, licences);
        getChildren()
                .add(rows.card(
                        "settings.about",
                        rows.row("settings.version", Controls.label(runtime)),
                        rows.row("settings.folder", data),
                        rows.row("settings.cardRow", card),
                        rows.row("settings.parts", open),
                        licences));
    }
}
