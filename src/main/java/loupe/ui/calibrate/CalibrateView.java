package loupe.ui.calibrate;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import loupe.domain.Recipe;
import loupe.ui.widget.Banner;
import loupe.ui.widget.Controls;
import loupe.ui.widget.Follow;
import loupe.ui.widget.FramePainter;
import loupe.ui.widget.Stepper;
import loupe.ui.widget.Texts;
import org.kordamp.ikonli.feather.Feather;

/** The wizard: steps above, one page, back and next below; a part may lie over all of it. Binds only. */
public final class CalibrateView extends StackPane {
    private final CalibrateViewModel model;
    private final Texts texts;
    private final Map<Step, Node> pages = new EnumMap<>(Step.class);
    private final BorderPane frame = new BorderPane();
    private final Stepper stepper;
    private final Label title = Controls.label("", "wizard-title");
    private final Banner banner;
    private final Button back;
    private final Button next;
    private final SamplesView samples;
    private final PolicyPage policy;
    private final RegionsPage regions;
    private final PartView part;

    public CalibrateView(CalibrateViewModel model, FramePainter painter, Executor work, Executor fx, Texts shared) {
        this.model = model;
        this.texts = shared.forScreen(CalibrateView.class);
        this.stepper = stepper();
        this.banner = new Banner(texts.locale());
        this.back = Controls.button(Feather.CHEVRON_LEFT, texts.get("wizard.back"), model::back);
        this.next = Controls.button(Feather.CHEVRON_RIGHT, texts.get("wizard.next"), model::next);
        this.samples = new SamplesView(model.samples(), painter, work, fx, shared);
        this.policy = new PolicyPage(model, fx, texts);
        this.regions = new RegionsPage(model, painter, fx, texts);
        this.part = new PartView(model, painter, fx, texts);
        pages.put(Step.SAMPLES, new SamplesPage(model, samples, texts));
        pages.put(Step.SCORING, new ScoringPage(model, texts));
        pages.put(Step.POLICY, policy);
        pages.put(Step.REGIONS, regions);
        pages.put(Step.CONFIRM, new ConfirmPage(model, texts));
        getStyleClass().add("calibrate");
        frame.setTop(new VBox(head(), banner));
        frame.setBottom(foot());
        getChildren().addAll(frame, part);
        addEventHandler(KeyEvent.KEY_PRESSED, this::page);
        follow();
        refresh();
        model.refreshRecipes();
    }

    private Stepper stepper() {
        List<String> words =
                Step.ALL.stream().map(s -> texts.get("wizard.step." + s)).toList();
        return new Stepper(words, i -> model.go(Step.ALL.get(i)));
    }

    private HBox head() {
        title.setMinWidth(0);
        HBox row = new HBox(22, title, stepper);
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add("wizard-head");
        return row;
    }

    private HBox foot() {
        back.setTooltip(new Tooltip(texts.get("wizard.back") + " (Alt ←)"));
        next.setTooltip(new Tooltip(texts.get("wizard.next") + " (Alt →)"));
        next.getStyleClass().add("accent");
        next.setContentDisplay(javafx.scene.control.ContentDisplay.RIGHT);
        next.setId("wizard-next");
        HBox row = new HBox(10, Controls.spacer(), back, next);
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add("wizard-foot");
        return row;
    }

    private void follow() {
        Follow.changes(this, model.stepProperty(), this::refresh);
        Follow.changes(this, model.recipeProperty(), this::refresh);
        Follow.changes(this, model.faultProperty(), this::refresh);
        Follow.changes(this, model.samples().countsProperty(), this::refreshButtons);
        Follow.changes(this, model.samples().storeProperty(), this::refreshButtons);
        Follow.changes(this, model.scoring().measuredProperty(), this::refreshButtons);
        Follow.changes(this, model.policy().standingProperty(), this::refreshButtons);
        Follow.changes(this, model.policy().faultProperty(), this::refreshButtons);
    }

    private void refresh() {
        Step step = model.stepProperty().get();
        Recipe recipe = model.recipeProperty().get();
        title.setText(recipe == null ? texts.get("wizard.title") : recipe.name());
        stepper.show(step.index());
        banner.show(model.faultProperty().get());
        if (frame.getCenter() != pages.get(step)) {
            frame.setCenter(pages.get(step));
            pages.get(step).requestFocus();
        }
        refreshButtons();
    }

    private void refreshButtons() {
        Step step = model.stepProperty().get();
        back.setDisable(step == Step.SAMPLES);
        next.setVisible(step != Step.CONFIRM);
        next.setManaged(step != Step.CONFIRM);
        next.setDisable(!model.canGoOn());
        if (step != Step.CONFIRM) {
            String to = texts.get("wizard.step." + step.by(1));
            next.setText(texts.get("wizard.nextIs", to));
        }
    }

    private void page(KeyEvent e) {
        if (e.isAltDown() && (e.getCode() == KeyCode.LEFT || e.getCode() == KeyCode.RIGHT)) {
            if (e.getCode() == KeyCode.LEFT) {
                model.back();
            } else {
                model.next();
            }
            e.consume();
        }
    }

    /** The keys of this screen, when no control has used them. True when the key was used. */
    public boolean handleKey(KeyCode code) {
        if (part.isVisible()) {
            return part.handleKey(code);
        }
        return switch (model.stepProperty().get()) {
            case REGIONS -> regions.handleKey(code);
            case SAMPLES, SCORING, POLICY, CONFIRM -> false;
        };
    }

    /** Ends the threads of the thumbnails. */
    public void close() {
        samples.close();
        policy.close();
    }
}
