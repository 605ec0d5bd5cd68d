package loupe.ui.calibrate;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import loupe.domain.ScoreSource;
import loupe.ui.widget.Controls;
import loupe.ui.widget.Follow;
import loupe.ui.widget.Texts;

/** The policies in plain words, the numbers of the one chosen, and whether a person looks at the doubtful parts. */
final class PolicyChooser extends VBox {
    private final CalibrateViewModel wizard;
    private final PolicyViewModel model;
    private final Texts texts;
    private final Map<PolicyKind, ToggleButton> buttons = new EnumMap<>(PolicyKind.class);
    private final Label meaning = Controls.label("", "policy-meaning");
    private final Label restricted = Controls.label("", "policy-restricted");
    private final VBox numbers = new VBox(6);
    private final CheckBox look;
    private List<Term> shown = List.of();

    PolicyChooser(CalibrateViewModel wizard, Texts texts) {
        super(4);
        this.wizard = wizard;
        this.model = wizard.policy();
        this.texts = texts;
        this.look = new CheckBox(texts.get("policy.look"));
        getStyleClass().add("policy-chooser");
        getChildren().addAll(Controls.label(texts.get("score.title"), "card-title"), score());
        getChildren().add(Controls.label(texts.get("policy.title"), "card-title"));
        getChildren().add(restricted);
        ToggleGroup group = new ToggleGroup();
        for (PolicyKind kind : PolicyKind.values()) {
            ToggleButton button = new ToggleButton(texts.get("policy.name." + kind));
            button.setAccessibleText(button.getText());
            button.setToggleGroup(group);
            button.setMaxWidth(Double.MAX_VALUE);
            button.getStyleClass().add("policy-button");
            button.setOnAction(e -> {
                button.setSelected(true);
                model.choice().kindProperty().set(kind);
            });
            buttons.put(kind, button);
            getChildren().add(button);
        }
        wrap(meaning);
        wrap(restricted);
        look.selectedProperty().bindBidirectional(model.choice().lookProperty());
        look.setWrapText(true);
        look.setMinHeight(USE_PREF_SIZE);
        getChildren().addAll(meaning, numbers, look);
        Follow.changes(this, model.choice().kindProperty(), this::refresh);
        Follow.changes(this, model.choice().lookProperty(), this::refresh);
        Follow.changes(this, model.groundProperty(), this::refresh);
        refresh();
    }

    private ComboBox<ScoreSource> score() {
        ComboBox<ScoreSource> box = new ComboBox<>();
        box.getItems().setAll(ScoreSource.values());
        box.setConverter(new StringConverter<>() {
            @Override
            public String toString(ScoreSource source) {
                return source == null ? "" : texts.get("score." + source);
            }

            @Override
            public ScoreSource fromString(String text) {
                return null;
            }
        });
        box.setAccessibleText(texts.get("score.title"));
        box.setId("score-source");
        box.setMaxWidth(Double.MAX_VALUE);
        Runnable show = () -> {
            offerClasses(box.getItems());
            box.setValue(wizard.scoring().sourceProperty().get());
        };
        Follow.changes(this, wizard.scoring().sourceProperty(), show);
        Follow.changes(this, wizard.recipeProperty(), show);
        show.run();
        box.setOnAction(e -> {
            if (box.getValue() != null
                    && box.getValue() != wizard.scoring().sourceProperty().get()) {
                wizard.compare(box.getValue());
            }
        });
        return box;
    }

    /** A recipe without rules of classes cannot be judged by them. */
    private void offerClasses(List<ScoreSource> offered) {
        boolean ruled = Optional.ofNullable(wizard.recipeProperty().get())
                .filter(r -> !r.rule().classes().isEmpty())
                .isPresent();
        if (ruled != offered.contains(ScoreSource.CLASSES)) {
            if (ruled) {
                offered.add(ScoreSource.CLASSES);
            } else {
                offered.remove(ScoreSource.CLASSES);
            }
        }
    }

    private static void wrap(Label label) {
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
    }

    private void refresh() {
        PolicyKind kind = model.choice().kindProperty().get();
        Optional<Ground> ground = model.groundProperty().get();
        buttons.forEach((k, button) -> {
            boolean fits = ground.filter(g -> k.fits(g.board())).isPresent();
            boolean seen = fits || (k != PolicyKind.GOOD_ONLY);
            button.setDisable(!fits);
            button.setVisible(seen);
            button.setManaged(seen);
        });
        buttons.get(kind).setSelected(true);
        meaning.setText(texts.get("policy.means." + kind));
        boolean noDefects = ground.filter(g -> g.board().defects().length == 0).isPresent();
        boolean noGood = ground.filter(g -> g.board().good().length == 0).isPresent();
        restricted.setText(noDefects ? texts.get("policy.noDefects") : noGood ? texts.get("policy.noGood") : "");
        restricted.setVisible(noDefects || noGood);
        restricted.setManaged(noDefects || noGood);
        look.setDisable(kind == PolicyKind.GOOD_ONLY);
        List<Term> terms = kind.terms(look.isSelected() && !noGood);
        if (!terms.equals(shown)) {
            shown = terms;
            numbers.getChildren()
                    .setAll(terms.stream()
                            .map(t -> new NumberField(t, model.choice().number(t), texts))
                            .toList());
        }
    }
}
