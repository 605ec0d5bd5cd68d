package loupe.ui.review;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import loupe.domain.Inspection;
import loupe.domain.InspectionFault;
import loupe.domain.Inspector;
import loupe.domain.Recipe;
import loupe.trace.VerdictOverride;

/**
 * What Review needs of the workstation.
 *
 * @param recipes to choose from, the active one first; reads the disk
 * @param open an inspector of its own; takes as long as the model needs, the caller closes it
 * @param journal takes every inspection and may wait
 * @param journalFault why nothing can be written at the moment
 * @param overrides takes a person's word; same order as the inspections
 * @param operator who signs
 * @param scratch folder for unpacked archives
 * @param repairs true = somebody looks at repaired pictures from now on
 */
public record ReviewDesk(
        Supplier<List<Recipe>> recipes,
        Function<Recipe, Inspector> open,
        Consumer<Inspection> journal,
        Supplier<Optional<InspectionFault>> journalFault,
        Consumer<VerdictOverride> overrides,
        Supplier<String> operator,
        Path scratch,
        Consumer<Boolean> repairs) {}
