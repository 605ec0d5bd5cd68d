package loupe.ui.imports;

import java.io.File;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import loupe.app.ImportDraft;
import loupe.app.ModelAssistant.Tried;
import loupe.app.ModelImport;
import loupe.imaging.HeatMapStyle;
import loupe.ui.imports.ImportView.Canvases;
import loupe.ui.widget.Banner;
import loupe.ui.widget.Cards;
import loupe.ui.widget.Controls;
import loupe.ui.widget.Follow;
import loupe.ui.widget.ImageCanvas;
import loupe.ui.widget.OverlayTools;
import loupe.ui.widget.Picture;
import loupe.ui.widget.Texts;
import org.kordamp.ikonli.feather.Feather;

/** The model tried on a picture: what it is fed, its map, the probes; every output where nobody knows them. */
final class PreviewPage extends VBox {
    private final ImportViewModel screen;
    private final PreviewViewModel model;
    private final Texts texts;
    private final Canvases canvases;
    private final Banner banner;
    private final ProgressBar bar = new ProgressBar(ProgressBar.INDETERMINATE_PROGRESS);
    private final HBox working;
    private final Label source = Controls.label("", "text-muted");
    private final ImageCanvas fed;
    private final ImageCanvas map;
    private final OverlayTools overlayTools;
    private final Label fedWords = Cards.wrapped("text-muted");
    private final Label mapWords = Cards.wrapped("text-muted");
    private final Label score = Controls.label("", "score-number");
    private final GridPane probes = new GridPane();
    private final VBox warnings = new VBox(8);
    private final FlowPane tiles = new FlowPane(12, 12);
    private final VBox outputs;
    private final HBox pictures;

    PreviewPage(ImportViewModel screen, Canvases canvases, Texts texts) {
        super(12);
        this.screen = screen;
        this.model = screen.preview();
        this.texts = texts;
        this.canvases = canvases;
        this.banner = new Banner(texts.locale());
        this.fed = new ImageCanvas(canvases.painter(), canvases.fx());
        this.map = new ImageCanvas(canvases.painter(), canvases.fx());
        this.overlayTools = new OverlayTools(canvases.overlay(), texts);
        this.working = working();
        this.outputs = outputs();
        this.pictures = new HBox(12, fedCard(), mapCard(), side());
        setVgrow(pictures, Priority.ALWAYS);
        getStyleClass().add("teach-page");
        setId("import-preview");
        getChildren().addAll(tools(), banner, working, outputs, pictures);
        Stream.of(
                        model.triedProperty(),
                        model.sourceProperty(),
                        model.standProperty(),
                        model.faultProperty(),
                        screen.fields().draftProperty())
                .forEach(p -> Follow.changes(this, p, this::refresh));
        Follow.changes(this, model.outputsProperty(), this::refreshOutputs);
        Follow.changes(this, canvases.overlay(), this::overlay);
        refreshOutputs();
        refresh();
    }

