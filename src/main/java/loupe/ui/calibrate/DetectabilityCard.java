package loupe.ui.calibrate;

import java.util.Optional;
import java.util.OptionalDouble;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import loupe.app.DetectabilityScan;
import loupe.calibrate.Detectability;
import loupe.calibrate.Words;
import loupe.ui.calibrate.DetectabilityViewModel.State;
import loupe.ui.widget.Banner;
import loupe.ui.widget.Cards;
import loupe.ui.widget.Controls;
import loupe.ui.widget.Follow;
import loupe.ui.widget.Texts;
import org.kordamp.ikonli.feather.Feather;

/** How long a scratch must be to be found: measured when somebody wants to know. Binds only. */
final class DetectabilityCard extends VBox {
    private final DetectabilityViewModel model;
    private final Texts texts;
    private final Words words;
    private final Button measure;
    private final Button cancel;
    private final ProgressBar bar = new ProgressBar(0);
    private final Label sentence = Cards.wrapped("promise-line");
    private final Label note = Cards.wrapped("proof-note");
    private final SizePlot plot;
    private final Banner banner;

    DetectabilityCard(DetectabilityViewModel model, Texts texts) {
        super(8);
        this.model = model;
        this.texts = texts;
        this.words = new Words(texts.locale());
        this.plot = new SizePlot(words);
        this.banner = new Banner(texts.locale());
        this.measure = Controls.button(Feather.ACTIVITY, texts.get("detect.measure"), model::measure);
        this.cancel = Controls.button(Feather.X, texts.get("scoring.cancel"), model::cancel);
        measure.setId("detect-measure");
        sentence.setId("detect-sentence");
        bar.setPrefWidth(220);
        bar.setAccessibleText(texts.get("detect.title"));
        note.setText(texts.get(
                "detect.note",
                words.number(DetectabilityScan.Plan.USUAL.width()),
                words.number(DetectabilityScan.Plan.USUAL.contrast())));
        plot.setAccessibleText(texts.get("detect.title"));
        HBox row = new HBox(10, measure, bar, cancel);
        row.setAlignment(Pos.CENTER_LEFT);
        getStyleClass().add("panel-card");
        getChildren().addAll(Controls.label(texts.get("detect.title"), "card-title"), note, row);
        getChildren().addAll(sentence, plot, banner);
        Follow.changes(this, model.stateProperty(), this::refresh);
        refresh();
    }

    private void refresh() {
        State now = model.stateProperty().get();
        boolean runs = now.share().isPresent();
        measure.setDisable(!model.canMeasure());
        bar.setProgress(now.share().orElse(0.0));
        Controls.show(runs, bar, cancel);
        Controls.show(now.found().isPresent(), plot, sentence);
        banner.show(now.fault());
        now.found().ifPresent(found -> {
            plot.show(found);
            plot.setAccessibleText(said(found));
            sentence.setText(said(found));
        });
    }

    private String said(Detectability found) {
        OptionalDouble size = found.sizeFor(Detectability.USUAL);
        String share = words.share(Detectability.USUAL);
        if (size.isEmpty()) {
            double largest = found.sizes().get(found.sizes().size() - 1);
            return texts.get("detect.never", share, words.number(largest));
        }
        double pixels = size.getAsDouble();
        Optional<Double> perPixel = model.millimetres();
        return perPixel.map(mm -> texts.get("detect.foundMm", share, words.number(pixels), words.number(pixels * mm)))
                .orElseGet(() -> texts.get("detect.found", share, words.number(pixels)));
    }
}
