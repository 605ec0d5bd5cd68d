package loupe.ui.widget;

import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import loupe.access.Role;
import org.kordamp.ikonli.feather.Feather;

/** Asks who one is, in place of what only others may see. Enter signs in. Binds only. */
public final class SignInForm extends StackPane {
    private static final double WIDTH = 340;

    private final SignInViewModel model;
    private final Texts texts;
    private final ComboBox<String> name = new ComboBox<>();
    private final PasswordField password = new PasswordField();
    private final Label fault = Controls.label("", "sign-in-fault");
    private final Button enter;

    /** {@code least} is the role that is needed; empty when somebody signs in unasked. */
    public SignInForm(SignInViewModel model, Optional<Role> least, Texts shared) {
        this.model = model;
        this.texts = shared.forScreen(SignInForm.class);
        this.enter = Controls.button(Feather.LOG_IN, texts.get("signIn.enter"), this::signIn);
        getStyleClass().add("sign-in");
        setId("sign-in");
        enter.setId("sign-in-enter");
        enter.setDefaultButton(true);
        enter.setMaxWidth(Double.MAX_VALUE);
        Label title = Controls.label(texts.get("signIn.title"), "sign-in-title");
        Label why = Controls.label(
                least.map(role -> texts.get("signIn.needs", texts.get("role." + role.name())))
                        .orElseGet(() -> texts.get("signIn.unasked")),
                "text-muted");
        for (Label words : new Label[] {why, fault}) {
            words.setWrapText(true);
            words.setMinHeight(USE_PREF_SIZE);
        }
        fields();
        model.greet();
        Label nameLabel = Controls.label(texts.get("signIn.name"));
        nameLabel.setLabelFor(name);
        Label passwordLabel = Controls.label(texts.get("signIn.password"));
        passwordLabel.setLabelFor(password);
        VBox card = new VBox(
                8, Controls.icon(Feather.LOCK), title, why, nameLabel, name, passwordLabel, password, fault, enter);
        card.getStyleClass().add("panel-card");
        card.setMaxSize(WIDTH, USE_PREF_SIZE);
        getChildren().add(card);
        setAlignment(card, Pos.CENTER);
        Follow.changes(this, model.busyProperty(), this::refresh);
        Follow.changes(this, model.faultProperty(), this::refresh);
        refresh();
    }

    private void fields() {
        name.setId("sign-in-name");
        name.setEditable(true);
        name.getItems().setAll(model.names());
        name.setMaxWidth(Double.MAX_VALUE);
        name.setAccessibleText(texts.get("signIn.name"));
        name.getEditor().setAccessibleText(texts.get("signIn.name"));
        password.setId("sign-in-password");
        password.setAccessibleText(texts.get("signIn.password"));
        password.setOnAction(e -> signIn());
    }

    private void signIn() {
        if (!model.busyProperty().get()) {
            char[] typed = password.getText().toCharArray();
            password.clear();
            model.signIn(name.getEditor().getText(), typed);
        }
    }

    private void refresh() {
        boolean busy = model.busyProperty().get();
        enter.setDisable(busy);
        password.setDisable(busy);
        fault.setText(model.faultProperty()
                .get()
                .map(f -> f.code().id() + "  " + f.whatHappened(texts.locale()))
                .orElse(""));
        Controls.show(!fault.getText().isEmpty(), fault);
        if (!busy && !fault.getText().isEmpty()) {
            password.requestFocus();
        }
    }

    /** The name is typed first. */
    @Override
    public void requestFocus() {
        name.requestFocus();
    }
}
