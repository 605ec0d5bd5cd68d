package loupe.ui.recipes;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import loupe.calibrate.Words;
import loupe.domain.ClassRule;
import loupe.domain.DefectClass;
import loupe.domain.Outcome;
import loupe.ui.recipes.ClassRulesViewModel.Subject;
import loupe.ui.widget.Cards;
import loupe.ui.widget.ClassSwatches;
import loupe.ui.widget.Controls;
import loupe.ui.widget.Follow;
import loupe.ui.widget.Texts;
import org.kordamp.ikonli.feather.Feather;

/** What is permitted of each class of defects; only there where the model tells some apart. */
final class ClassRulesCard extends VBox {
    private final ClassRulesViewModel model;
    private final Texts texts;
    private final Words words;
    private final GridPane grid = new GridPane();
    private final CheckBox deciding;
    private final Label meaning = Cards.wrapped("text-muted");
    private final Button save;

    ClassRulesCard(ClassRulesViewModel model, Texts texts) {
        super(8);
        this.model = model;
        this.texts = texts;
        this.words = new Words(texts.locale());
        this.deciding = new CheckBox(texts.get("classes.decide"));
        this.save = Controls.button(Feather.SAVE, texts.get("classes.save"), model::save);
        save.setId("save-class-rules");
        save.setMinWidth(USE_PREF_SIZE);
        save.disableProperty().bind(model.changedProperty().not());
        deciding.selectedProperty().bindBidirectional(model.decidingProperty());
        deciding.setId("classes-decide");
        grid.setHgap(14);
        grid.setVgap(6);
        HBox foot = new HBox(12, deciding, Controls.spacer(), save);
        foot.setAlignment(Pos.CENTER_LEFT);
        getStyleClass().add("panel-card");
        getChildren().addAll(Controls.label(texts.get("classes.title"), "card-title"), grid, foot, meaning);
        Follow.changes(this, model.subjectProperty(), this::refresh);
        Follow.changes(this, model.decidingProperty(), this::explain);
        refresh();
    }

    private void explain() {
        meaning.setText(texts.get(model.decidingProperty().get() ? "classes.rulesDecide" : "classes.scoreDecides"));
    }

    private void refresh() {
        Optional<Subject> subject = Optional.ofNullable(model.subjectProperty().get())
                .filter(s -> !s.told().classes().isEmpty());
        Controls.show(subject.isPresent(), this);
        grid.getChildren().clear();
        explain();
        subject.ifPresent(s -> {
            boolean mm = s.squareMillimetres().isPresent();
            String area = texts.get("classes.area", mm ? "mm²" : "px²");
            grid.addRow(
                    0,
                    head("classes.class"),
                    Controls.label(area, "text-muted"),
                    head("classes.most"),
                    head("classes.pixel"),
                    head("classes.then"));
            s.told().classes().forEach(kind -> row(s, kind));
        });
    }

    private Label head(String key) {
        return Controls.label(texts.get(key), "text-muted");
    }

    private void row(Subject subject, DefectClass kind) {
        HBox name = new HBox(8, ClassSwatches.swatch(kind), Controls.label(kind.name()));
        name.setAlignment(Pos.CENTER_LEFT);
        double unit = subject.squareMillimetres().orElse(1);
        TextField area = number(kind, "classes.areaOf", model.of(kind).minimumArea() * unit);
        onNumber(
                area,
                typed -> with(
                        kind,
                        r -> new ClassRule(
                                kind, r.pixel(), Math.max(0, typed.orElse(0)) / unit, r.most(), r.consequence())));
        TextField most = number(kind, "classes.mostOf", model.of(kind).most());
        onNumber(
                most,
                typed -> with(
                        kind, r -> new ClassRule(kind, r.pixel(), r.minimumArea(), count(typed), r.consequence())));
        grid.addRow(grid.getRowCount(), name, area, most, pixel(subject, kind), consequence(kind));
    }

    private static int count(OptionalDouble typed) {
        return (int) Math.min(9_999, Math.max(0, Math.rint(typed.orElse(0))));
    }

    private interface Change {
        ClassRule of(ClassRule rule);
    }

    private void with(DefectClass kind, Change change) {
        model.set(change.of(model.of(kind)));
    }

    /** Empty means the recipe's own limit; a model that only says yes or no needs none. */
    private Node pixel(Subject subject, DefectClass kind) {
        OptionalDouble own = model.of(kind).pixel();
        TextField field = number(kind, "classes.pixelOf", own.orElse(Double.NaN));
        field.setPromptText(words.number(subject.pixel()));
        field.setDisable(!subject.told().graded());
        onNumber(
                field,
                typed -> with(kind, r -> new ClassRule(kind, typed, r.minimumArea(), r.most(), r.consequence())));
        return field;
    }

    private ComboBox<Outcome> consequence(DefectClass kind) {
        ComboBox<Outcome> box = new ComboBox<>();
        box.getItems().setAll(Outcome.FAIL, Outcome.REVIEW);
        box.setConverter(new StringConverter<>() {
            @Override
            public String toString(Outcome outcome) {
                return outcome == null ? "" : texts.get("classes.then." + outcome);
            }

            @Override
            public Outcome fromString(String text) {
                return null;
            }
        });
        box.setValue(model.of(kind).consequence());
        box.setAccessibleText(texts.get("classes.thenOf", kind.name()));
        box.setMinWidth(USE_PREF_SIZE);
        box.valueProperty()
                .addListener((o, old, now) ->
                        with(kind, r -> new ClassRule(kind, r.pixel(), r.minimumArea(), r.most(), now)));
        return box;
    }

    private TextField number(DefectClass kind, String key, double value) {
        TextField field = new TextField(Double.isNaN(value) ? "" : words.number(value));
        field.setAccessibleText(texts.get(key, kind.name()));
        field.setPrefColumnCount(5);
        field.setMaxWidth(92);
        field.setAlignment(Pos.CENTER_RIGHT);
        return field;
    }

    /** Every keystroke that makes a number, or nothing, counts; at the end nonsense is undone. */
    private void onNumber(TextField field, Consumer<OptionalDouble> taken) {
        String[] last = {field.getText()};
        field.textProperty().addListener((o, old, now) -> {
            OptionalDouble typed = texts.parsed(now.strip());
            if (typed.isPresent() || now.isBlank()) {
                last[0] = now;
                taken.accept(typed);
            }
        });
        field.focusedProperty().addListener((o, old, now) -> {
            if (!now && !field.getText().equals(last[0])) {
                field.setText(last[0]);
            }
        });
    }
}
