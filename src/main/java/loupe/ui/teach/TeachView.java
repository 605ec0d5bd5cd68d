package loupe.ui.teach;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javafx.beans.Observable;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import loupe.ui.widget.Banner;
import loupe.ui.widget.Controls;
import loupe.ui.widget.Follow;
import loupe.ui.widget.Texts;
import loupe.ui.widget.ThumbnailLoader;
import loupe.ui.widget.WizardFrame;
import loupe.ui.widget.WizardFrame.Turn;

/** Teach: steps above, one page, back and next below. Binds only. */
public final class TeachView extends VBox {
    private static final int THUMBNAILS = 200;

    private final TeachViewModel model;
    private final Texts texts;
    private final Map<Step, Node> pages = new EnumMap<>(Step.class);
    private final ThumbnailLoader loader;
    private final PicturesPage pictures;
    private final ChecksPage checks;
    private final ResultPage result;
    private final ComparePage compare;
    private final WizardFrame frame;
    private final Banner banner;

    /** {@code backbones} are names of those in the box and files of others; asked whenever they are offered. */
    public TeachView(TeachViewModel model, Supplier<List<String>> backbones, Executor fx, Texts shared) {
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
        this.frame = new WizardFrame(
                words,
                i -> model.go(Step.ALL.get(i)),
                new Turn(texts.get("teach.back"), model::back),
                new Turn(texts.get("teach.next"), model::next),
                "teach-next");
        getStyleClass().addAll("calibrate", "teach");
        this.banner = new Banner(texts.locale());
        setVgrow(frame, Priority.ALWAYS);
        getChildren().addAll(banner, frame);
        follow();
        refresh();
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
                        model.refusedProperty(),
                        model.compare().standProperty(),
                        model.lesson().standProperty())
                .forEach(p -> Follow.changes(this, p, this::refresh));
    }

    /** The keys that turn the page belong to the frame. */
    @Override
    public void requestFocus() {
        frame.requestFocus();
    }

    private void refresh() {
        Step step = model.stepProperty().get();
        String name = model.pictures().nameProperty().get();
        boolean comparing = model.comparingProperty().get();
        Button back = frame.back();
        Button next = frame.next();
        frame.show(
                name.isBlank() ? texts.get("teach.title") : name, step.index(), comparing ? compare : pages.get(step));
        frame.setBusy(model.isBusy());
        banner.show(model.refusedProperty().get().filter(fault -> model.isBusy()));
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
