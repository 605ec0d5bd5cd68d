package loupe.ui.settings;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javafx.animation.Animation;
import javafx.animation.PauseTransition;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.Spinner;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import loupe.access.Role;
import loupe.access.Task;
import loupe.access.User;
import loupe.domain.InspectionFault;
import loupe.trace.AuditCheck;
import loupe.ui.widget.Controls;
import loupe.ui.widget.Follow;
import loupe.ui.widget.Texts;
import org.kordamp.ikonli.feather.Feather;

/** Whether the audit log holds, and who may sign in. Binds only. */
final class SecurityCard extends VBox {
    private static final int LONGEST_RETURN = 480;
    private static final double FIELD = 170;
    /** A number that stood so long is meant, and not one on the way to it. */
    private static final Duration REST = Duration.millis(500);

    private final SecurityViewModel model;
    private final Texts texts;
    private final Rows rows;
    private final Label audit = Controls.label("");
    private final Label fault = Controls.label("", "sign-in-fault");
    private final VBox users = new VBox(4);
    private final TextField name = new TextField();
    private final PasswordField password = new PasswordField();
    private final PasswordField again = new PasswordField();

    SecurityCard(SecurityViewModel model, Texts texts) {
        this.model = model;
        this.texts = texts;
        this.rows = new Rows(texts);
        audit.setId("security-audit");
        fault.setWrapText(true);
        fault.setMinHeight(USE_PREF_SIZE);
        VBox card = rows.card("security.title", rows.row("security.audit", audit));
        users.disableProperty().bind(model.busyProperty());
        field(name, "security.name", "security-name");
        field(password, "security.password", "security-password");
        field(again, "security.again", "security-again");
        if (!model.access().isOn()) {
            card.getChildren().addAll(note("security.offNote"), begin(), fault);
        } else if (model.allows(Task.SECURITY)) {
            card.getChildren().addAll(rows.row("security.users", users), add(), own(), fault, stay());
        } else {
            card.getChildren().add(Locked.note(Task.SECURITY, model::signIn, texts));
            if (model.access().user().isPresent()) {
                card.getChildren().addAll(own(), fault);
            }
        }
        if (model.allows(Task.SECURITY)) {
            card.getChildren().add(new KeysPanel(model.keys(), texts));
        }
        getChildren().add(card);
        Follow.changes(this, model.auditProperty(), this::showAudit);
        Follow.changes(this, model.faultProperty(), this::showFault);
        Follow.changes(this, model.differProperty(), this::showFault);
        Follow.changes(this, model.users(), this::showUsers);
        showAudit();
        showFault();
        showUsers();
    }

    private Label note(String key) {
        Label note = Controls.label(texts.get(key), "text-muted");
        note.setWrapText(true);
        note.setMinHeight(USE_PREF_SIZE);
        return note;
    }

    private void field(TextField field, String key, String id) {
        field.setPromptText(texts.get(key));
        field.setAccessibleText(texts.get(key));
        field.setId(id);
        field.setPrefWidth(FIELD);
    }

    private HBox begin() {
        Button begin = Controls.button(Feather.LOCK, texts.get("security.begin"), () -> {
            model.begin(name.getText(), typed(password), typed(again));
            clear();
        });
        begin.setId("security-begin");
        begin.disableProperty().bind(model.busyProperty());
        return line(name, password, again, begin);
    }

    private HBox add() {
        ComboBox<Role> role = rows.choice(
                "security.role",
                Arrays.asList(Role.values()),
                Role.ENGINEER,
                r -> texts.get("role." + r.name()),
                chosen -> {});
        role.setMinWidth(130);
        role.setId("security-role");
        Button add = Controls.button(Feather.USER_PLUS, texts.get("security.add"), () -> {
            model.put(name.getText(), role.getValue(), typed(password), typed(again));
            clear();
        });
        add.setId("security-add");
        add.disableProperty().bind(model.busyProperty());
        return line(name, role, password, again, add);
    }

