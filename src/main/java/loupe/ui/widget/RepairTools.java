package loupe.ui.widget;

import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;

/**
 * Two buttons for a {@link RepairLens}: part, repaired and difference in a row; part and repaired in turn. Not there
 * when the model cannot tell how a part should look.
 */
public final class RepairTools extends HBox {
    public RepairTools(RepairLens lens, Texts texts) {
        super(6);
        setAlignment(Pos.CENTER_LEFT);
        setMinWidth(USE_PREF_SIZE);
        setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
        Label which = Controls.label("", "text-muted");
        which.textProperty()
                .bind(Bindings.when(lens.repairedNow())
                        .then(texts.get("repair.repaired"))
                        .otherwise(texts.get("repair.part")));
        which.visibleProperty().bind(lens.modeProperty().isEqualTo(RepairMode.FLICKER));
        which.managedProperty().bind(which.visibleProperty());
        which.setMinWidth(76); // the box must not change its width with the word
        getChildren()
                .addAll(
                        button(lens, RepairMode.BESIDE, Feather.COLUMNS, texts),
                        button(lens, RepairMode.FLICKER, Feather.REPEAT, texts),
                        which);
        visibleProperty().bind(lens.possible());
        managedProperty().bind(lens.possible());
    }

    private ToggleButton button(RepairLens lens, RepairMode own, Ikon icon, Texts texts) {
        ToggleButton button = Controls.toggle(icon, texts.get("repair." + own));
        button.setTooltip(new Tooltip(texts.get("repairMeans." + own)));
        button.setMinWidth(USE_PREF_SIZE);
        button.setOnAction(e -> lens.toggle(own));
        Follow.changes(
                this,
                lens.modeProperty(),
                () -> button.setSelected(lens.modeProperty().get() == own));
        return button;
    }
}
