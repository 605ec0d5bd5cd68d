package loupe.ui.teach;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import javafx.beans.Observable;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import loupe.ui.widget.Controls;
import loupe.ui.widget.Follow;
import loupe.ui.widget.Stepper;
import loupe.ui.widget.Texts;
import loupe.ui.widget.ThumbnailLoader;
import org.kordamp.ikonli.feather.Feather;

/** Teach: steps above, one page, back and next below. Binds only. */
public final class TeachView extends BorderPane {
    private static final int THUMBNAILS = 200;

    private final TeachViewModel model;
    private final Texts texts;
    private final Map<Step, Node> pages = new EnumMap<>(Step.class);
    private final ThumbnailLoader loader;
    private final PicturesPage pictures;
    private final ChecksPage checks;
    private final ResultPage result;
    private final ComparePage compare;
    private final Stepper stepper;
    private final Label title = Controls.label("", "wizard-title");
    private final Button back;
    private final Button next;

    /** {@code backbones} are the names of those in the box. */
    public TeachView(TeachViewModel model, List<String> backbones, Executor fx, Texts shared) {
        this.model = model;
        this.texts = shared.forScreen(TeachView.class);
        this.loader = new ThumbnailLoader(fx, THUMBNAILS, this::loaded);
        this.pictures = new PicturesPage(model.pictures(), loader, texts);
        this.checks = new ChecksPage(model.checks(), loader, texts);
        this.result = new ResultPage(model, loader, texts);
        this.compare = new ComparePage(model, texts);
        pages.put(Step.PICTURES, pictures);
        pages.put(Step.CHECKS, checks);
        pages.put(Step.METHOD, new MethodPage(model, backbones, texts));
        pages.put(Step.TEACHING, new TeachingPage(model, texts));
        pages.put(Step.RESULT, result);
        List<String> words = Step.ALL.stream().map(s -> texts.get("step." + s)).toList();
        this.stepper = new Stepper(words, i -> model.go(Step.ALL.get(i)));
        this.back = Controls.button(Feather.CHEVRON_LEFT, texts.get("teach.back"), model::back);
        this.next = Controls.button(Feather.CHEVRON_RIGHT, texts.get("teach.next"), model::next);
        getStyleClass().addAll("calibrate", "teach");
        setTop(head());
        setBottom(foot());
        addEventHandler(KeyEvent.KEY_PRESSED, this::page);
        follow();
        refresh();
    }

    private HBox head() {
        title.setMinWidth(0);
        HBox row = new HBox(22, title, stepper);
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add("wizard-head");
        return row;
    }

    private HBox foot() {
        back.setTooltip(new Tooltip(texts.get("teach.back") + " (Alt ←)"));
        next.setTooltip(new Tooltip(texts.get("teach.next") + " (Alt →)"));
        next.getStyleClass().add("accent");
        next.setContentDisplay(ContentDisplay.RIGHT);
        next.setId("teach-next");
        HBox row = new HBox(10, Controls.spacer(), back, next);
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add("wizard-foot");
        return row;
    }

    private void follow() {
        Stream.<Observable>of(
                        model.stepProperty(),
                        model.pictures().picturesProperty(),
                        model.pictures().nameProperty(),
                        model.checks().reportProperty(),
                        model.methods().chosenProperty(),
                        model.methods().picturesProperty(),
                        model.comparingProperty(),
                        model.compare().standProperty(),
                        model.lesson().standProperty())
                .forEach(p -> Follow.changes(this, p, this::refresh));
    }

    private void refresh() {
        Step step = model.stepProperty().get();
        String name = model.pictures().nameProperty().get();
        title.setText(name.isBlank() ? texts.get("teach.title") : name);
        stepper.show(step.index());
        stepper.setDisable(model.isBusy());
        boolean comparing = model.comparingProperty().get();
        Node page = comparing ? compare : pages.get(step);
        if (getCenter() != page) {
            setCenter(page);
            page.requestFocus();
        }
        back.setDisable(step == Step.PICTURES || model.isBusy());
        Controls.show(!comparing, back);
        Controls.show(step.compareTo(Step.TEACHING) < 0 && !comparing, next);
        next.setDisable(!model.canGoOn());
        next.setText(
                step == Step.METHOD
                        ? texts.get(
                                "teach.with",
                                texts.get("method."
                                        + model.methods().chosenProperty().get().name()))
                        : texts.get("teach.nextIs", texts.get("step." + step.by(1))));
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

    private void loaded() {
        pictures.loaded();
        checks.loaded();
        result.loaded();
    }

    /** Ends the thread of the thumbnails. */
    public void close() {
        loader.close();
    }
}
