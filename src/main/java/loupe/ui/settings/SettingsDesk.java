package loupe.ui.settings;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import loupe.app.Equipment;
import loupe.config.SettingsFile;

/**
 * What Settings needs of the workstation.
 *
 * @param file the settings
 * @param restart starts the line anew with the source in the settings
 * @param cameras looks for cameras; may take seconds
 * @param providers tries every provider; may take seconds
 * @param folder the data folder
 * @param version of this program
 * @param openFolder shows a folder in the desktop's file manager
 * @param onLook called after language or theme have changed
 */
public record SettingsDesk(
        SettingsFile file,
        Runnable restart,
        Supplier<List<Equipment.FoundCamera>> cameras,
        Supplier<List<Equipment.FoundProvider>> providers,
        Path folder,
        String version,
        Consumer<Path> openFolder,
        Runnable onLook) {}
