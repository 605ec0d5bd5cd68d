package loupe.ui.imports;

import java.nio.file.Path;
import java.util.function.Consumer;
import loupe.app.KeptBackbones;
import loupe.app.ModelAssistant;
import loupe.domain.Inspection;
import loupe.domain.Recipe;

/**
 * What the screen needs of the workstation.
 *
 * @param assistant reads, tries and keeps models
 * @param backbones networks to teach with that were kept
 * @param scratch folder for unpacked archives of samples
 * @param listen begins to hear every part of the line, on the line's thread
 * @param unlisten ends it
 * @param onStored hears that there is a new recipe
 * @param calibrate opens the wizard for a recipe
 * @param teachWith opens Teach with a backbone that was kept
 */
public record ImportDesk(
        ModelAssistant assistant,
        KeptBackbones backbones,
        Path scratch,
        Consumer<Consumer<Inspection>> listen,
        Consumer<Consumer<Inspection>> unlisten,
        Runnable onStored,
        Consumer<Recipe> calibrate,
        Consumer<Path> teachWith) {}
