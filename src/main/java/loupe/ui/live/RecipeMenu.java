package loupe.ui.live;

import javafx.scene.control.MenuButton;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.Tooltip;
import loupe.domain.Recipe;
import loupe.ui.widget.Controls;
import loupe.ui.widget.Follow;
import loupe.ui.widget.Texts;
import org.kordamp.ikonli.feather.Feather;

/** Chooses the recipe that judges from the next part on. Not there while there is nothing to choose. */
final class RecipeMenu extends MenuButton {
    private final RecipeChoice choice;
    private final Texts texts;

    RecipeMenu(RecipeChoice choice, Texts texts) {
        super(texts.get("live.recipes"), Controls.icon(Feather.LIST));
        this.choice = choice;
        this.texts = texts;
        setAccessibleText(texts.get("live.recipes.tip"));
        setTooltip(new Tooltip(texts.get("live.recipes.tip")));
        setMinWidth(USE_PREF_SIZE);
        setOnShowing(e -> choice.refresh());
        Follow.changes(this, choice.recipes(), () -> refresh());
        Follow.changes(this, choice.currentProperty(), () -> refresh());
        refresh();
    }

    private void refresh() {
        getItems().setAll(choice.recipes().stream().map(this::item).toList());
        setVisible(choice.isOffered());
        setManaged(choice.isOffered());
    }

    private RadioMenuItem item(Recipe recipe) {
        RadioMenuItem item = new RadioMenuItem(recipe.name() + " · " + texts.get("recipe.version", recipe.version()));
        item.setSelected(choice.currentProperty()
                .get()
                .filter(r -> r.id().equals(recipe.id()))
                .isPresent());
        item.setOnAction(e -> {
            choice.choose(recipe);
            refresh(); // the mark is where the line says, not where the mouse was
        });
        return item;
    }
}
