package loupe.ui.calibrate;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import loupe.samples.SampleCard;
import loupe.ui.widget.Controls;
import loupe.ui.widget.Follow;
import loupe.ui.widget.Texts;

/** What is chosen, what is known of it, what the page is doing, and the keys. */
final class SampleFoot extends HBox {
    private final SamplesViewModel model;
    private final Texts texts;
    private final Label about = Controls.label("", "foot-about");
    private final Label doing = Controls.label("", "text-muted");

    SampleFoot(SamplesViewModel model, Texts texts) {
        super(16);
        this.model = model;
        this.texts = texts;
        getStyleClass().add("samples-foot");
        setAlignment(Pos.CENTER_LEFT);
        about.setMinWidth(0);
        doing.setMinWidth(USE_PREF_SIZE);
        Label keys = Controls.label(texts.get("samples.keys"), "text-muted");
        keys.setMinWidth(0);
        getChildren().addAll(about, doing, Controls.spacer(), keys);
        Follow.changes(this, model.list().lookProperty(), this::refresh);
        Follow.changes(this, model.alikes().progressProperty(), this::refresh);
        Follow.changes(this, model.arrivals().broughtProperty(), this::refresh);
        refresh();
    }

    private void refresh() {
        List<SampleCard> chosen = model.list().chosen();
        about.setText(chosen.size() == 1 ? about(chosen.get(0)) : texts.get("samples.chosen", chosen.size()));
        LookAlikes.Progress looking = model.alikes().progressProperty().get();
        doing.setText(
                looking.total() > 0
                        ? texts.get("samples.looking", looking.done(), looking.total())
                        : model.arrivals()
                                .broughtProperty()
                                .get()
                                .map(b -> texts.get("samples.brought", b.added(), b.known(), b.unreadable()))
                                .orElse(""));
        setVisible(!model.list().all().isEmpty());
    }

    private String about(SampleCard card) {
        List<String> facts = new ArrayList<>(List.of(card.name(), texts.get("samples.part", card.part())));
        if (!card.signature().at().equals(Instant.EPOCH)) {
            String when = DateTimeFormatter.ofLocalizedDateTime(FormatStyle.SHORT)
                    .withLocale(texts.locale())
                    .withZone(ZoneId.systemDefault())
                    .format(card.signature().at());
            facts.add(texts.get("samples.signed", card.signature().who(), when));
        }
        if (!card.origin().inspection().isEmpty()) {
            facts.add(texts.get("samples.inspection", card.origin().inspection()));
        }
        return String.join(" · ", facts);
    }
}
