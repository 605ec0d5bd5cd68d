package loupe.app;

import java.util.Arrays;
import java.util.Optional;
import loupe.calibrate.Sight;
import loupe.domain.AnomalyMap;
import loupe.domain.Image;
import loupe.domain.InspectionFault;
import loupe.domain.Inspector;
import loupe.domain.Prediction;
import loupe.domain.Progress;
import loupe.domain.Recipe;
import loupe.domain.Tiling;

/**
 * What a recipe's model sees of an image, and how long one look takes on this computer: enough to say of any defect
 * whether it can be seen, and what tiles would cost.
 *
 * @param width of what is inspected, image pixels
 * @param height of what is inspected, image pixels
 * @param tiling in force
 * @param inputWidth of the model, pixels
 * @param inputHeight of the model, pixels
 * @param cell image pixels a side under one cell of the model's map
 * @param lookMs one look of the model: median of some, milliseconds
 */
public record Sighting(
        int width, int height, Optional<Tiling> tiling, int inputWidth, int inputHeight, double cell, double lookMs) {
    private static final int LOOKS = 5;

    /**
     * Lets the model look some times. One thread; the inspector stays open.
     *
     * @throws InspectionFault as the model does, REC-04 when the region is outside, OPS-01 when cancelled
     */
    public static Sighting of(Image image, Inspector inspector, Progress progress) {
        double[] took = new double[LOOKS];
        AnomalyMap map = inspector.glance(image).map();
        for (int i = 0; i < LOOKS; i++) {
            progress.checkCancelled();
            Prediction p = inspector.glance(image);
            took[i] = p.timings().total() / 1e6;
        }
        Arrays.sort(took);
        Recipe recipe = inspector.recipe();
        Image part = recipe.region().map(image::crop).orElse(image);
        return new Sighting(
                part.width(),
                part.height(),
                recipe.tiling(),
                Math.max(1, inspector.detector().inputWidth()),
                Math.max(1, inspector.detector().inputHeight()),
                Math.max(map.covered().width() / map.width(), map.covered().height() / map.height()),
                took[LOOKS / 2]);
    }

    /** What becomes of a defect of so many image pixels. */
    public Sight sight(double defect) {
        int seenWidth = tiling.map(t -> Math.min(t.width(), width)).orElse(width);
        int seenHeight = tiling.map(t -> Math.min(t.height(), height)).orElse(height);
        double scale = Math.max((double) seenWidth / inputWidth, (double) seenHeight / inputHeight);
        return new Sight(defect, scale, cell);
    }

    /** The largest tiles that show enough of it; empty where there is nothing to be won. */
    public Optional<Tiling> tiles(double defect) {
        Sight sight = sight(defect);
        if (!sight.tilesHelp()) {
            return Optional.empty();
        }
        int wide = Math.max(Tiling.SMALLEST, Math.min(Tiling.LARGEST, sight.longest(inputWidth)));
        int high = Math.max(Tiling.SMALLEST, Math.min(Tiling.LARGEST, sight.longest(inputHeight)));
        return Optional.of(new Tiling(wide, high, Tiling.USUAL_OVERLAP));
    }

    /** How often the model looks at a part that is cut up like this. */
    public long looks(Optional<Tiling> cut) {
        return cut.map(t -> t.count(width, height)).orElse(1L);
    }

    /** About how long a part takes then, seconds. */
    public double seconds(Optional<Tiling> cut) {
        return looks(cut) * lookMs / 1000;
    }
}
