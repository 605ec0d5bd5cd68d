package loupe.ui.shell;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.MenuButton;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import loupe.app.OperatorCard;
import loupe.ui.widget.Controls;
import loupe.ui.widget.Texts;
import org.kordamp.ikonli.feather.Feather;

/** The operator card, language, and light or dark, at the right end of the status bar. */
final class LookButtons extends HBox {
    static final List<String> LANGUAGES = List.of("en", "de", "zh");

    LookButtons(Desk desk, Texts texts) {
        super(4);
        setAlignment(Pos.CENTER_RIGHT);
        OperatorCard.in(desk.locale()).ifPresent(page -> getChildren().add(card(page, texts)));
        getChildren().addAll(languages(desk, texts), theme(desk, texts));
        setMinWidth(USE_PREF_SIZE);
    }

    private static Button card(Path page, Texts texts) {
        Button button =
                Controls.iconButton(Feather.HELP_CIRCLE, texts.get("status.card"), () -> FileManager.showSoon(page));
        button.getStyleClass().addAll("flat", "small");
        return button;
    }

    private static MenuButton languages(Desk desk, Texts texts) {
        String current = desk.locale().getLanguage();
        MenuButton menu = new MenuButton(current.toUpperCase(Locale.ROOT));
        menu.setGraphic(Controls.icon(Feather.GLOBE));
        menu.getStyleClass().addAll("flat", "small");
        menu.setAccessibleText(texts.get("status.language"));
        menu.setTooltip(new Tooltip(texts.get("status.language")));
        for (String tag : LANGUAGES) {
            Locale locale = Locale.forLanguageTag(tag);
            RadioMenuItem item = new RadioMenuItem(locale.getDisplayLanguage(locale));
            item.setSelected(tag.equals(current));
            item.setOnAction(e -> desk.useLanguage(tag));
            menu.getItems().add(item);
        }
        return menu;
    }

    private static Button theme(Desk desk, Texts texts) {
        Button button = Controls.iconButton(Feather.SUN, texts.get("status.light"), () -> {});
        button.getStyleClass().addAll("flat", "small");
        button.setOnAction(e -> {
            desk.useDark(!desk.isDark());
            face(button, desk, texts);
        });
        face(button, desk, texts);
        return button;
    }

    private static void face(Button button, Desk desk, Texts texts) {
        String name = texts.get(desk.isDark() ? "status.light" : "status.dark");
        button.setGraphic(Controls.icon(desk.isDark() ? Feather.SUN : Feather.MOON));
        button.setAccessibleText(name);
        button.getTooltip().setText(name);
    }
}
