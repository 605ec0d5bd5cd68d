package loupe.ui.imports;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import javafx.beans.Observable;
import javafx.beans.property.ObjectProperty;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.StackPane;
import loupe.imaging.HeatMapStyle;
import loupe.ui.widget.Controls;
import loupe.ui.widget.Follow;
import loupe.ui.widget.FramePainter;
import loupe.ui.widget.Texts;
import loupe.ui.widget.WizardFrame;
import loupe.ui.widget.WizardFrame.Turn;
import org.kordamp.ikonli.feather.Feather;

/** Import of a model: steps above, one page, back and next below. Binds only. */
public final class ImportView extends StackPane {
    private final ImportViewModel model;
    private final Texts texts;
    private final Map<Step, Node> pages = new EnumMap<>(Step.class);
    private final BackbonePage backbone;
    private final WizardFrame frame;
    private final Button leave;

    public ImportView(
            ImportViewModel model,
            ObjectProperty<HeatMapStyle> overlay,
            FramePainter painter,
            Executor fx,
            Texts shared) {
        this.model = model;
        this.texts = shared.forScreen(ImportView.class);
        pages.put(Step.MODEL, new ModelPage(model, texts));
        pages.put(Step.FIELDS, new FieldsPage(model, texts));
        pages.put(Step.PREVIEW, new PreviewPage(model, new Canvases(overlay, painter, fx), texts));
        pages.put(Step.PARITY, new ParityPage(model, texts));
        pages.put(Step.SAVE, new SavePage(model, texts));
        this.backbone = new BackbonePage(model, texts);
        List<String> words = Step.ALL.stream().map(s -> texts.get("step." + s)).toList();
        this.frame = new WizardFrame(
                words,
                i -> model.go(Step.ALL.get(i)),
                new Turn(texts.get("import.back"), model::back),
                new Turn(texts.get("import.next"), model::next),
                "import-next");
        this.leave = Controls.button(Feather.X, texts.get("import.leave"), model::leave);
        leave.setId("import-leave");
        leave.setMinWidth(USE_PREF_SIZE);
        frame.addTool(leave);
        getStyleClass().addAll("calibrate", "teach", "imports");
        getChildren().add(frame);
        Stream.<Observable>of(
                        model.stepProperty(),
                        model.fileProperty(),
                        model.fields().draftProperty(),
                        model.teachingProperty(),
                        model.backbone().standProperty(),
                        model.preview().triedProperty(),
                        model.preview().standProperty(),
                        model.lookingProperty(),
                        model.saving().standProperty(),
                        model.saving().storedProperty())
                .forEach(p -> Follow.changes(this, p, this::refresh));
        refresh();
    }

    /** What pictures need to be shown. */
    record Canvases(ObjectProperty<HeatMapStyle> overlay, FramePainter painter, Executor fx) {}

    /** The keys that turn the page belong to the frame. */
    @Override
    public void requestFocus() {
        frame.requestFocus();
    }

    private void refresh() {
        Step step = model.stepProperty().get();
        boolean teaching = model.teachingProperty().get();
        String name = model.fileProperty()
                .get()
                .map(f -> String.valueOf(f.getFileName()))
                .orElse("");
        frame.show(name, step.index(), teaching ? backbone : pages.get(step));
        boolean stored = model.saving().storedProperty().get().isPresent();
        frame.setBusy(model.isBusy() || stored);
        leave.setDisable(model.isKeeping());
        Button next = frame.next();
        frame.back().setDisable(step == Step.MODEL || model.isBusy() || stored);
        Controls.show(step != Step.SAVE && !teaching, next);
        next.setDisable(!model.canGoOn());
        model.fields()
                .draftProperty()
                .get()
                .ifPresent(d -> next.setText(texts.get("import.nextIs", texts.get("step." + model.nextStep()))));
    }
}
