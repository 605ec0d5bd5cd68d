package loupe.ui.settings;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Spinner;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import loupe.access.Task;
import loupe.config.Settings;
import loupe.domain.ArchivePolicy;
import loupe.ui.widget.Controls;
import loupe.ui.widget.Texts;

/** Source, looks, storage, and what this Loupe is and runs on. Binds only. */
public final class SettingsView extends StackPane {
    private static final List<String> LANGUAGES = List.of("", "en", "de", "zh");
    private static final int LONGEST_DAYS = 3650;

    private final SettingsViewModel model;
    private final Texts texts;
    private final Rows rows;

    public SettingsView(SettingsViewModel model, Texts shared) {
        this.model = model;
        this.texts = shared.forScreen(SettingsView.class);
        this.rows = new Rows(texts);
        getStyleClass().add("settings");
        VBox page = new VBox(
                14,
                only(Task.SOURCE, "settings.source", () -> new SourceCard(model, texts)),
                lot(),
                look(),
                only(Task.STORAGE, "settings.storage", this::storage),
                only(Task.SOURCE, "settings.providers", () -> new ProviderCard(model.providers(), texts)),
                new SecurityCard(model.security(), texts),
                new AboutCard(model, texts));
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

    /** A card, or the lock in its place. */
    private VBox only(Task task, String title, Supplier<VBox> card) {
        return model.security().allows(task)
                ? card.get()
                : rows.card(title, Locked.note(task, model.security()::signIn, texts));
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
        return rows.card("settings.lotTitle", rows.row("settings.lot", name), note);
    }

    private VBox look() {
        Settings.Look look = model.settings().look();
        ComboBox<String> language =
                rows.choice("settings.language", LANGUAGES, look.language(), this::languageName, model::setLanguage);
        Settings.Theme theme = look.theme() == Settings.Theme.LIGHT ? Settings.Theme.LIGHT : Settings.Theme.DARK;
        ComboBox<Settings.Theme> themes = rows.choice(
                "settings.theme",
                List.of(Settings.Theme.DARK, Settings.Theme.LIGHT),
                theme,
                t -> texts.get("theme." + t.name()),
                model::setTheme);
        return rows.card("settings.look", rows.row("settings.language", language), rows.row("settings.theme", themes));
    }

    private String languageName(String tag) {
        Locale locale = Locale.forLanguageTag(tag);
        return tag.isEmpty() ? texts.get("settings.systemLanguage") : locale.getDisplayLanguage(locale);
    }

    private VBox storage() {
        Settings.Storage storage = model.settings().storage();
        ComboBox<ArchivePolicy> archive = rows.choice(
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
        return rows.card(
                "settings.storage", rows.row("settings.archive", archive), rows.row("settings.retention", keep), note);
    }
}
