package loupe.ui.live;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import javafx.css.PseudoClass;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import loupe.domain.Inspection;
import loupe.domain.Outcome;
import loupe.domain.Prediction;
import loupe.domain.Recipe;
import loupe.imaging.HeatMapStyle;
import loupe.ui.widget.Banner;
import loupe.ui.widget.CalibrationBadge;
import loupe.ui.widget.Controls;
import loupe.ui.widget.Follow;
import loupe.ui.widget.FramePainter;
import loupe.ui.widget.ImageCanvas;
import loupe.ui.widget.Legend;
import loupe.ui.widget.OutcomeShape;
import loupe.ui.widget.OverlayTools;
import loupe.ui.widget.OverruleBar;
import loupe.ui.widget.Picture;
import loupe.ui.widget.RelativeScore;
import loupe.ui.widget.RepairLens;
import loupe.ui.widget.RepairMode;
import loupe.ui.widget.RepairTools;
import loupe.ui.widget.Texts;
import org.kordamp.ikonli.feather.Feather;

/** The operator's screen: picture with heat map, the verdict, counters, and the last parts. Binds only. */
public final class LiveView extends BorderPane {
    private static final PseudoClass STALE = PseudoClass.getPseudoClass("stale");

    /** Frame width, pixels, from which tools and legend fit side by side. */
    private static final double WIDE = 720;

    private final LiveViewModel model;
    private final RecipeChoice choice;
    private final Texts texts;
    private final ImageCanvas canvas;
    private final RepairLens lens;
    private final PartStrip strip;
    private final StackPane frame;
    private final Banner banner;
    private final Label noPicture;
    private final Label recipeName = Controls.label("", "recipe-name");
    private final Label recipeVersion = Controls.label("", "text-muted");
    private final CalibrationBadge badge;
    private final HBox heldNote;
    private final Legend legend;
    private final OverlayTools tools;
    private final Button wrong;

    /** {@code wrong} hears that somebody calls the verdict on the part in view wrong. */
    public LiveView(
            LiveViewModel model, RecipeChoice choice, FramePainter painter, Executor fx, Texts shared, Runnable wrong) {
        this.model = model;
        this.choice = choice;
        this.texts = shared.forScreen(LiveView.class);
        this.canvas = new ImageCanvas(painter, fx);
        this.lens = new RepairLens(this, painter, fx, canvas::show);
        this.strip = new PartStrip(painter, fx, texts, model::hold);
        this.banner = new Banner(texts.locale());
        this.badge = new CalibrationBadge(texts);
        this.noPicture = Controls.label(texts.get("live.noPictureYet"), "no-picture");
        this.heldNote = heldNote();
        this.legend = new Legend(texts);
        this.tools = new OverlayTools(model.overlayProperty(), texts);
        this.wrong = OverruleBar.wrongButton(texts, wrong);
        this.frame = frame();
        getStyleClass().add("live");
        VBox middle = new VBox(10, header(), banner, frame, strip);
        middle.getStyleClass().add("live-middle");
        VBox.setVgrow(frame, Priority.ALWAYS);
        setCenter(middle);
        setRight(new SidePanel(model, texts));
        bind();
        addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    }

    private HBox header() {
        HBox recipe = new HBox(8, recipeName, recipeVersion);
        recipe.setAlignment(Pos.CENTER_LEFT);
        recipe.getStyleClass().add("chip");
        HBox row = new HBox(10, recipe, badge, new RecipeMenu(choice, texts), Controls.spacer(), heldNote);
        row.setAlignment(Pos.CENTER_LEFT);
        row.setMinHeight(40);
        row.widthProperty().addListener((o, old, now) -> badge.setBrief(now.doubleValue() < WIDE));
        recipe.setMinWidth(USE_PREF_SIZE);
        for (Node named : List.of(recipe, badge)) {
            named.visibleProperty().bind(recipeName.textProperty().isNotEmpty());
            named.managedProperty().bind(named.visibleProperty());
        }
        return row;
    }

    private HBox heldNote() {
        HBox note = new HBox(
                8,
                Controls.icon(Feather.LOCK),
                Controls.label(texts.get("live.held")),
                Controls.button(Feather.CORNER_UP_LEFT, texts.get("live.backToLive"), model::release));
        note.getStyleClass().add("held-note");
        note.setMinWidth(USE_PREF_SIZE); // the badge beside it gives way first
        note.setAlignment(Pos.CENTER_LEFT);
        return note;
    }

