package loupe.ui.calibrate;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Executor;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import loupe.calibrate.Words;
import loupe.domain.DefectRegion;
import loupe.domain.Region;
import loupe.ui.calibrate.PartLoader.Loaded;
import loupe.ui.widget.Banner;
import loupe.ui.widget.Cards;
import loupe.ui.widget.Controls;
import loupe.ui.widget.Follow;
import loupe.ui.widget.FramePainter;
import loupe.ui.widget.PartPictures;
import loupe.ui.widget.Picture;
import loupe.ui.widget.Texts;
import org.kordamp.ikonli.feather.Feather;

/** Pixel threshold, smallest area and scale, with a live preview. Binds only. */
final class RegionsPage extends BorderPane {
    private static final double LARGEST = 100;

    private final RegionsViewModel model;
    private final Texts texts;
    private final Words words;
    private final PartPictures pictures;
    private final RegionOverlay overlay;
    private final Map<PixelRule, RadioButton> rules = new EnumMap<>(PixelRule.class);
    private final Slider pixel = new Slider();
    private final Label pixelValue = Controls.label("", "term-value");
    private final Slider area = new Slider(0, LARGEST, 0);
    private final Label areaValue = Controls.label("", "term-value");
    private final Label scaleValue = Cards.wrapped("proof-note");
    private final TextField length = new TextField();
    private final Label found = Controls.label("", "regions-found");
    private final Label name = Controls.label("", "text-muted");
    private final Label learning = Cards.wrapped("proof-note", "regions-learning");
    private final Banner banner;
    private double rulerPixels;
    private boolean writing;

    RegionsPage(CalibrateViewModel wizard, FramePainter painter, Executor fx, Texts texts) {
        this.model = wizard.regions();
        this.texts = texts;
        this.words = new Words(texts.locale());
        this.pictures = new PartPictures(wizard.overlayProperty(), painter, fx, texts);
        this.overlay = new RegionOverlay(pictures.canvas(), this::onRuler, this::onFrame);
        this.banner = new Banner(texts.locale());
        getStyleClass().add("regions-page");
        VBox side = new VBox(10, pixelCard(), areaCard(), scaleCard(), sightCard(), banner);
        ScrollPane scroll = new ScrollPane(side);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().addAll("edge-to-edge", "regions-side");
        setLeft(scroll);
        setCenter(new VBox(8, new StackPane(pictures, overlay), below()));
        VBox.setVgrow(((VBox) getCenter()).getChildren().get(0), Priority.ALWAYS);
        follow();
        refresh();
    }

    private void follow() {
        Follow.changes(this, model.pixelProperty(), this::refresh);
        Follow.changes(this, model.areaProperty(), this::refresh);
        Follow.changes(this, model.ruleProperty(), this::refresh);
        Follow.changes(this, model.studyProperty(), this::refresh);
        Follow.changes(this, model.scaleProperty(), this::refresh);
        Follow.changes(this, model.previewProperty(), this::refresh);
        Follow.changes(this, model.faultProperty(), this::refresh);
        pixel.valueProperty().addListener((o, old, now) -> {
            if (!writing) {
                model.pixelProperty().set(now.doubleValue());
            }
        });
        area.valueProperty().addListener((o, old, now) -> {
            if (!writing) { // squared: small areas matter most
                model.areaProperty().set(Math.rint(now.doubleValue() * now.doubleValue()));
            }
        });
    }

    private VBox pixelCard() {
        VBox card = Cards.card(texts.get("regions.pixel"));
        ToggleGroup group = new ToggleGroup();
        for (PixelRule rule : PixelRule.values()) {
            RadioButton button = new RadioButton(texts.get("regions.rule." + rule));
            button.setToggleGroup(group);
            button.setWrapText(true);
            button.setMinHeight(USE_PREF_SIZE);
            button.setOnAction(e -> model.ruleProperty().set(rule));
            rules.put(rule, button);
            card.getChildren().add(button);
        }
        pixel.setAccessibleText(texts.get("regions.pixel"));
        card.getChildren().addAll(row(pixel, pixelValue), learning);
        return card;
    }

