package loupe.ui.widget;

import java.io.PrintWriter;
import java.io.StringWriter;
import javafx.scene.control.Alert;
import javafx.scene.control.ButtonBar;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Label;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.VBox;
import javafx.stage.Window;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** The one error window: a code for the telephone, what happened, what to do, and the details to copy. */
public final class FaultDialog {
    private final Texts texts;

    public FaultDialog(Texts texts) {
        this.texts = texts.forScreen(FaultDialog.class);
    }

    /** Whatever went wrong, as a fault with a code. */
    public static InspectionFault faultOf(Throwable thrown) {
        return thrown instanceof InspectionFault f
                ? f
                : new InspectionFault(FaultCode.SYS_02, thrown, thrown.toString());
    }

    /** Shows the fault and waits until it was read. JavaFX thread. */
    public void show(Window owner, InspectionFault fault) {
        dialog(owner, fault).showAndWait();
    }

    /** The window itself, not yet shown. */
    public Alert dialog(Window owner, InspectionFault fault) {
        ButtonType copy = new ButtonType(texts.get("fault.copy"), ButtonBar.ButtonData.LEFT);
        ButtonType close = new ButtonType(texts.get("fault.close"), ButtonBar.ButtonData.OK_DONE);
        Alert alert = new Alert(Alert.AlertType.ERROR, "", copy, close);
        alert.initOwner(owner);
        alert.setTitle("Loupe " + fault.code().id());
        alert.setHeaderText(fault.code().id());
        FontIcon sign = Controls.icon(Feather.ALERT_OCTAGON);
        sign.getStyleClass().add("fault-sign");
        alert.setGraphic(sign);
        Label happened = wrapped(fault.whatHappened(texts.locale()), "fault-happened");
        Label todo = wrapped(fault.whatToDo(texts.locale()), "text-muted");
        VBox body = new VBox(8, happened, todo);
        body.setPrefWidth(440);
        alert.getDialogPane().setContent(body);
        alert.getDialogPane().lookupButton(copy).addEventFilter(javafx.event.ActionEvent.ACTION, e -> {
            copy(fault);
            e.consume();
        });
        Look.dress(alert.getDialogPane().getScene());
        return alert;
    }

    private static Label wrapped(String text, String styleClass) {
        Label label = Controls.label(text, styleClass);
        label.setWrapText(true);
        label.setMinHeight(Label.USE_PREF_SIZE);
        return label;
    }

    private static void copy(InspectionFault fault) {
        StringWriter trace = new StringWriter();
        fault.printStackTrace(new PrintWriter(trace, true));
        ClipboardContent content = new ClipboardContent();
        content.putString(trace.toString());
        Clipboard.getSystemClipboard().setContent(content);
    }
}