    /** For whoever is signed in: another password of one's own. */
    private HBox own() {
        PasswordField old = new PasswordField();
        PasswordField next = new PasswordField();
        PasswordField twice = new PasswordField();
        field(old, "security.old", "security-old");
        field(next, "security.new", "security-new");
        field(twice, "security.newAgain", "security-new-again");
        Label changed = Controls.label(texts.get("security.changed"), "text-muted");
        Button change = Controls.button(Feather.KEY, texts.get("security.change"), () -> {
            model.change(typed(old), typed(next), typed(twice));
            List.of(old, next, twice).forEach(PasswordField::clear);
        });
        change.setId("security-change");
        change.disableProperty().bind(model.busyProperty());
        Runnable show = () -> Controls.show(model.changedProperty().get(), changed);
        Follow.changes(this, model.changedProperty(), show);
        show.run();
        return rows.row("security.own", new VBox(6, line(old, next, twice, change), changed));
    }

    private static HBox line(Node... nodes) {
        HBox line = new HBox(8, nodes);
        line.setAlignment(Pos.CENTER_LEFT);
        for (Node node : nodes) {
            if (node instanceof Button button) {
                button.setMinWidth(USE_PREF_SIZE);
            }
        }
        return line;
    }

    private static char[] typed(PasswordField field) {
        return field.getText().toCharArray();
    }

    private void clear() {
        password.clear();
        again.clear();
    }

    /** Time until the station is an operator's again, and the way back to no roles. */
    private VBox stay() {
        Spinner<Integer> minutes =
                new Spinner<>(1, LONGEST_RETURN, model.access().returnMinutes(), 1);
        minutes.setEditable(true);
        minutes.setPrefWidth(110);
        minutes.setAccessibleText(texts.get("security.return"));
        minutes.getEditor().setAccessibleText(texts.get("security.return"));
        minutes.setId("security-return");
        PauseTransition rest = new PauseTransition(REST);
        Runnable take = () -> Optional.ofNullable(minutes.getValue()).ifPresent(model::setReturnMinutes);
        rest.setOnFinished(e -> take.run());
        minutes.valueProperty().addListener((o, old, now) -> rest.playFromStart());
        minutes.focusedProperty().addListener((o, old, now) -> {
            if (rest.getStatus() == Animation.Status.RUNNING) {
                rest.stop();
                take.run();
            }
        });
        HBox time = line(minutes, Controls.label(texts.get("security.minutes"), "text-muted"));
        Button end = Controls.button(Feather.UNLOCK, texts.get("security.end"), model::end);
        end.setId("security-end");
        end.disableProperty().bind(model.busyProperty());
        return new VBox(10, rows.row("security.return", time), note("security.onNote"), end);
    }

    private void showUsers() {
        users.getChildren().setAll(model.users().stream().map(this::user).toList());
    }

    private HBox user(User user) {
        Label who = Controls.label(user.name(), "security-user");
        who.setMinWidth(FIELD);
        Label role = Controls.label(texts.get("role." + user.role().name()), "text-muted");
        role.setMinWidth(130);
        String remove = texts.get("security.remove", user.name());
        return line(who, role, Controls.iconButton(Feather.TRASH_2, remove, () -> model.remove(user)));
    }

    private void showFault() {
        String words = model.differProperty().get()
                ? texts.get("security.differ")
                : model.faultProperty().get().map(this::words).orElse("");
        fault.setText(words);
        Controls.show(!words.isEmpty(), fault);
    }

    private String words(InspectionFault f) {
        return f.code().id() + "  " + f.whatHappened(texts.locale()) + " " + f.whatToDo(texts.locale());
    }

    private void showAudit() {
        Optional<AuditCheck> check = model.auditProperty().get();
        audit.setText(check.map(this::words).orElseGet(() -> texts.get("security.checking")));
        Controls.restyle(audit, "label", check.filter(c -> !c.intact()).isPresent() ? "provider-alarm" : "text-muted");
    }

    private String words(AuditCheck check) {
        String acts = texts.integer(check.digests().size());
        return check.intact() ? texts.get("security.intact", acts) : texts.get("security.broken", acts);
    }
}
