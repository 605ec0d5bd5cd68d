package loupe.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import loupe.domain.InspectionFault;
import loupe.train.Disk;
import loupe.train.repair.RepairFolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folders below {@code training/}: one for each training by gradient of a product by a method, one for each
 * comparison. A training that was stopped on the way stays until somebody goes on with it or begins it anew. One that
 * has ended and of which nobody made a recipe goes at once when its result is given up, else {@link #KEPT} after its
 * files were last touched. Folders with a link in them, or with anything that is not a training's, stay.
 */
public final class Trainings {
    /** How long what has ended can still be fetched. */
    public static final Duration KEPT = Duration.ofDays(30);

    private static final Logger LOG = LoggerFactory.getLogger(Trainings.class);

    private final Path root;
    private final Clock clock;

    /** {@code root} need not exist. */
    public Trainings(Path root, Clock clock) {
        this.root = root;
        this.clock = clock;
    }

    /** Where a training for a recipe of this id by this method can be resumed. */
    public Path folder(String id, Method method) {
        return root.resolve(id + "-" + method);
    }

    /** Whether there is a state to go on from. */
    public boolean canResume(String id, Method method) {
        return new RepairFolder(folder(id, method)).isBegun();
    }

    /** Where a comparison for a recipe of this id keeps its candidates. */
    public Path comparison(String id) {
        return root.resolve(id + "-compared");
    }

    /** Deletes what a training left, because nobody wants its result; blocks. A fault is only noted. */
    public void giveUp(Path folder) {
        try {
            if (isFolder(folder) && root.equals(folder.getParent())) {
                new RepairFolder(folder).delete();
            }
        } catch (InspectionFault fault) {
            LOG.warn("{} stays: {}", folder, fault.getMessage());
        }
    }

    /** Deletes what has ended and was not touched for long; blocks. For the start, before anything is taught. */
    public void tidy() {
        try {
            for (Path folder : isFolder(root) ? folders(root) : List.<Path>of()) {
                tidy(folder, clock.instant().minus(KEPT));
            }
        } catch (IOException e) {
            LOG.warn("{} cannot be looked into", root, e);
        }
    }

    private static void tidy(Path folder, Instant before) {
        try {
            if (hasEnded(folder) && newest(folder).isBefore(before)) {
                delete(folder);
                LOG.info("{} is deleted: it has ended, and nobody touched it since {}", folder, before);
            }
        } catch (IOException | UncheckedIOException | InspectionFault e) {
            LOG.warn("{} stays", folder, e);
        }
    }

    private static boolean hasEnded(Path folder) throws IOException {
        RepairFolder training = new RepairFolder(folder);
        if (training.isWhole()) {
            return training.isFinished() || !training.isBegun();
        }
        List<KeptCandidate> candidates = candidates(folder);
        for (KeptCandidate candidate : candidates) {
            if (!candidate.isWhole() || candidate.isBegun()) {
                return false;
            }
        }
        return !candidates.isEmpty()
                && painted(folder).isWhole()
                && files(folder).isEmpty();
    }

    /** Every folder of a comparison but the one of painted defects is a candidate's. */
    private static List<KeptCandidate> candidates(Path comparison) throws IOException {
        return folders(comparison).stream()
                .filter(f -> !f.endsWith(Comparison.PAINTED))
                .map(KeptCandidate::find)
                .toList();
    }

    private static PaintedDefects painted(Path comparison) {
        return new PaintedDefects(comparison.resolve(Comparison.PAINTED), 0);
    }

    private static void delete(Path folder) throws IOException {
        RepairFolder training = new RepairFolder(folder);
        if (training.isWhole()) {
            training.delete();
            return;
        }
        candidates(folder).forEach(KeptCandidate::delete);
        painted(folder).delete();
        if (Disk.isEmpty(folder)) {
            Files.delete(folder);
        }
    }

    /** When anything in it was written last; never long ago with a link in it, of which nobody knows where it leads. */
    private static Instant newest(Path folder) throws IOException {
        Instant newest = Instant.MIN;
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.toList()) {
                if (Files.isSymbolicLink(file)) {
                    return Instant.MAX;
                }
                Instant written = Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS)
                        .toInstant();
                newest = written.isAfter(newest) ? written : newest;
            }
        }
        return newest;
    }

    private static List<Path> folders(Path of) throws IOException {
        try (Stream<Path> all = Files.list(of)) {
            return all.filter(Trainings::isFolder).sorted().toList();
        }
    }

    private static List<Path> files(Path of) throws IOException {
        try (Stream<Path> all = Files.list(of)) {
            return all.filter(f -> !isFolder(f)).toList();
        }
    }

    private static boolean isFolder(Path path) {
        return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
    }
}
