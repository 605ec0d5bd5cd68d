package loupe.ui.calibrate;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import loupe.app.Sighting;
import loupe.calibrate.Sight;
import loupe.domain.Image;
import loupe.domain.InspectionFault;
import loupe.domain.Progress;
import loupe.domain.Recipe;
import loupe.domain.Region;
import loupe.domain.Tiling;
import loupe.ui.calibrate.CalibrateDesk.Looking;

/**
 * Whether the smallest defect is large enough to be seen, and what tiles or a part of the image would change and cost;
 * takes them over as a new version of the recipe. JavaFX thread.
 */
final class SightViewModel {
    /** A defect of so many image pixels is asked for first. */
    private static final double FIRST = 10;

    /**
     * What is known and wanted.
     *
     * @param measured with the model, once it was
     * @param defect narrowest side of the smallest defect, image pixels
     * @param tiling to try
     * @param part of the image that was drawn
     * @param fault why it is not known or not stored
     */
    record State(
            Optional<Sighting> measured,
            double defect,
            Optional<Tiling> tiling,
            Optional<Region> part,
            Optional<InspectionFault> fault) {
        Optional<Sight> sight() {
            return measured.map(m -> m.sight(defect));
        }

        private State failed(InspectionFault why) {
            return new State(measured, defect, tiling, part, Optional.of(why));
        }

        /** Nothing is known of a recipe yet, but what was asked stays. */
        private State of(Optional<Recipe> other) {
            return new State(
                    Optional.empty(), defect, other.flatMap(Recipe::tiling), Optional.empty(), Optional.empty());
        }
    }

    private final Seat seat;
    private final Looking look;
    private final Executor fx;
    private final Consumer<Recipe> onStored;
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(
            new State(Optional.empty(), FIRST, Optional.empty(), Optional.empty(), Optional.empty()));
    private final ReadOnlyBooleanWrapper storing = new ReadOnlyBooleanWrapper();
    private Optional<Recipe> recipe = Optional.empty();

    SightViewModel(Seat seat, Looking look, Executor fx, Consumer<Recipe> onStored) {
        this.seat = seat;
        this.look = look;
        this.fx = fx;
        this.onStored = onStored;
    }

    /** Lets the recipe's model look at an image, unless it just did; where it could not, the next image may do. */
    void see(Recipe by, Image image) {
        boolean failed = state.get().measured().isEmpty() && state.get().fault().isPresent();
        if (isOf(by) && !failed) {
            return;
        }
        recipe = Optional.of(by);
        state.set(state.get().of(recipe));
        seat.use(
                by,
                inspector -> {
                    Sighting found = Sighting.of(image, inspector, Progress.NONE);
                    fx.execute(() -> seen(by, found));
                },
                f -> fx.execute(() -> failed(by, f)));
    }

    private boolean isOf(Recipe by) {
        return recipe.equals(Optional.of(by));
    }

    private void failed(Recipe by, InspectionFault why) {
        if (isOf(by)) {
            state.set(state.get().failed(why));
        }
    }

    private void seen(Recipe by, Sighting found) {
        if (isOf(by)) {
            State s = state.get();
            Optional<Tiling> tiling = s.tiling().or(() -> found.tiles(s.defect()));
            state.set(new State(Optional.of(found), s.defect(), tiling, s.part(), Optional.empty()));
        }
    }

    /** Asks for another size, image pixels; proposes tiles where they would help. */
    void setDefect(double pixels) {
        if (pixels > 0 && Double.isFinite(pixels)) {
            State s = state.get();
            Optional<Tiling> tiling = s.measured().flatMap(m -> m.tiles(pixels)).or(s::tiling);
            state.set(new State(s.measured(), pixels, tiling, s.part(), s.fault()));
        }
    }

    /** Tries square tiles of so many pixels a side; what is no side is left alone. */
    void setTile(int side) {
        if (side >= Tiling.SMALLEST && side <= Tiling.LARGEST) {
            State s = state.get();
            Tiling tiling = new Tiling(side, side, Tiling.USUAL_OVERLAP);
            state.set(new State(s.measured(), s.defect(), Optional.of(tiling), s.part(), s.fault()));
        }
    }

    /** A part of the image was drawn, image pixels; clipped to the image, forgotten when too small. */
    void setPart(Region drawn, Image image) {
        double x = Math.max(0, Math.rint(drawn.x()));
        double y = Math.max(0, Math.rint(drawn.y()));
        double right = Math.min(image.width(), Math.rint(drawn.x() + drawn.width()));
        double bottom = Math.min(image.height(), Math.rint(drawn.y() + drawn.height()));
        boolean large = right - x >= Tiling.SMALLEST && bottom - y >= Tiling.SMALLEST;
        State s = state.get();
        Optional<Region> part = large ? Optional.of(new Region(x, y, right - x, bottom - y)) : Optional.empty();
        state.set(new State(s.measured(), s.defect(), s.tiling(), part, s.fault()));
    }

    boolean canTile() {
        return !storing.get()
                && state.get().measured().isPresent()
                && state.get().tiling().isPresent()
                && !recipe.map(Recipe::tiling).equals(Optional.of(state.get().tiling()));
    }

    boolean canReset() {
        return recipe.filter(r -> r.tiling().isPresent() || r.region().isPresent())
                .isPresent();
    }

    void useTiles() {
        recipe.filter(r -> canTile())
                .ifPresent(r -> store(r, r.region(), state.get().tiling()));
    }

    void usePart() {
        recipe.filter(r -> state.get().part().isPresent())
                .ifPresent(r -> store(r, state.get().part(), r.tiling()));
    }

    /** The whole image at once again. */
    void reset() {
        recipe.filter(r -> canReset()).ifPresent(r -> store(r, Optional.empty(), Optional.empty()));
    }

    /** One new version however often it is asked for; then the view begins anew with that. */
    private void store(Recipe old, Optional<Region> region, Optional<Tiling> tiling) {
        if (storing.get()) {
            return;
        }
        storing.set(true);
        seat.use(
                old,
                inspector -> {
                    Recipe stored = look.store(old, region, tiling);
                    fx.execute(() -> {
                        recipe = Optional.empty();
                        state.set(state.get().of(recipe));
                        storing.set(false);
                        onStored.accept(stored);
                    });
                },
                f -> fx.execute(() -> {
                    storing.set(false);
                    failed(old, f);
                }));
    }

    /** Millimetres per pixel of the recipe, where it has a scale. */
    OptionalDouble scale() {
        return recipe.map(Recipe::millimetresPerPixel).orElse(OptionalDouble.empty());
    }

    /** While a new version is written. */
    ReadOnlyBooleanProperty storingProperty() {
        return storing.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<State> stateProperty() {
        return state.getReadOnlyProperty();
    }
}
