package loupe.ui.settings;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Spinner;
import javafx.scene.control.TextField;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import loupe.app.Equipment;
import loupe.config.Settings;
import loupe.domain.ArchivePolicy;
import loupe.ui.widget.Controls;
import loupe.ui.widget.Follow;
import loupe.ui.widget.Texts;
import org.kordamp.ikonli.feather.Feather;

/** Source, looks, storage, and what this Loupe is and runs on. Binds only. */
public final class SettingsView extends StackPane {
    private static final List<String> LANGUAGES = List.of("", "en", "de", "zh");
    private static final int LONGEST_DAYS = 3650;

    private final SettingsViewModel model;
    private final Texts texts;

    public SettingsView(SettingsViewModel model, Texts shared) {
        this.model = model;
        this.texts = shared.forScreen(SettingsView.class);
        getStyleClass().add("settings");
        VBox page = new VBox(14, new SourceCard(model, texts), lot(), look(), storage(), providers(), about());
        page.setMaxWidth(900);
        StackPane middle = new StackPane(page);
        middle.setAlignment(Pos.TOP_CENTER);
        middle.getStyleClass().add("settings-page");
        ScrollPane scroll = new ScrollPane(middle);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        getChildren().add(scroll);
        // trying providers costs seconds that the start of the line needs: not before somebody looks
        sceneProperty().addListener((o, old, now) -> Optional.ofNullable(now).ifPresent(seen -> model.look()));
    }

    private VBox lot() {
        TextField name = new TextField(model.settings().lot());
        name.setPromptText(texts.get("settings.noLot"));
        name.setAccessibleText(texts.get("settings.lot"));
        name.setPrefWidth(260);
        name.setOnAction(e -> model.setLot(name.getText()));
        name.focusedProperty().addListener((o, old, now) -> {
            if (!now) {
                model.setLot(name.getText());
            }
        });
        Label note = Controls.label(texts.get("settings.lotNote"), "text-muted");
        note.setWrapText(true);
        return card("settings.lotTitle", row("settings.lot", name), note);
    }

    private VBox look() {
        Settings.Look look = model.settings().look();
        ComboBox<String> language =
                choice("settings.language", LANGUAGES, look.language(), this::languageName, model::setLanguage);
        Settings.Theme theme = look.theme() == Settings.Theme.LIGHT ? Settings.Theme.LIGHT : Settings.Theme.DARK;
        ComboBox<Settings.Theme> themes = choice(
                "settings.theme",
                List.of(Settings.Theme.DARK, Settings.Theme.LIGHT),
                theme,
                t -> texts.get("theme." + t.name()),
                model::setTheme);
        return card("settings.look", row("settings.language", language), row("settings.theme", themes));
    }

    private String languageName(String tag) {
        Locale locale = Locale.forLanguageTag(tag);
        return tag.isEmpty() ? texts.get("settings.systemLanguage") : locale.getDisplayLanguage(locale);
    }

    private VBox storage() {
        Settings.Storage storage = model.settings().storage();
        ComboBox<ArchivePolicy> archive = choice(
                "settings.archive",
                Arrays.asList(ArchivePolicy.values()),
                storage.archive(),
                p -> texts.get("archive." + p.name()),
                model::setArchive);
        Spinner<Integer> days = new Spinner<>(0, LONGEST_DAYS, storage.retentionDays(), 10);
        days.setEditable(true);
        days.setPrefWidth(110);
        days.getEditor().setAccessibleText(texts.get("settings.retention"));
        days.setAccessibleText(texts.get("settings.retention"));
        days.valueProperty().addListener((o, old, now) -> model.setRetentionDays(now == null ? 0 : now));
        HBox keep = new HBox(10, days, Controls.label(texts.get("settings.days"), "text-muted"));
        keep.setAlignment(Pos.CENTER_LEFT);
        Label note = Controls.label(texts.get("settings.journalNote"), "text-muted");
        note.setWrapText(true);
        note.setMinHeight(USE_PREF_SIZE);
        return card("settings.storage", row("settings.archive", archive), row("settings.retention", keep), note);
    }

    private VBox providers() {
        GridPane grid = new GridPane();
        grid.setHgap(14);
        grid.setVgap(6);
        Runnable fill = () -> {
            grid.getChildren().clear();
            int row = 0;
            for (Equipment.FoundProvider p : model.providers()) {
                Label name = Controls.label(p.name(), p.works() ? "provider-works" : "text-muted");
                name.setGraphic(Controls.icon(p.works() ? Feather.CHECK_CIRCLE : Feather.CIRCLE));
                name.setMinWidth(USE_PREF_SIZE);
                Label why = Controls.label(p.works() ? texts.get("settings.works") : p.reason(), "text-muted");
                why.setWrapText(true);
                grid.addRow(row++, name, why);
            }
            if (row == 0) {
                grid.add(Controls.label(texts.get("settings.trying"), "text-muted"), 0, 0);
            }
        };
        Follow.changes(this, model.providers(), fill);
        fill.run();
        return card("settings.providers", grid);
    }

    private VBox about() {
        Label folder = Controls.label(model.folder().toString());
        HBox data = new HBox(
                10,
                folder,
                Controls.button(Feather.EXTERNAL_LINK, texts.get("settings.openFolder"), model::openFolder));
        data.setAlignment(Pos.CENTER_LEFT);
        return card(
                "settings.about",
                row("settings.version", Controls.label("Loupe " + model.version())),
                row("settings.folder", data));
    }

    private VBox card(String key, Node... rows) {
        VBox card = new VBox(10, Controls.label(texts.get(key), "settings-title"));
        card.getChildren().addAll(rows);
        card.getStyleClass().add("panel-card");
        return card;
    }

    private HBox row(String key, Node control) {
        Label label = Controls.label(texts.get(key), "settings-label");
        label.setMinWidth(190);
        HBox row = new HBox(12, label, control);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private <T> ComboBox<T> choice(
            String key, List<T> values, T value, Function<T, String> name, Consumer<T> onChoice) {
        ComboBox<T> box = new ComboBox<>();
        box.getItems().addAll(values);
        box.setConverter(new StringConverter<>() {
            @Override
            public String toString(T v) {
                return v == null ? "" : name.apply(v);
            }

            @Override
            public T fromString(String text) {
                return null;
            }
        });
        box.setValue(value);
        box.setMinWidth(260);
        box.setAccessibleText(texts.get(key));
        box.valueProperty().addListener((o, old, now) -> onChoice.accept(now));
        return box;
    }
}
