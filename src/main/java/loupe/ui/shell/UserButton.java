package loupe.ui.shell;

import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import loupe.access.Access;
import loupe.access.Role;
import loupe.access.User;
import loupe.ui.widget.Controls;
import loupe.ui.widget.Texts;
import org.kordamp.ikonli.feather.Feather;

/** Who is signed in; signs out, or asks somebody to sign in. Not there while roles are off. */
final class UserButton extends Button {
    UserButton(Access access, Runnable signIn, Runnable signOut, Texts texts) {
        Optional<User> user = access.user();
        String role =
                texts.get("role." + user.map(User::role).orElse(Role.OPERATOR).name());
        setText(user.map(u -> u.name() + " · " + role).orElse(role));
        setGraphic(Controls.icon(user.isPresent() ? Feather.LOG_OUT : Feather.LOG_IN));
        String what = user.isPresent() ? texts.get("status.signOut") : texts.get("status.signIn");
        setTooltip(new Tooltip(what));
        setAccessibleText(what + ", " + getText());
        setId("user-button");
        getStyleClass().addAll("flat", "small");
        setMinWidth(USE_PREF_SIZE);
        setOnAction(e -> (user.isPresent() ? signOut : signIn).run());
        Controls.show(access.isOn(), this);
    }
}
