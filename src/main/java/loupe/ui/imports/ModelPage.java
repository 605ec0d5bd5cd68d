package loupe.ui.imports;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import loupe.app.ImportDraft;
import loupe.app.ModelPapers;
import loupe.ui.widget.Banner;
import loupe.ui.widget.Cards;
import loupe.ui.widget.Controls;
import loupe.ui.widget.Follow;
import loupe.ui.widget.Texts;
import org.kordamp.ikonli.feather.Feather;

/** What a model is taken for and why, and its papers. Binds only. */
final class ModelPage extends VBox {
    private static final List<String> SUMMARY = List.of(
            "size.width",
            "size.height",
            "size.fit",
            "input.order",
            "scale.normalisation",
            "reading.range",
            "reading.activation");

    private final ImportViewModel model;
    private final Texts texts;
    private final FieldWords words;
    private final Banner banner;
    private final HBox working;
    private final Label family = Cards.wrapped("import-family");
    private final Label why = Cards.wrapped("import-why");
    private final Label asks = Cards.wrapped("import-asks");
    private final ComboBox<String> families = new ComboBox<>();
    private final GridPane papers = grid();
    private final GridPane summary = grid();
    private final VBox teach;
    private final HBox cards;
    private boolean following;

    ModelPage(ImportViewModel model, Texts texts) {
        super(12);
        this.model = model;
        this.texts = texts;
        this.words = new FieldWords(texts);
        this.banner = new Banner(texts.locale());
        ProgressIndicator turning = new ProgressIndicator();
        turning.setPrefSize(28, 28);
        turning.setAccessibleText(texts.get("import.looking"));
        this.working = new HBox(12, turning, Controls.label(texts.get("import.looking")));
        working.setAlignment(Pos.CENTER_LEFT);
        setId("import-model");
        getStyleClass().add("teach-page");
        this.teach = teach();
        this.cards = new HBox(14, left(), right());
        setVgrow(cards, Priority.ALWAYS);
        getChildren().addAll(banner, working, cards);
        Stream.of(model.fields().draftProperty(), model.fields().faultProperty(), model.lookingProperty())
                .forEach(p -> Follow.changes(this, p, this::refresh));
        refresh();
    }

    /** Shown for models that describe pictures. */
    private VBox teach() {
        Button button = Controls.button(Feather.BOOK_OPEN, texts.get("model.teach"), () -> model.teachWithIt(true));
        button.setId("import-teach");
        Label about = Cards.wrapped("text-muted");
        about.setText(texts.get("model.teachNote"));
        return Cards.card(texts.get("model.teachTitle"), about, button);
    }

    private VBox left() {
        families.getItems().setAll(ImportDraft.families());
        families.setAccessibleText(texts.get("model.readAs"));
        families.setMaxWidth(Double.MAX_VALUE);
        families.setConverter(new StringConverter<>() {
            @Override
            public String toString(String name) {
                return name == null ? "" : texts.getOr("family." + name, name);
            }

            @Override
            public String fromString(String text) {
                return text;
            }
        });
        families.valueProperty().addListener((o, old, now) -> {
            if (now != null && !following) {
                model.fields().setFamily(now);
            }
        });
        Button fields = Controls.button(Feather.SLIDERS, texts.get("model.everyField"), () -> model.go(Step.FIELDS));
        fields.setId("import-fields");
        VBox what = Cards.card(texts.get("model.what"), family, why, asks);
        VBox read = Cards.card(texts.get("model.how"), summary, fields);
        VBox other = Cards.card(texts.get("model.readAs"), families);
        VBox left = new VBox(12, what, teach, read, other);
        left.setMinWidth(0);
        left.setPrefWidth(480);
        HBox.setHgrow(left, Priority.ALWAYS);
        return left;
    }

    private VBox right() {
        ScrollPane scroll = new ScrollPane(papers);
        scroll.setFitToWidth(true);
        setVgrow(scroll, Priority.ALWAYS);
        VBox card = Cards.card(texts.get("model.papers"), scroll);
        card.setMinWidth(0);
        card.setPrefWidth(560);
        HBox.setHgrow(card, Priority.ALWAYS);
        return card;
    }

    private static GridPane grid() {
        GridPane grid = new GridPane();
        grid.setHgap(14);
        grid.setVgap(7);
        ColumnConstraints name = new ColumnConstraints();
        name.setMinWidth(128);
        ColumnConstraints value = new ColumnConstraints();
        value.setHgrow(Priority.ALWAYS);
        grid.getColumnConstraints().addAll(name, value);
        return grid;
    }

    private void refresh() {
        Optional<ImportDraft> draft = model.fields().draftProperty().get();
        banner.show(model.fields().faultProperty().get());
        Controls.show(model.lookingProperty().get().isPresent(), working);
        Controls.show(draft.isPresent(), cards);
        Controls.show(model.backbone().candidateProperty().get().isPresent(), teach);
        draft.ifPresent(this::show);
    }

    private void show(ImportDraft draft) {
        String name = draft.family();
        family.setText(texts.getOr("family." + name, name));
        why.setText(
                draft.unknown().isPresent() && draft.isCustom()
                        ? texts.get("model.unknown")
                        : texts.getOr("why." + name, draft.reason()));
        asks.setText(
                draft.asksRoles()
                        ? texts.get("model.asksRoles")
                        : draft.asksDefects() ? texts.get("model.asksDefects") : texts.get("model.asksNothing"));
        asks.setGraphic(Controls.icon(draft.isAnswered() ? Feather.CHECK_CIRCLE : Feather.HELP_CIRCLE));
        following = true;
        families.setValue(name);
        following = false;
        show(draft.papers());
        summary.getChildren().clear();
        draft.fields().stream()
                .filter(f -> SUMMARY.contains(f.name()))
                .forEach(f -> row(summary, words.name(f.name()), words.value(f)));
        draft.roles().forEach((output, role) -> row(summary, output, words.choice(role)));
    }

    private void show(ModelPapers of) {
        papers.getChildren().clear();
        row(papers, texts.get("papers.file"), of.name());
        row(papers, texts.get("papers.size"), size(of.bytes()));
        row(papers, "SHA-256", of.sha256());
        row(papers, texts.get("papers.producer"), of.producer().isBlank() ? texts.get("papers.none") : of.producer());
        row(papers, "Opset", of.opset() == 0 ? texts.get("papers.none") : Long.toString(of.opset()));
        row(papers, texts.get("papers.licence"), of.licence().orElseGet(() -> texts.get("papers.noLicence")));
        row(
                papers,
                texts.get("papers.siblings"),
                of.siblings().isEmpty() ? texts.get("papers.noSiblings") : String.join(", ", of.siblings()));
        row(papers, texts.get("papers.inputs"), String.join("\n", of.inputs()));
        row(papers, texts.get("papers.outputs"), String.join("\n", of.outputs()));
    }

    private String size(long bytes) {
        return bytes < 1_000_000
                ? texts.get("papers.kilobytes", texts.number(bytes / 1e3, 1))
                : texts.get("papers.megabytes", texts.number(bytes / 1e6, 1));
    }

    private static void row(GridPane grid, String name, String value) {
        int row = grid.getRowCount();
        Label key = Controls.label(name, "text-muted");
        Label text = Cards.wrapped();
        text.setText(value);
        GridPane.setValignment(key, VPos.TOP);
        grid.addRow(row, key, text);
    }
}