    private HBox tools() {
        Button file = Controls.button(Feather.IMAGE, texts.get("preview.choose"), this::choose);
        Button line = Controls.button(Feather.CAMERA, texts.get("preview.fromLine"), () -> {
            source.setText(texts.get("preview.waiting"));
            model.useNextPart(texts.get("preview.linePart"));
        });
        Button parity = Controls.button(Feather.BAR_CHART_2, texts.get("preview.parity"), () -> screen.go(Step.PARITY));
        parity.setId("import-parity-button");
        source.setMinWidth(0);
        HBox row = new HBox(10, file, line, source, Controls.spacer(), parity);
        for (Button b : List.of(file, line, parity)) {
            b.setMinWidth(USE_PREF_SIZE);
        }
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private void choose() {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(texts.get("preview.choose"));
        File file = chooser.showOpenDialog(getScene().getWindow());
        Optional.ofNullable(file).map(File::toPath).ifPresent(model::use);
    }

    private HBox working() {
        bar.setPrefWidth(260);
        bar.setAccessibleText(texts.get("preview.trying"));
        HBox row = new HBox(
                12,
                bar,
                Controls.label(texts.get("preview.trying"), "text-muted"),
                Controls.spacer(),
                Controls.button(Feather.X, texts.get("import.cancel"), model::cancel));
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private VBox outputs() {
        ScrollPane scroll = new ScrollPane(tiles);
        scroll.setFitToWidth(true);
        scroll.setPrefViewportHeight(236);
        scroll.setMinHeight(150);
        setVgrow(scroll, Priority.ALWAYS);
        Label ask = Cards.wrapped("question-words");
        ask.setText(texts.get("preview.roles"));
        VBox box = new VBox(8, ask, scroll);
        box.setId("import-outputs");
        return box;
    }

    private static VBox framed(String title, ImageCanvas canvas, Node... below) {
        StackPane frame = new StackPane(canvas);
        frame.getStyleClass().add("picture-frame");
        frame.setMinSize(0, 0);
        setVgrow(frame, Priority.ALWAYS);
        VBox card = Cards.card(title, frame);
        card.getChildren().addAll(below);
        card.setMinSize(0, 0);
        return card;
    }

    private VBox fedCard() {
        fed.setAccessibleText(texts.get("preview.fed"));
        VBox card = framed(texts.get("preview.fed"), fed, fedWords);
        card.setPrefWidth(300);
        HBox.setHgrow(card, Priority.SOMETIMES);
        return card;
    }

    private VBox mapCard() {
        map.setAccessibleText(texts.get("preview.map"));
        VBox card = framed(texts.get("preview.map"), map, overlayTools, mapWords);
        card.setPrefWidth(460);
        HBox.setHgrow(card, Priority.ALWAYS);
        return card;
    }

    private VBox side() {
        probes.setHgap(12);
        probes.setVgap(4);
        VBox scored = Cards.card(texts.get("preview.score"), score);
        VBox probed = Cards.card(texts.get("preview.probes"), probes);
        VBox side = new VBox(12, scored, probed, warnings);
        side.setMinWidth(330);
        side.setPrefWidth(330);
        return side;
    }

    private void refresh() {
        Optional<ImportDraft> draft = screen.fields().draftProperty().get();
        boolean busy = model.standProperty().get().isPresent();
        banner.show(model.faultProperty().get());
        Controls.show(busy, working);
        String name = model.sourceProperty().get().name();
        source.setText(name.isEmpty() ? texts.get("preview.drawn") : name);
        Controls.show(draft.filter(ImportDraft::isCustom).isPresent(), outputs);
        Optional<Tried> tried = model.triedProperty().get();
        Controls.show(tried.isPresent(), pictures);
        setVgrow(outputs, tried.isPresent() ? Priority.NEVER : Priority.ALWAYS);
        tried.ifPresent(this::show);
        tiles.getChildren().forEach(t -> draft.ifPresent(d -> ((OutputTile) t).show(d)));
    }

    /** Only a maker's threshold makes a contour; other colours end where this picture's values do. */
    private void overlay() {
        HeatMapStyle style = canvases.overlay().get();
        boolean limit = model.triedProperty()
                .get()
                .filter(t -> t.draft().isNormalised())
                .isPresent();
        overlayTools.offerContour(limit);
        map.setOverlay(style.withContour(limit && style.contour()));
    }

    private void show(Tried t) {
        overlay();
        fed.show(Optional.of(Picture.of(t.fed())), "");
        map.show(
                Optional.of(Picture.of(t.picture())
                        .withMap(Optional.of(t.prediction().map()), PreviewViewModel.scale(t))),
                "");
        fedWords.setText(texts.get(
                "preview.fedWords",
                t.fed().width() + " × " + t.fed().height(),
                t.draft().value("input.order"),
                texts.number(t.lowest(), 2),
                texts.number(t.highest(), 2)));
        mapWords.setText(texts.get(t.draft().isNormalised() ? "preview.scaleUnit" : "preview.scaleOwn"));
        score.setText(texts.number(t.prediction().score(), 4));
        probes.getChildren().clear();
        probes.addRow(
                0, head("preview.picture"), head("preview.score"), head("preview.mapFrom"), head("preview.mapTo"));
        for (ModelImport.Probe p : t.probes()) {
            probes.addRow(
                    probes.getRowCount(),
                    Controls.label(texts.get("probe." + p.picture())),
                    Controls.label(texts.number(p.score(), 3)),
                    Controls.label(texts.number(p.lowest(), 3)),
                    Controls.label(texts.number(p.highest(), 3)));
        }
        warnings.getChildren().setAll(t.warnings().stream().map(this::warning).toList());
    }

    private Label head(String key) {
        return Controls.label(texts.get(key), "text-muted");
    }

    private Label warning(ModelImport.Warning warning) {
        Label label = Cards.wrapped("caution");
        label.setText(texts.get("warning." + warning));
        return label;
    }

    private void refreshOutputs() {
        tiles.getChildren()
                .setAll(model.outputsProperty().get().stream()
                        .map(o -> new OutputTile(o, screen, texts))
                        .toList());
        refresh();
    }
}
