package loupe.ui.calibrate;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import loupe.app.Proposal;
import loupe.app.Signature;
import loupe.domain.Inspector;
import loupe.domain.Recipe;
import loupe.domain.Region;
import loupe.domain.Tiling;

/**
 * What Calibrate needs of the workstation.
 *
 * @param recipes to choose from, the active one first; reads the disk
 * @param open an inspector of its own; takes as long as the model needs, the caller closes it
 * @param setOf folder of the sample set that belongs to a recipe, where there is one; reads the disk
 * @param onLine a recipe as the line would judge with it: uncalibrated where the line has another camera
 * @param confirming writes what is confirmed
 * @param onConfirmed told on the JavaFX thread of a new version of a recipe
 * @param look stores another view of the image
 * @param show opens a file for the person
 * @param operator who signs, as the settings know it
 */
public record CalibrateDesk(
        Supplier<List<Recipe>> recipes,
        Function<Recipe, Inspector> open,
        Function<Recipe, Optional<Path>> setOf,
        UnaryOperator<Recipe> onLine,
        Confirming confirming,
        Consumer<Recipe> onConfirmed,
        Looking look,
        Consumer<Path> show,
        Supplier<String> operator) {

    /** Writes a recipe version, its certificate and the audit entry; on a work thread. */
    public interface Confirming {
        /**
         * Stores a proposal.
         *
         * @param inspector draws the parts that are decided wrongly
         * @param locale language of the certificate
         * @throws loupe.domain.InspectionFault when it cannot be written; the old version is then still the active one
         */
        Confirmed confirm(Proposal proposal, Signature signature, Inspector inspector, Locale locale);
    }

    /** Stores a new, uncalibrated version that sees another part of the image, or in other tiles; on a work thread. */
    public interface Looking {
        Recipe store(Recipe recipe, Optional<Region> region, Optional<Tiling> tiling);
    }

    /**
     * What was written.
     *
     * @param recipe the new version
     * @param certificate for the browser
     * @param paper the same for the printer
     */
    public record Confirmed(Recipe recipe, Path certificate, Path paper) {}
}
