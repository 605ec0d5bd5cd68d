package loupe.imaging;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;

/**
 * Finds image files, told by their endings, in natural order (part2 before part10). Hidden files and folders are
 * skipped, links followed, loops of links broken. Any thread; no state.
 */
public final class ImageFiles {
    private static final Set<String> ENDINGS =
            Set.of("png", "jpg", "jpeg", "jpe", "bmp", "tif", "tiff", "webp", "pgm", "ppm");
    private static final int DEEPEST = 32;

    private ImageFiles() {}

    /**
     * The images below a folder, or the file itself (whatever its ending).
     *
     * @return sorted; empty when there are none
     * @throws InspectionFault IMG-05 when the folder or file is missing or may not be read
     */
    public static List<Path> list(Path folderOrFile) {
        String name = name(folderOrFile);
        if (!Files.isReadable(folderOrFile)) {
            throw new InspectionFault(FaultCode.IMG_05, name);
        }
        if (!Files.isDirectory(folderOrFile)) {
            return List.of(folderOrFile);
        }
        List<Path> found = new ArrayList<>();
        try {
            Files.walkFileTree(
                    folderOrFile,
                    EnumSet.of(FileVisitOption.FOLLOW_LINKS),
                    DEEPEST,
                    new Collector(folderOrFile, found));
        } catch (IOException e) {
            throw new InspectionFault(FaultCode.IMG_05, e, name);
        }
        found.sort(Comparator.comparing(p -> folderOrFile.relativize(p).toString(), new NaturalOrder()));
        return List.copyOf(found);
    }

    /**
     * Unpacks the images of a zip file and lists them as {@link #list} does. Archives inside it stay packed.
     *
     * @param into made when missing; entries never leave it
     * @throws InspectionFault IMG-01 damaged archive, IMG-05 not readable, IMG-06 an entry leaves the folder, IMG-07
     *     too large when unpacked
     */
    public static List<Path> unpack(Path zip, Path into) {
        ImageArchive.unpack(zip, into);
        return list(into);
    }

    /** True for the endings of the formats that {@link ImageCodec} reads. */
    public static boolean isImageName(String name) {
        return ENDINGS.contains(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT))
                && name.contains(".");
    }

    static String name(Path path) {
        return String.valueOf(path.getFileName() == null ? path : path.getFileName());
    }

    /** A folder that may not be read is a fault: images would be missing from a count and nobody would know. */
    private static final class Collector extends SimpleFileVisitor<Path> {
        private final Path root;
        private final List<Path> found;

        Collector(Path root, List<Path> found) {
            this.root = root;
            this.found = found;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return isHidden(folder) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile() && !isHidden(file) && isImageName(name(file))) {
                found.add(file);
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (e instanceof java.nio.file.FileSystemLoopException || !Files.exists(file)) {
                return FileVisitResult.CONTINUE; // its images are met on the straight way; a dead link has none
            }
            throw e;
        }

        private boolean isHidden(Path path) {
            return !path.equals(root) && name(path).startsWith(".");
        }
    }
}
