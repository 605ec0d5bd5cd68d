package loupe.ui.shell;

import java.io.File;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.property.ObjectProperty;
import javafx.scene.input.KeyCode;
import loupe.app.Workstation;
import loupe.app.WrongVerdicts.Judged;
import loupe.domain.Recipe;
import loupe.imaging.HeatMapStyle;
import loupe.ui.review.ReviewDesk;
import loupe.ui.review.ReviewView;
import loupe.ui.review.ReviewViewModel;
import loupe.ui.widget.FramePainter;
import loupe.ui.widget.FxThread;
import loupe.ui.widget.Texts;
import org.kordamp.ikonli.feather.Feather;

/** Review, wired for one workstation. Its view model lives as long as the window. */
final class ReviewPlace {
    static final String ID = "review";

    private final ReviewViewModel model;
    private final FxThread fx;

    /** {@code recipes} gives the active one first and reads the disk. */
    ReviewPlace(
            Workstation station, Supplier<List<Recipe>> recipes, ObjectProperty<HeatMapStyle> overlay, FxThread fx) {
        this.fx = fx;
        ReviewDesk desk = new ReviewDesk(
                recipes,
                station::openInspector,
                station.trace(),
                () -> station.trace().health().fault(),
                station.trace()::override,
                station::who,
                station.home().cache().resolve("review"),
                looks -> station.inspectors().lookAtRepairs("review", looks));
        this.model = new ReviewViewModel(desk, overlay, station.work(), fx);
    }

    /** The place in the language of the texts. */
    Place build(FramePainter painter, Corrections corrections, Texts texts) {
        model.lookAtRepairs(false); // the view before may have, and its lens is gone
        Supplier<Optional<Judged>> seen = () -> model.shownPart().map(Judged::of);
        return new Place(ID, Feather.IMAGE, KeyCode.F2, () -> {
            ReviewView view = new ReviewView(model, painter, fx, texts, () -> corrections.wrong(seen));
            return new Place.Room(view, corrections.keys(seen, view::handleKey));
        });
    }

    /** The list of recipes has changed; one that was just taught is what the next pictures are for. */
    void listAgain(Optional<Recipe> taught) {
        model.refreshRecipes(taught);
    }

    void onFilesDropped(List<File> files) {
        model.onFilesDropped(files);
    }

    void cancel() {
        model.cancel();
    }
}
