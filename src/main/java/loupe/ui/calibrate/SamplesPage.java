package loupe.ui.calibrate;

import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.util.StringConverter;
import loupe.domain.Calibration;
import loupe.domain.Recipe;
import loupe.ui.widget.CalibrationBadge;
import loupe.ui.widget.Controls;
import loupe.ui.widget.Follow;
import loupe.ui.widget.Texts;
import org.kordamp.ikonli.feather.Feather;

/** The first page: which recipe, with which samples. */
final class SamplesPage extends BorderPane {
    private final CalibrateViewModel wizard;
    private final Texts texts;
    private final CalibrationBadge badge;
    private final Button rescore;
    private final Label none;

    SamplesPage(CalibrateViewModel wizard, Node samples, Texts texts) {
        this.wizard = wizard;
        this.texts = texts;
        this.badge = new CalibrationBadge(texts);
        this.rescore = Controls.button(Feather.REFRESH_CW, texts.get("wizard.rescore"), wizard::rescore);
        this.none = Controls.label(texts.get("wizard.noRecipe"), "text-muted");
        setTop(recipeRow());
        setCenter(samples);
        Follow.changes(this, wizard.recipeProperty(), this::refresh);
        Follow.changes(this, wizard.recipes(), this::refresh);
        refresh();
    }

    private HBox recipeRow() {
        ComboBox<Recipe> recipes = new ComboBox<>(wizard.recipes());
        recipes.setConverter(new StringConverter<>() {
            @Override
            public String toString(Recipe r) {
                return r == null ? "" : r.name() + " · " + texts.get("recipe.version", r.version());
            }

            @Override
            public Recipe fromString(String text) {
                return null;
            }
        });
        recipes.valueProperty().bindBidirectional(wizard.recipeProperty());
        recipes.setAccessibleText(texts.get("wizard.recipe"));
        recipes.setMinWidth(210);
        Label name = Controls.label(texts.get("wizard.recipe"), "text-muted");
        name.setMinWidth(USE_PREF_SIZE);
        name.setLabelFor(recipes);
        rescore.setMinWidth(USE_PREF_SIZE);
        HBox row = new HBox(10, name, recipes, none, badge, Controls.spacer(), rescore);
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add("wizard-recipe");
        return row;
    }

    private void refresh() {
        Optional<Recipe> recipe = Optional.ofNullable(wizard.recipeProperty().get());
        badge.setVisible(recipe.isPresent());
        badge.setManaged(recipe.isPresent());
        none.setVisible(recipe.isEmpty());
        none.setManaged(recipe.isEmpty());
        recipe.ifPresent(r -> badge.show(r.calibration()));
        boolean changed =
                recipe.filter(r -> r.calibration() == Calibration.UNCALIBRATED).isPresent();
        rescore.setVisible(changed);
        rescore.setManaged(changed);
    }
}
