package loupe.camera;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import loupe.domain.FaultCode;
import loupe.domain.Image;
import loupe.domain.InspectionFault;
import loupe.imaging.ImageCodec;
import loupe.imaging.ImageFiles;

/**
 * Picture files as a video. A file that cannot be read throws its own fault, which names its path below the folder, and
 * the next call goes on behind it.
 */
final class PictureFiles implements VideoReader {
    /** As in OpenCV and ffmpeg: {@code part_%04d.png}. */
    private static final Pattern NUMBER = Pattern.compile("%(?:0(\\d{1,2}))?d");

    private final Iterator<Path> files;
    private final Path root;

    private PictureFiles(List<Path> files, Path source, Path root) {
        this.root = root;
        if (files.isEmpty()) {
            throw new InspectionFault(FaultCode.IMG_08, source);
        }
        this.files = files.iterator();
    }

    /** All pictures below a folder, in natural order. */
    static PictureFiles ofFolder(Path folder) {
        return new PictureFiles(ImageFiles.list(folder), folder, folder);
    }

    static boolean isNumbered(Path pattern) {
        return pattern.getFileName() != null
                && NUMBER.matcher(pattern.getFileName().toString()).find();
    }

    /** The files that fit the pattern, by number; numbers may be missing. */
    static PictureFiles ofNumbered(Path pattern) {
        String name = pattern.getFileName().toString();
        Matcher m = NUMBER.matcher(name);
        if (!m.find()) {
            throw new IllegalArgumentException(name);
        }
        String digits = m.group(1) == null ? "(\\d{1,18})" : "(\\d{" + m.group(1) + ",18})";
        Pattern wanted = Pattern.compile(
                Pattern.quote(name.substring(0, m.start())) + digits + Pattern.quote(name.substring(m.end())));
        Path folder = pattern.toAbsolutePath().getParent();
        try (Stream<Path> all = Files.list(folder)) {
            Comparator<Path> byNumber = Comparator.comparingLong(p -> number(wanted, p));
            List<Path> found = all.filter(p -> number(wanted, p) >= 0)
                    .sorted(byNumber.thenComparing(Path::toString))
                    .toList();
            return new PictureFiles(found, pattern, folder);
        } catch (IOException e) {
            throw new InspectionFault(FaultCode.IMG_05, e, folder);
        }
    }

    private static long number(Pattern wanted, Path file) {
        Matcher m = wanted.matcher(file.getFileName().toString());
        return m.matches() ? Long.parseLong(m.group(1)) : -1;
    }

    @Override
    public Optional<Image> next() {
        if (!files.hasNext()) {
            return Optional.empty();
        }
        Path file = files.next();
        return Optional.of(ImageCodec.read(file, nameOf(file)));
    }

    /** Distinct for every file: two damaged files of one name in two folders are two faults. */
    private String nameOf(Path file) {
        return file.startsWith(root) ? root.relativize(file).toString() : file.toString();
    }

    @Override
    public double rate() {
        return 0;
    }

    @Override
    public void close() {}
}
