package loupe.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Map;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;

/**
 * The data folder and the names of everything in it. One Loupe at a time: take {@link #lock()} before writing.
 *
 * @param folder absolute path; need not exist before {@link #create()}
 */
public record Home(Path folder) {
    private static final String OWNER = "rwx------";

    public Home {
        folder = folder.toAbsolutePath().normalize();
    }

    /** The place that the platform's convention names for a program's data of this user. */
    public static Home standard() {
        return standard(System.getProperty("os.name"), Path.of(System.getProperty("user.home")), System.getenv());
    }

    static Home standard(String system, Path user, Map<String, String> environment) {
        String os = system.toLowerCase(Locale.ROOT);
        if (os.startsWith("windows")) {
            String local = environment.getOrDefault("LOCALAPPDATA", "");
            return new Home((local.isBlank() ? user.resolve("AppData/Local") : Path.of(local)).resolve("Loupe"));
        }
        if (os.startsWith("mac")) {
            return new Home(user.resolve("Library/Application Support/Loupe"));
        }
        Path data = Path.of(environment.getOrDefault("XDG_DATA_HOME", ""));
        // the specification: a relative path is invalid and ignored
        return new Home((data.isAbsolute() ? data : user.resolve(".local/share")).resolve("loupe"));
    }

    public Path settings() {
        return folder.resolve("settings.json");
    }

    /** Who may sign in; missing as long as everybody may do everything. */
    public Path access() {
        return folder.resolve("access.json");
    }

    /** The private key that this installation signs with. */
    public Path stationKey() {
        return folder.resolve("station-key.json");
    }

    /** Whose recipe files are trusted. */
    public Path trustedKeys() {
        return folder.resolve("trusted-keys.json");
    }

    public Path recipes() {
        return folder.resolve("recipes");
    }

    public Path models() {
        return folder.resolve("models");
    }

    /** Feature networks that somebody brought, each with its card. */
    public Path backbones() {
        return folder.resolve("backbones");
    }

    /** Sample sets, a folder each. */
    public Path samples() {
        return folder.resolve("samples");
    }

    /** Trainings that were stopped, or whose result nobody kept yet, a folder each. */
    public Path training() {
        return folder.resolve("training");
    }

    public Path journal() {
        return folder.resolve("journal");
    }

    public Path journalDatabase() {
        return journal().resolve("journal.db");
    }

    /** Who changed what: only ever added to. */
    public Path audit() {
        return journal().resolve("audit.jsonl");
    }

    public Path archive() {
        return journal().resolve("archive");
    }

    /** How models ran on the execution providers of this computer, a file for each model. */
    public Path providers() {
        return folder.resolve("providers");
    }

    public Path cache() {
        return folder.resolve("cache");
    }

    public Path logs() {
        return folder.resolve("logs");
    }

    public Path log() {
        return logs().resolve("loupe.log");
    }

    public Path lockFile() {
        return folder.resolve("lock");
    }

    /**
     * Makes the folder and its parts where they are missing. A new folder is its owner's alone, where the file system
     * knows owners: camera addresses may hold passwords.
     *
     * @return this
     * @throws InspectionFault TRC-04 when the folder cannot be written
     */
    public Home create() {
        try {
            if (Files.notExists(folder)) {
                makePrivate();
            }
            for (Path part : new Path[] {recipes(), models(), samples(), archive(), cache(), logs()}) {
                Files.createDirectories(part);
            }
            Files.delete(Files.createTempFile(folder, "probe", ".part"));
            return this;
        } catch (IOException e) {
            throw new InspectionFault(FaultCode.TRC_04, e, folder);
        }
    }

    private void makePrivate() throws IOException {
        Path parent = folder.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER)));
        } else {
            Files.createDirectories(folder);
        }
    }

    /**
     * Claims the folder for this process until the lock is closed or the process dies.
     *
     * @throws InspectionFault TRC-01 when another Loupe, in this process or another, holds it; TRC-04 when the folder
     *     cannot be written
     */
    public HomeLock lock() {
        return HomeLock.take(this);
    }
}
