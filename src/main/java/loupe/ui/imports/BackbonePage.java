package loupe.ui.imports;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import loupe.app.KeptBackbones.Candidate;
import loupe.app.KeptBackbones.Feeding;
import loupe.train.backbone.Tap;
import loupe.ui.widget.Banner;
import loupe.ui.widget.Cards;
import loupe.ui.widget.Controls;
import loupe.ui.widget.Follow;
import loupe.ui.widget.Texts;
import org.kordamp.ikonli.feather.Feather;

/** A model as a network to teach with: its card, how it is fed, where it is tapped. Binds only. */
final class BackbonePage extends VBox {
    private final ImportViewModel screen;
    private final BackboneViewModel model;
    private final Texts texts;
    private final Banner banner;
    private final VBox taps = new VBox(8);
    private final Label licence = Cards.wrapped();
    private final Label digest = Cards.wrapped();
    private final Label facts = Cards.wrapped("text-muted");
    private final ComboBox<Feeding> feeding = new ComboBox<>();
    private final Button keep;
    private final HBox working;

    BackbonePage(ImportViewModel screen, Texts texts) {
        super(12);
        this.screen = screen;
        this.model = screen.backbone();
        this.texts = texts;
        this.banner = new Banner(texts.locale());
        this.keep = Controls.button(Feather.BOOK_OPEN, texts.get("backbone.keep"), screen::keepBackbone);
        keep.getStyleClass().add("accent");
        keep.setId("backbone-keep");
        ProgressBar bar = new ProgressBar(ProgressBar.INDETERMINATE_PROGRESS);
        bar.setAccessibleText(texts.get("backbone.trying"));
        this.working = new HBox(12, bar, Controls.label(texts.get("backbone.trying"), "text-muted"));
        working.setAlignment(Pos.CENTER_LEFT);
        getStyleClass().add("teach-page");
        setId("import-backbone");
        HBox cards = new HBox(14, card(), tapCard());
        setVgrow(cards, Priority.ALWAYS);
        Label about = Cards.wrapped("text-muted");
        about.setText(texts.get("backbone.about"));
        getChildren().addAll(about, banner, cards, buttons());
        Stream.of(model.tapsProperty(), model.nameProperty(), model.standProperty(), model.faultProperty())
                .forEach(p -> Follow.changes(this, p, this::refresh));
        Follow.changes(this, model.candidateProperty(), this::rebuild);
        rebuild();
    }

    private HBox buttons() {
        Button inspect =
                Controls.button(Feather.CHEVRON_LEFT, texts.get("backbone.inspect"), () -> screen.teachWithIt(false));
        inspect.setId("backbone-inspect");
        HBox row = new HBox(10, keep, inspect, working);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private VBox card() {
        TextField name = new TextField();
        name.textProperty().bindBidirectional(model.nameProperty());
        name.setAccessibleText(texts.get("save.name"));
        name.setId("backbone-name");
        feeding.setAccessibleText(texts.get("backbone.feeding"));
        feeding.setMaxWidth(Double.MAX_VALUE);
        feeding.setConverter(new StringConverter<>() {
            @Override
            public String toString(Feeding how) {
                return how == null ? "" : texts.get("feeding." + how);
            }

            @Override
            public Feeding fromString(String text) {
                return null;
            }
        });
        feeding.valueProperty().bindBidirectional(model.feedingProperty());
        VBox card = Cards.card(
                texts.get("backbone.card"),
                named("save.name", name),
                named("papers.licence", licence),
                named("backbone.digest", digest),
                named("backbone.feeding", feeding),
                facts);
        card.setMinWidth(0);
        card.setPrefWidth(480);
        HBox.setHgrow(card, Priority.ALWAYS);
        return card;
    }

    private VBox named(String key, Node node) {
        Label label = Controls.label(texts.get(key), "text-muted");
        label.setLabelFor(node);
        return new VBox(4, label, node);
    }

    private VBox tapCard() {
        Label note = Cards.wrapped("text-muted");
        note.setText(texts.get("backbone.tapsNote"));
        ScrollPane scroll = new ScrollPane(taps);
        scroll.setFitToWidth(true);
        setVgrow(scroll, Priority.ALWAYS);
        VBox card = Cards.card(texts.get("backbone.taps"), note, scroll);
        card.setMinWidth(0);
        card.setPrefWidth(480);
        HBox.setHgrow(card, Priority.ALWAYS);
        return card;
    }

    private void rebuild() {
        taps.getChildren().clear();
        Optional<Candidate> candidate = model.candidateProperty().get();
        candidate.ifPresent(c -> {
            List<Feeding> ways = Stream.of(Feeding.values())
                    .filter(f -> f != Feeding.CARD || c.hasCard())
                    .toList();
            feeding.getItems().setAll(ways);
            feeding.setValue(c.feeding());
            c.choices().forEach(t -> taps.getChildren().add(box(t, c)));
            licence.setText(
                    c.card().licence().equals("unknown")
                            ? texts.get("papers.noLicence")
                            : c.card().licence());
            digest.setText(c.card().sha256());
            String note =
                    c.hasCard() && !c.card().note().isBlank() ? " " + c.card().note() : "";
            facts.setText(texts.get(
                            "backbone.facts",
                            c.card().inputSize(),
                            c.card().layout().name())
                    + note);
        });
        refresh();
    }

    private CheckBox box(Tap tap, Candidate candidate) {
        boolean proposed = candidate.card().taps().contains(tap);
        String words = texts.get("backbone.tap", tap.stride(), tap.channels(), tap.tensor());
        CheckBox box = new CheckBox(proposed ? words + texts.get("backbone.proposed") : words);
        box.setUserData(tap);
        box.setMinWidth(0);
        box.setOnAction(e -> model.choose(tap, box.isSelected()));
        return box;
    }

    private void refresh() {
        banner.show(model.faultProperty().get());
        Controls.show(model.standProperty().get().isPresent(), working);
        keep.setDisable(!model.canKeep());
        for (Node node : taps.getChildren()) {
            if (node instanceof CheckBox box && box.getUserData() instanceof Tap tap) {
                box.setSelected(model.tapsProperty().get().contains(tap));
            }
        }
    }
}
