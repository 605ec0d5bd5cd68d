package loupe.ui.teach;

import java.util.Optional;
import java.util.OptionalDouble;
import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import loupe.app.Method;
import loupe.ui.teach.MethodsViewModel.Missing;
import loupe.ui.widget.Cards;
import loupe.ui.widget.Controls;
import loupe.ui.widget.Texts;
import org.kordamp.ikonli.feather.Feather;

/** A method in plain words: when to use it, what it needs, how long it takes here. */
final class MethodCard extends VBox {
    private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");

    private final Method method;
    private final MethodsViewModel model;
    private final Texts texts;
    private final RadioButton title;
    private final Label needs = Cards.wrapped("method-needs");
    private final Label time = Cards.wrapped("method-time");
    private final Label source = Cards.wrapped("proof-note");
    private final Button measure;

    MethodCard(Method method, MethodsViewModel model, ToggleGroup group, Texts texts) {
        super(7);
        this.method = method;
        this.model = model;
        this.texts = texts;
        this.title = new RadioButton(texts.get("method." + method.name()));
        title.setToggleGroup(group);
        title.getStyleClass().add("method-title");
        title.setId("method-" + method);
        title.setOnAction(e -> model.chosenProperty().set(method));
        Label when = Cards.wrapped();
        when.setText(texts.get("methodWhen." + method.name()));
        this.measure = Controls.button(Feather.ACTIVITY, texts.get("method.measure"), () -> model.measureSteps(method));
        measure.getStyleClass().add("flat");
        time.setGraphic(Controls.icon(Feather.CLOCK));
        getStyleClass().addAll("panel-card", "method-card");
        getChildren().addAll(title, when, needs, time, source);
        if (method.isTrained()) {
            getChildren().add(new HBox(measure));
        }
        setOnMouseClicked(e -> {
            if (!title.isDisabled()) {
                title.requestFocus();
                model.chosenProperty().set(method);
            }
        });
    }

    void refresh() {
        Optional<Missing> missing = model.missing(method);
        boolean chosen = model.chosenProperty().get() == method;
        title.setSelected(chosen);
        title.setDisable(missing.isPresent());
        pseudoClassStateChanged(CHOSEN, chosen);
        Controls.restyle(needs, "label", missing.isPresent() ? "method-lacks" : "method-needs");
        needs.setText(missing.map(this::lacks).orElseGet(() -> texts.get("methodNeeds." + method.name())));
        title.setAccessibleHelp(missing.map(this::lacks).orElse(""));
        boolean possible = missing.isEmpty();
        Controls.show(possible, time, source);
        if (method.isTrained()) {
            trained(possible);
        } else {
            measured();
        }
    }

    private String lacks(Missing missing) {
        return texts.get("methodLacks." + missing.lack(), missing.found(), missing.needed());
    }

    private void measured() {
        OptionalDouble expected = model.expected(method);
        boolean busy = model.pacingProperty().get().isPresent();
        if (expected.isPresent()) {
            time.setText(texts.get("method.about", Durations.about(expected.getAsDouble(), texts)));
            source.setText(texts.get(
                    "method.source", model.paceProperty().get().orElseThrow().pictures()));
        } else {
            time.setText(texts.get(busy ? "method.measuring" : "method.unknown"));
            source.setText(texts.get("method.howMeasured"));
        }
    }

    private void trained(boolean possible) {
        OptionalDouble perMinute = model.stepsPerMinute(method);
        int minutes = model.minutesProperty().get();
        time.setText(texts.get("method.minutes", minutes));
        source.setText(
                perMinute.isPresent()
                        ? texts.get(
                                "method.steps",
                                texts.integer(Math.round(perMinute.getAsDouble())),
                                texts.integer(Math.round(perMinute.getAsDouble() * minutes)))
                        : texts.get("method.noSteps"));
        boolean busy = model.steppedProperty().get().isPresent();
        Controls.show(possible && perMinute.isEmpty(), measure);
        measure.setDisable(busy);
        measure.setText(texts.get(
                model.steppedProperty().get().filter(m -> m == method).isPresent()
                        ? "method.measuring"
                        : "method.measure"));
    }
}