    private static HBox row(Slider slider, Label value) {
        HBox.setHgrow(slider, Priority.ALWAYS);
        value.setMinWidth(90);
        value.setAlignment(Pos.CENTER_RIGHT);
        HBox row = new HBox(8, slider, value);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private VBox areaCard() {
        area.setAccessibleText(texts.get("regions.area"));
        Label note = Cards.wrapped("proof-note");
        note.setText(texts.get("regions.areaNote"));
        return Cards.card(texts.get("regions.area"), row(area, areaValue), note);
    }

    private VBox scaleCard() {
        ToggleButton ruler = Controls.toggle(Feather.EDIT_2, texts.get("regions.ruler"));
        ruler.selectedProperty().bindBidirectional(overlay.measuringProperty());
        length.setPrefColumnCount(6);
        length.setAccessibleText(texts.get("regions.length"));
        length.setPromptText("mm");
        length.setOnAction(e -> measure());
        length.textProperty().addListener(o -> measure());
        Label unit = Cards.wrapped("proof-note");
        unit.setText(texts.get("regions.length"));
        HBox row = new HBox(8, ruler, length);
        row.setAlignment(Pos.CENTER_LEFT);
        length.disableProperty().bind(overlay.measuringProperty().not());
        unit.setLabelFor(length);
        return Cards.card(texts.get("regions.scale"), row, unit, scaleValue);
    }

    private SightCard sightCard() {
        return new SightCard(model.sight(), model.scaleProperty(), overlay.framingProperty(), texts);
    }

    private void onFrame(Region drawn) {
        model.previewProperty().get().ifPresent(part -> model.sight().setPart(drawn, part.image()));
    }

    private HBox below() {
        HBox row = new HBox(
                8,
                found,
                Controls.spacer(),
                name,
                Controls.iconButton(Feather.CHEVRON_LEFT, texts.get("part.previous"), () -> model.step(-1)),
                Controls.iconButton(Feather.CHEVRON_RIGHT, texts.get("part.next"), () -> model.step(1)));
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private void onRuler(double pixels) {
        rulerPixels = pixels;
        measure();
    }

    private void measure() {
        try {
            model.measure(
                    rulerPixels, Double.parseDouble(length.getText().strip().replace(',', '.')));
        } catch (NumberFormatException e) {
            scaleValue.setText(texts.get("regions.scaleNote")); // not yet a number
        }
    }

    private void refresh() {
        writing = true;
        double[] range = model.pixelRange();
        pixel.setMin(range[0]);
        pixel.setMax(Math.max(range[1], range[0] + 1e-6));
        pixel.setValue(model.pixelProperty().get());
        area.setValue(Math.sqrt(model.areaProperty().get()));
        writing = false;
        rules.forEach((rule, button) -> {
            button.setSelected(model.ruleProperty().get() == rule);
            button.setDisable(!model.isOffered(rule) || model.isFixed());
        });
        pixel.setDisable(model.isFixed());
        pixelValue.setText(words.number(model.pixelProperty().get()));
        areaValue.setText(areaText(model.areaProperty().get()));
        boolean waiting = model.ruleProperty().get() == PixelRule.BLOB
                && model.studyProperty().get().isEmpty();
        learning.setText(model.isFixed() ? texts.get("regions.fixed") : waiting ? texts.get("regions.learning") : "");
        learning.setManaged(!learning.getText().isEmpty());
        OptionalDouble scale = model.scaleProperty().get();
        scaleValue.setText(
                scale.isPresent()
                        ? texts.get("regions.scaleIs", words.number(scale.getAsDouble()))
                        : texts.get("regions.scaleNote"));
        banner.show(model.faultProperty().get());
        preview();
    }

    private String areaText(double pixels) {
        OptionalDouble scale = model.scaleProperty().get();
        if (scale.isPresent()) {
            return texts.get("regions.mm", words.number(pixels * scale.getAsDouble() * scale.getAsDouble()));
        }
        return texts.get("regions.px", texts.integer(Math.round(pixels)));
    }

    private void preview() {
        Optional<Loaded> part = model.previewProperty().get();
        List<DefectRegion> regions = model.regions();
        double smallest = model.areaProperty().get();
        long kept = regions.stream().filter(r -> r.area() >= smallest).count();
        overlay.show(regions, smallest);
        pictures.show(
                part.map(p -> Picture.of(p.image())
                        .withMap(Optional.of(model.heat(p.prediction().map())))
                        .withRegions(regions)
                        .withMask(p.mask())),
                "");
        found.setText(part.isPresent() ? texts.get("regions.found", kept, regions.size() - kept) : "");
        name.setText(part.map(p -> CallGallery.typeName(p.part(), texts) + " · "
                        + texts.get("part.place", model.place(), model.count()))
                .orElse(""));
    }

    /** True when the key was used. */
    boolean handleKey(KeyCode code) {
        switch (code) {
            case RIGHT, DOWN -> model.step(1);
            case LEFT, UP -> model.step(-1);
            case R ->
                overlay.measuringProperty().set(!overlay.measuringProperty().get());
            default -> {
                return false;
            }
        }
        return true;
    }
}
