package loupe.ui.widget;

import java.util.Locale;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import loupe.domain.InspectionFault;
import org.kordamp.ikonli.feather.Feather;

/** A strip across a screen that names a fault: code, what happened, what to do. Gone while there is none. */
public final class Banner extends HBox {
    private final Locale locale;
    private final Label code = Controls.label("", "banner-code");
    private final Label happened = Controls.label("", "banner-happened");
    private final Label todo = Controls.label("", "banner-todo");

    public Banner(Locale locale) {
        this.locale = locale;
        getStyleClass().add("banner");
        setAlignment(Pos.CENTER_LEFT);
        happened.setWrapText(true);
        todo.setWrapText(true);
        happened.setMinHeight(USE_PREF_SIZE);
        todo.setMinHeight(USE_PREF_SIZE);
        code.setMinWidth(USE_PREF_SIZE);
        VBox words = new VBox(happened, todo);
        setHgrow(words, Priority.ALWAYS);
        getChildren().addAll(Controls.icon(Feather.ALERT_TRIANGLE), code, words);
        setAccessibleRole(AccessibleRole.TEXT);
        show(Optional.empty());
    }

    public void show(Optional<InspectionFault> fault) {
        setVisible(fault.isPresent());
        setManaged(fault.isPresent());
        fault.ifPresent(f -> {
            code.setText(f.code().id());
            happened.setText(f.whatHappened(locale));
            todo.setText(f.whatToDo(locale));
            setAccessibleText(code.getText() + " " + happened.getText() + " " + todo.getText());
        });
    }
}
