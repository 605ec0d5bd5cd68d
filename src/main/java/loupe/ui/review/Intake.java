package loupe.ui.review;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import loupe.app.FileReview.Entry;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;
import loupe.imaging.ImageFiles;

/**
 * Turns what was dropped into a list of pictures: folders are walked, archives unpacked, ground-truth masks left out.
 * What cannot be opened becomes an entry with its fault; the rest goes on.
 */
final class Intake {
    private static final String MASKS = "ground_truth";
    private static final String MASK = "_mask";

    private final Path scratch;
    private int archives;
    private boolean cleared;

    /** Archives are unpacked below {@code scratch}. */
    Intake(Path scratch) {
        this.scratch = scratch;
    }

    List<Entry> read(List<Path> dropped) {
        if (!cleared) {
            cleared = true;
            clear(); // what an earlier session unpacked
        }
        List<Entry> entries = new ArrayList<>();
        dropped.forEach(path -> entries.addAll(read(path)));
        Set<Path> files = new HashSet<>();
        entries.forEach(e -> files.add(e.file()));
        entries.removeIf(e -> e.fault().isEmpty() && isMask(e.file(), files));
        return entries;
    }

    private void clear() {
        if (!Files.isDirectory(scratch)) {
            return;
        }
        try (Stream<Path> all = Files.walk(scratch)) {
            for (Path old : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(old);
            }
        } catch (IOException | UncheckedIOException e) {
            throw new InspectionFault(FaultCode.TRC_04, e, scratch);
        }
    }

    private List<Entry> read(Path path) {
        try {
            if (isArchive(path)) {
                Path into = scratch.resolve("archive-" + ++archives);
                return entries(ImageFiles.unpack(path, into), into, fileName(path) + "/");
            }
            return Files.isDirectory(path)
                    ? entries(ImageFiles.list(path), path, "")
                    : entries(ImageFiles.list(path), path.toAbsolutePath().getParent(), "");
        } catch (InspectionFault fault) {
            return List.of(new Entry(path, fileName(path), Optional.of(fault)));
        }
    }

    private static List<Entry> entries(List<Path> files, Path root, String prefix) {
        return files.stream()
                .map(f -> new Entry(f, prefix + root.relativize(f), Optional.empty()))
                .toList();
    }

    private static boolean isArchive(Path path) {
        return Files.isRegularFile(path)
                && fileName(path).toLowerCase(Locale.ROOT).endsWith(".zip");
    }

    private static String fileName(Path path) {
        return String.valueOf(path.getFileName() == null ? path : path.getFileName());
    }

    private static boolean isMask(Path file, Set<Path> all) {
        for (Path part : file) {
            if (part.toString().equals(MASKS)) {
                return true;
            }
        }
        String name = fileName(file);
        int at = name.lastIndexOf(MASK + ".");
        return at > 0
                && all.stream()
                        .anyMatch(f -> fileName(f).startsWith(name.substring(0, at) + ".")
                                && f.resolveSibling(name).equals(file));
    }

    /**
     * The ground truth that belongs to a picture: beside it as {@code STEM_mask.*}, or in the MVTec layout {@code
     * test/TYPE/STEM.png} → {@code ground_truth/TYPE/STEM_mask.png}.
     */
    static Optional<Path> maskOf(Path file) {
        String name = fileName(file);
        String stem = name.substring(0, Math.max(0, name.lastIndexOf('.')));
        Path beside = file.resolveSibling(stem + MASK + ".png");
        if (Files.isRegularFile(beside)) {
            return Optional.of(beside);
        }
        Path type = file.getParent();
        Path root = type == null || type.getParent() == null
                ? null
                : type.getParent().getParent();
        if (root == null) {
            return Optional.empty();
        }
        Path mask = root.resolve(MASKS).resolve(fileName(type)).resolve(stem + MASK + ".png");
        return Optional.of(mask).filter(Files::isRegularFile);
    }
}
