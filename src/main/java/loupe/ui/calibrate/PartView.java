package loupe.ui.calibrate;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Executor;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import loupe.calibrate.Scored;
import loupe.calibrate.Words;
import loupe.domain.DisplayScale;
import loupe.domain.Outcome;
import loupe.domain.Recipe;
import loupe.imaging.HeatMapScene;
import loupe.ui.calibrate.PartLoader.Loaded;
import loupe.ui.calibrate.PartViewModel.Seen;
import loupe.ui.widget.Banner;
import loupe.ui.widget.Controls;
import loupe.ui.widget.Follow;
import loupe.ui.widget.FramePainter;
import loupe.ui.widget.OutcomeShape;
import loupe.ui.widget.PartPictures;
import loupe.ui.widget.Picture;
import loupe.ui.widget.Texts;
import org.kordamp.ikonli.feather.Feather;

/** One part over the whole wizard: heat map and ground truth, what it would become, next and previous. */
final class PartView extends BorderPane {
    private final CalibrateViewModel wizard;
    private final PartViewModel model;
    private final Texts texts;
    private final Words words;
    private final PartPictures pictures;
    private final OutcomeShape shape = new OutcomeShape(24);
    private final Label word = Controls.label("", "viewer-verdict");
    private final Label detail = Controls.label("", "text-muted");
    private final Label place = Controls.label("", "text-muted");
    private final Banner banner;

    PartView(CalibrateViewModel wizard, FramePainter painter, Executor fx, Texts texts) {
        this.wizard = wizard;
        this.model = wizard.part();
        this.texts = texts;
        this.words = new Words(texts.locale());
        this.pictures = new PartPictures(wizard.overlayProperty(), painter, fx, texts);
        this.banner = new Banner(texts.locale());
        getStyleClass().add("part-view");
        setTop(head());
        setCenter(pictures);
        setBottom(banner);
        Follow.changes(this, model.seenProperty(), this::refresh);
        refresh();
    }

    private HBox head() {
        word.setMinWidth(USE_PREF_SIZE);
        detail.setMinWidth(0);
        HBox row = new HBox(
                10,
                shape,
                word,
                detail,
                Controls.spacer(),
                place,
                Controls.iconButton(Feather.CHEVRON_LEFT, texts.get("part.previous"), () -> model.step(-1)),
                Controls.iconButton(Feather.CHEVRON_RIGHT, texts.get("part.next"), () -> model.step(1)),
                Controls.button(Feather.X, texts.get("part.close"), model::close));
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add("part-head");
        return row;
    }

    private void refresh() {
        Optional<Seen> seen = model.seenProperty().get();
        if (isVisible() && seen.isEmpty() && getParent() != null) {
            getParent().requestFocus(); // the keys go back to the page
        }
        setVisible(seen.isPresent());
        seen.ifPresent(this::show);
    }

    private void show(Seen seen) {
        Scored part = seen.call().part();
        Optional<Standing> standing = wizard.policy().standingProperty().get();
        Optional<Outcome> outcome = standing.map(s -> outcome(part.score(), s));
        shape.show(outcome);
        word.setText(outcome.map(texts::outcome).orElse(""));
        Path file = Path.of(part.name()).getFileName();
        detail.setText(texts.get("call." + seen.call().kind()) + " · " + CallGallery.typeName(part, texts) + " · "
                + words.number(part.score()) + " · " + file);
        place.setText(texts.get("part.place", seen.place(), seen.of()));
        banner.show(seen.fault());
        pictures.show(seen.loaded().map(p -> picture(p, standing)), "");
        requestFocus();
    }

    private Picture picture(Loaded part, Optional<Standing> standing) {
        Recipe recipe = wizard.recipeProperty().get();
        DisplayScale old = recipe.scale();
        double limit = standing.map(Standing::review).filter(Double::isFinite).orElse(old.one());
        DisplayScale scale = limit > old.zero() ? new DisplayScale(old.zero(), limit) : old;
        return Picture.of(part.image())
                .withMap(Optional.of(new HeatMapScene.Heat(
                        part.prediction().map(), scale, recipe.rule().classes())))
                .withRegions(recipe.judge(part.prediction()).regions())
                .withMask(part.mask());
    }

    private static Outcome outcome(float score, Standing s) {
        if (score >= s.fail()) {
            return Outcome.FAIL;
        }
        return score >= s.review() ? Outcome.REVIEW : Outcome.PASS;
    }

    /** True when the key was used. */
    boolean handleKey(KeyCode code) {
        switch (code) {
            case RIGHT, DOWN -> model.step(1);
            case LEFT, UP -> model.step(-1);
            case ESCAPE -> model.close();
            case PLUS, ADD, EQUALS -> pictures.canvas().zoom(1.25);
            case MINUS, SUBTRACT -> pictures.canvas().zoom(0.8);
            case DIGIT0, NUMPAD0 -> pictures.canvas().fit();
            default -> {
                return false;
            }
        }
        return true;
    }
}
