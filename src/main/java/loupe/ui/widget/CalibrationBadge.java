package loupe.ui.widget;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import loupe.domain.Calibration;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** Says how far the thresholds in use can be defended. */
public final class CalibrationBadge extends HBox {
    private final Texts texts;
    private final FontIcon icon = Controls.icon(Feather.SHIELD_OFF);
    private final Label word = Controls.label("", "badge-word");
    private final Label meaning = Controls.label("", "text-muted");

    private final Tooltip tooltip = new Tooltip();

    public CalibrationBadge(Texts texts) {
        super(8);
        this.texts = texts;
        setAlignment(Pos.CENTER_LEFT);
        meaning.setMinWidth(0);
        word.setMinWidth(USE_PREF_SIZE);
        Tooltip.install(this, tooltip);
        getChildren().addAll(icon, word, meaning);
        show(Calibration.UNCALIBRATED);
    }

    /** Where there is little room only the word is shown; what it means is in the tooltip. */
    public void setBrief(boolean brief) {
        meaning.setVisible(!brief);
        meaning.setManaged(!brief);
    }

    public void show(Calibration calibration) {
        icon.setIconCode(
                switch (calibration) {
                    case UNCALIBRATED -> Feather.SHIELD_OFF;
                    case GOOD_PARTS_ONLY -> Feather.SHIELD;
                    case CALIBRATED -> Feather.CHECK;
                });
        word.setText(texts.get("calibration." + calibration.name()));
        meaning.setText(texts.get("calibrationMeans." + calibration.name()));
        tooltip.setText(word.getText() + ": " + meaning.getText());
        getStyleClass().setAll("chip", "calibration", calibration.name().toLowerCase(java.util.Locale.ROOT));
    }
}
