package loupe.ui.teach;

import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javafx.beans.property.IntegerProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Spinner;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import javafx.util.StringConverter;
import loupe.app.Method;
import loupe.samples.TeachingPictures;
import loupe.train.backbone.Backbones;
import loupe.ui.widget.Banner;
import loupe.ui.widget.Controls;
import loupe.ui.widget.Follow;
import loupe.ui.widget.Texts;
import org.kordamp.ikonli.feather.Feather;

/** Which method: a card each, and below what can be set. Binds only. */
final class MethodPage extends VBox {
    private final TeachViewModel screen;
    private final MethodsViewModel model;
    private final Texts texts;
    private final List<MethodCard> cards = new ArrayList<>();
    private final Label from = Controls.label("", "text-muted");
    private final HBox trained;
    private final CheckBox resume;
    private final HBox more;
    private final CheckBox anyPose;
    private final Node backbone;
    private final Banner banner;

    MethodPage(TeachViewModel screen, Supplier<List<String>> backbones, Texts texts) {
        super(12);
        this.screen = screen;
        this.model = screen.methods();
        this.texts = texts;
        this.banner = new Banner(texts.locale());
        this.resume = new CheckBox(texts.get("method.resume"));
        resume.selectedProperty().bindBidirectional(model.resumeProperty());
        this.anyPose = new CheckBox(texts.get("method.anyPose"));
        anyPose.selectedProperty().bindBidirectional(model.anyPoseProperty());
        this.trained = row(
                Controls.label(texts.get("method.minutesField")),
                spinner(model.minutesProperty(), MethodsViewModel.MOST_MINUTES, texts.get("method.minutesField")),
                resume);
        this.backbone = backbone(backbones);
        this.more = row(
                Controls.label(texts.get("method.seed"), "text-muted"),
                spinner(model.seedProperty(), Integer.MAX_VALUE, texts.get("method.seed")),
                backbone,
                anyPose);
        getStyleClass().add("teach-page");
        ScrollPane scroll = new ScrollPane(grid());
        scroll.setFitToWidth(true);
        setVgrow(scroll, Priority.ALWAYS);
        getChildren().addAll(from, banner, scroll, options());
        follow();
        refresh();
    }

    private void follow() {
        Stream.of(
                        model.chosenProperty(),
                        model.picturesProperty(),
                        model.paceProperty(),
                        model.pacingProperty(),
                        model.steppedProperty(),
                        model.minutesProperty(),
                        model.anyPoseProperty(),
                        model.resumeProperty(),
                        model.faultProperty())
                .forEach(p -> Follow.changes(this, p, this::refresh));
    }

    private GridPane grid() {
        GridPane grid = new GridPane();
        grid.getStyleClass().add("teach-scrolled");
        grid.setHgap(12);
        grid.setVgap(12);
        ColumnConstraints half = new ColumnConstraints();
        half.setPercentWidth(50);
        half.setHgrow(Priority.ALWAYS);
        grid.getColumnConstraints().addAll(half, half);
        ToggleGroup group = new ToggleGroup();
        for (int i = 0; i < MethodsViewModel.ORDER.size(); i++) {
            MethodCard card = new MethodCard(MethodsViewModel.ORDER.get(i), model, group, texts);
            cards.add(card);
            card.setMaxHeight(Double.MAX_VALUE);
            grid.add(card, i % 2, i / 2);
        }
        return grid;
    }

    private VBox options() {
        ToggleButton open = Controls.toggle(Feather.SLIDERS, texts.get("method.more"));
        open.setId("method-more");
        open.selectedProperty().addListener((o, old, now) -> Controls.show(now, more));
        Controls.show(false, more);
        Runnable tell = () -> open.setSelected(open.isSelected()
                || !Backbones.DEFAULT.equals(model.backboneProperty().get()));
        Follow.changes(this, model.backboneProperty(), tell);
        tell.run();
        Button compare = Controls.button(Feather.BAR_CHART_2, texts.get("compare.title"), () -> screen.comparing(true));
        compare.setId("method-compare");
        HBox first = row(open, compare, Controls.spacer(), trained);
        return new VBox(10, first, more);
    }

    private static HBox row(Node... nodes) {
        HBox row = new HBox(10, nodes);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private static Spinner<Integer> spinner(IntegerProperty value, int most, String name) {
        Spinner<Integer> spinner = new Spinner<>(1, most, value.get());
        spinner.setEditable(true);
        spinner.setPrefWidth(110);
        spinner.getEditor().setAccessibleText(name);
        spinner.setAccessibleText(name);
        spinner.valueProperty().addListener((o, old, now) -> {
            if (now != null) {
                value.set(now);
            }
        });
        return spinner;
    }

    private Node backbone(Supplier<List<String>> known) {
        ComboBox<String> names = new ComboBox<>();
        names.getItems().setAll(known.get());
        names.setOnShowing(e -> names.getItems().setAll(known.get()));
        names.setConverter(new StringConverter<>() {
            @Override
            public String toString(String nameOrFile) {
                return nameOrFile == null
                        ? ""
                        : nameOrFile.replaceFirst("^.*[/\\\\]", "").replaceFirst("\\.onnx$", "");
            }

            @Override
            public String fromString(String text) {
                return text;
            }
        });
        names.setId("method-backbone");
        names.valueProperty().bindBidirectional(model.backboneProperty());
        names.setAccessibleText(texts.get("method.backbone"));
        names.setMaxWidth(240);
        Button file = Controls.iconButton(Feather.FILE, texts.get("method.backboneFile"), () -> {
            FileChooser chooser = new FileChooser();
            chooser.setTitle(texts.get("method.backboneFile"));
            chooser.getExtensionFilters().add(new FileChooser.ExtensionFilter("ONNX", "*.onnx"));
            Optional.ofNullable(chooser.showOpenDialog(getScene().getWindow()))
                    .map(File::getAbsolutePath)
                    .ifPresent(model.backboneProperty()::set);
        });
        return row(Controls.label(texts.get("method.backbone"), "text-muted"), names, file);
    }

    private void refresh() {
        TeachingPictures pictures = model.picturesProperty().get();
        from.setText(texts.get(
                "method.from", pictures.good().size(), pictures.defects().size()));
        cards.forEach(MethodCard::refresh);
        Method chosen = model.chosenProperty().get();
        Controls.show(chosen.isTrained(), trained);
        Controls.show(model.canResume(chosen), resume);
        Controls.show(!chosen.isTrained(), backbone);
        Controls.show(chosen == Method.TRANSFER, anyPose);
        banner.show(model.faultProperty().get());
    }
}
