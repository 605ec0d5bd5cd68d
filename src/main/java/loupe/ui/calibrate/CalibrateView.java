package loupe.ui.calibrate;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import loupe.domain.Recipe;
import loupe.ui.widget.Banner;
import loupe.ui.widget.Controls;
import loupe.ui.widget.Follow;
import loupe.ui.widget.FramePainter;
import loupe.ui.widget.Texts;
import loupe.ui.widget.WizardFrame;
import loupe.ui.widget.WizardFrame.Turn;

/** The wizard: steps above, one page, back and next below; a part may lie over all of it. Binds only. */
public final class CalibrateView extends StackPane {
    private final CalibrateViewModel model;
    private final Texts texts;
    private final Map<Step, Node> pages = new EnumMap<>(Step.class);
    private final WizardFrame frame;
    private final Banner banner;
    private final SamplesView samples;
    private final PolicyPage policy;
    private final RegionsPage regions;
    private final PartView part;

    public CalibrateView(CalibrateViewModel model, FramePainter painter, Executor work, Executor fx, Texts shared) {
        this.model = model;
        this.texts = shared.forScreen(CalibrateView.class);
        this.frame = frame();
        this.banner = new Banner(texts.locale());
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
        frame.setTop(new VBox(frame.getTop(), banner));
        getChildren().addAll(frame, part);
        follow();
        refresh();
        model.refreshRecipes();
    }

    private WizardFrame frame() {
        List<String> words =
                Step.ALL.stream().map(s -> texts.get("wizard.step." + s)).toList();
        return new WizardFrame(
                words,
                i -> model.go(Step.ALL.get(i)),
                new Turn(texts.get("wizard.back"), model::back),
                new Turn(texts.get("wizard.next"), model::next),
                "wizard-next");
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

    /** The keys that turn the page belong to the frame. */
    @Override
    public void requestFocus() {
        frame.requestFocus();
    }

    private void refresh() {
        Step step = model.stepProperty().get();
        Recipe recipe = model.recipeProperty().get();
        frame.show(recipe == null ? texts.get("wizard.title") : recipe.name(), step.index(), pages.get(step));
        banner.show(model.faultProperty().get());
        refreshButtons();
    }

    private void refreshButtons() {
        Step step = model.stepProperty().get();
        Button next = frame.next();
        frame.back().setDisable(step == Step.SAMPLES);
        Controls.show(step != Step.CONFIRM, next);
        next.setDisable(!model.canGoOn());
        if (step != Step.CONFIRM) {
            String to = texts.get("wizard.step." + step.by(1));
            next.setText(texts.get("wizard.nextIs", to));
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
