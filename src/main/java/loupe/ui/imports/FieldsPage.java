package loupe.ui.imports;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import loupe.app.ImportDraft;
import loupe.app.ImportDraft.Field;
import loupe.ui.widget.Cards;
import loupe.ui.widget.Controls;
import loupe.ui.widget.Follow;
import loupe.ui.widget.Texts;
import org.kordamp.ikonli.feather.Feather;

/** Every field of the way a model is fed and read, with where its value comes from. Binds only. */
final class FieldsPage extends VBox {
    private static final String DEFECTS = "reading.defects";
    private static final List<String> LEFT = List.of("input", "size");
    private static final List<String> RIGHT = List.of("scale", "reading", "suggestion");

    private final ImportViewModel model;
    private final Texts texts;
    private final FieldWords words;
    private final VBox left = new VBox(12);
    private final VBox right = new VBox(12);
    private final Map<String, FieldRow> rows = new LinkedHashMap<>();
    private final FlowPane classes = new FlowPane(14, 8);
    private final Label question = Cards.wrapped("question-words");
    private final VBox asked;
    private List<String> shownClasses = List.of();

    FieldsPage(ImportViewModel model, Texts texts) {
        super(12);
        this.model = model;
        this.texts = texts;
        this.words = new FieldWords(texts);
        question.setText(texts.get("fields.whichDefects"));
        question.setGraphic(Controls.icon(Feather.HELP_CIRCLE));
        this.asked = new VBox(10, question, classes);
        asked.getStyleClass().add("question-bar");
        asked.setId("import-classes");
        getStyleClass().add("teach-page");
        setId("import-fields-page");
        HBox columns = new HBox(14, left, right);
        for (VBox column : List.of(left, right)) {
            column.setMinWidth(0);
            column.setPrefWidth(400);
            HBox.setHgrow(column, Priority.ALWAYS);
        }
        columns.getStyleClass().add("teach-scrolled");
        ScrollPane scroll = new ScrollPane(columns);
        scroll.setFitToWidth(true);
        setVgrow(scroll, Priority.ALWAYS);
        getChildren().addAll(asked, scroll);
        Follow.changes(this, model.fields().draftProperty(), this::refresh);
        refresh();
    }

    private void refresh() {
        Optional<ImportDraft> draft = model.fields().draftProperty().get();
        Controls.show(draft.filter(d -> !d.classes().isEmpty()).isPresent(), asked);
        draft.ifPresent(this::show);
    }

    private void show(ImportDraft draft) {
        Map<String, Field> fields = new LinkedHashMap<>();
        draft.fields().forEach(f -> fields.put(f.name(), f));
        if (!draft.classes().isEmpty()) {
            fields.remove(DEFECTS); // chosen above by name
        }
        if (!fields.keySet().equals(rows.keySet())) {
            build(fields);
        }
        fields.forEach((name, field) -> rows.get(name).show(field));
        showClasses(draft);
    }

    private void build(Map<String, Field> fields) {
        rows.clear();
        fields.values().forEach(f -> rows.put(f.name(), new FieldRow(f, model, words, texts)));
        left.getChildren().setAll(LEFT.stream().map(this::card).toList());
        right.getChildren().setAll(RIGHT.stream().map(this::card).toList());
    }

    private Node card(String group) {
        VBox card = Cards.card(texts.get("fields." + group));
        Set<String> groups = new HashSet<>(LEFT);
        groups.addAll(RIGHT);
        rows.forEach((name, row) -> {
            String own = name.replaceFirst("\\..*", "");
            if (own.equals(group) || (group.equals("input") && !groups.contains(own))) {
                card.getChildren().add(row);
            }
        });
        return card;
    }

    private void showClasses(ImportDraft draft) {
        if (!draft.classes().equals(shownClasses)) {
            shownClasses = draft.classes();
            List<CheckBox> boxes = new ArrayList<>();
            for (int i = 0; i < shownClasses.size(); i++) {
                boxes.add(box(i, shownClasses.get(i)));
            }
            classes.getChildren().setAll(boxes);
        }
        for (int i = 0; i < classes.getChildren().size(); i++) {
            ((CheckBox) classes.getChildren().get(i))
                    .setSelected(draft.defects().contains(i));
        }
    }

    private CheckBox box(int index, String name) {
        boolean number = name.equals(Integer.toString(index));
        CheckBox box = new CheckBox(number ? texts.get("fields.class", name) : name);
        box.setOnAction(e -> model.fields().draftProperty().get().ifPresent(d -> {
            Set<Integer> chosen = new TreeSet<>(d.defects());
            if (box.isSelected()) {
                chosen.add(index);
            } else {
                chosen.remove(index);
            }
            model.fields().setDefects(List.copyOf(chosen));
        }));
        return box;
    }
}
