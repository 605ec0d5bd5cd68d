package loupe.ui.settings;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import loupe.access.Access;
import loupe.app.Equipment;
import loupe.app.Keys;
import loupe.config.SettingsFile;
import loupe.domain.InspectionFault;
import loupe.domain.ProviderMeasurement;
import loupe.trace.AuditCheck;

/**
 * What Settings needs of the workstation.
 *
 * @param file the settings
 * @param restart starts the line anew with the source in the settings
 * @param cameras looks for cameras; may take seconds
 * @param providers what execution providers are worth
 * @param folder the data folder
 * @param version of this program
 * @param openFolder opens a folder or file as the desktop does
 * @param onLook called after language or theme have changed
 * @param security who may do what
 */
public record SettingsDesk(
        SettingsFile file,
        Runnable restart,
        Supplier<List<Equipment.FoundCamera>> cameras,
        Providers providers,
        Path folder,
        String version,
        Consumer<Path> openFolder,
        Runnable onLook,
        Security security) {
    /**
     * Users and audit log.
     *
     * @param access who may do what
     * @param keys whose recipe files are trusted
     * @param audit reads the whole audit log
     * @param signIn asks somebody else to sign in; JavaFX thread
     */
    public record Security(Access access, Keys keys, Supplier<AuditCheck> audit, Runnable signIn) {}

    /**
     * Execution providers. Quick calls, any thread.
     *
     * @param measured last, with the line's model or, where there is none, with a tiny one
     * @param measuring the provider that is being measured
     * @param inUse where the line really runs
     * @param fault why the line does not run where it should, or why nothing could be measured
     * @param measure starts measuring anew
     * @param onChange runs a task whenever one of the above may have changed, on any thread
     */
    public record Providers(
            Supplier<Optional<ProviderMeasurement>> measured,
            Supplier<Optional<String>> measuring,
            Supplier<Optional<String>> inUse,
            Supplier<Optional<InspectionFault>> fault,
            Runnable measure,
            Consumer<Runnable> onChange) {}
}