    private StackPane frame() {
        RepairTools repair = new RepairTools(lens, texts);
        repair.getStyleClass().add("floating");
        tools.visibleProperty().bind(lens.modeProperty().isEqualTo(RepairMode.PART));
        HBox left = new HBox(8, wrong, repair);
        left.setPickOnBounds(false);
        left.setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
        StackPane pane = new StackPane(noPicture, canvas, tools, legend, left);
        StackPane.setAlignment(left, Pos.TOP_LEFT);
        StackPane.setMargin(left, new Insets(10));
        StackPane.setAlignment(tools, Pos.BOTTOM_LEFT);
        StackPane.setAlignment(legend, Pos.BOTTOM_RIGHT);
        StackPane.setMargin(tools, new Insets(10));
        StackPane.setMargin(legend, new Insets(10));
        pane.getStyleClass().add("picture-frame");
        pane.widthProperty()
                .addListener((o, old, now) ->
                        StackPane.setAlignment(legend, now.doubleValue() < WIDE ? Pos.TOP_RIGHT : Pos.BOTTOM_RIGHT));
        pane.setMinSize(0, 0);
        canvas.setAccessibleText(texts.get("live.picture"));
        return pane;
    }

    private void bind() {
        Follow.changes(this, model.shownProperty(), () -> showPart());
        Follow.changes(this, model.heldProperty(), () -> showState());
        Follow.changes(this, model.faultProperty(), () -> showState());
        Follow.changes(this, model.stateProperty(), () -> showState());
        Follow.changes(this, model.overlayProperty(), () -> overlay());
        Follow.changes(this, choice.currentProperty(), () -> showPart());
        model.lookAtRepairs(false); // the view before may have, and its lens is gone
        lens.modeProperty().addListener((o, old, now) -> {
            model.lookAtRepairs(now != RepairMode.PART);
            overlay();
        });
        overlay();
        showPart();
    }

    private void overlay() {
        HeatMapStyle style = model.overlayProperty().get();
        canvas.setOverlay(style);
        legend.show(style);
        strip.use(style);
        legend.setVisible(lens.modeProperty().get() == RepairMode.PART);
    }

    private void showPart() {
        Optional<Inspection> part = model.shownProperty().get();
        Optional<Picture> picture = part.map(Picture::of);
        legend.show(picture);
        tools.show(picture);
        lens.show(
                picture,
                part.map(p -> RelativeScore.callout(p, texts)).orElse(""),
                part.flatMap(Inspection::prediction).flatMap(Prediction::repair));
        part.map(Inspection::recipe).or(choice.currentProperty()::get).ifPresent(this::showRecipe);
        strip.show(model.strip(), model.heldProperty().get() ? part : Optional.empty());
        showState();
    }

    /** Names the recipe that judges; before the first part, the one that will. */
    private void showRecipe(Recipe recipe) {
        recipeName.setText(recipe.name());
        recipeVersion.setText(texts.get("recipe.version", recipe.version()));
        badge.show(recipe.calibration());
    }

    private void showState() {
        boolean held = model.heldProperty().get();
        banner.show(held ? Optional.empty() : model.faultProperty().get());
        heldNote.setVisible(held);
        heldNote.setManaged(held);
        boolean picture = model.shownProperty()
                .get()
                .filter(i -> !i.frame().image().isEmpty())
                .isPresent();
        noPicture.setVisible(!picture);
        canvas.setVisible(picture);
        wrong.setVisible(picture);
        Optional<Outcome> outcome = model.outcome();
        Controls.restyle(frame, "picture-frame", OutcomeShape.styleClass(outcome));
        frame.pseudoClassStateChanged(
                STALE, !held && outcome.filter(o -> o != Outcome.ERROR).isEmpty());
    }

    private void key(KeyEvent e) {
        if (e.getCode() == KeyCode.ESCAPE && model.heldProperty().get()) {
            model.release();
            e.consume();
        }
    }

    /** The keys of this screen that count wherever the focus is. True when the key was used. */
    public boolean handleKey(KeyCode code) {
        switch (code) {
            case SPACE, P -> model.toggleRun();
            case N, PERIOD -> model.step();
            case L -> model.toggleLastFail();
            case ESCAPE -> model.release();
            case C -> OverlayTools.toggleContour(model.overlayProperty());
            case R -> lens.toggle(RepairMode.BESIDE);
            case F -> lens.toggle(RepairMode.FLICKER);
            case PLUS, ADD, EQUALS -> canvas.zoom(1.25);
            case MINUS, SUBTRACT -> canvas.zoom(0.8);
            case DIGIT0, NUMPAD0 -> canvas.fit();
            case DIGIT1, NUMPAD1 -> canvas.toggleZoom();
            default -> {
                return false;
            }
        }
        return true;
    }
}
