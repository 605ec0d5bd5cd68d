package loupe.samples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;
import loupe.imaging.ImageFiles;
import loupe.imaging.NaturalOrder;

/** A folder as the layouts see it: hidden entries left out, everything in natural order. */
record Folder(Path path) {
    static final String MASK_SUFFIX = "_mask";

    String name() {
        return path.getFileName() == null ? path.toString() : path.getFileName().toString();
    }

    /** Folders directly below, by name. */
    Map<String, Folder> folders() {
        Map<String, Folder> found = new LinkedHashMap<>();
        list(Files::isDirectory).forEach(f -> found.put(nameOf(f), new Folder(f)));
        return found;
    }

    Optional<Folder> folder(String name) {
        return Optional.ofNullable(folders().get(name));
    }

    /** Images directly in this folder. */
    List<Path> images() {
        return list(f -> Files.isRegularFile(f) && ImageFiles.isImageName(nameOf(f)));
    }

    /** Images here and anywhere below. */
    List<Path> allImages() {
        return ImageFiles.list(path);
    }

    /** Ground truth in this folder, {@code STEM_mask.*} or {@code STEM.*}, by the stem of the image. */
    Map<String, Path> masks() {
        Map<String, Path> byStem = new HashMap<>();
        for (Path mask : images()) {
            String stem = stem(mask);
            boolean suffix = stem.endsWith(MASK_SUFFIX);
            byStem.put(suffix ? stem.substring(0, stem.length() - MASK_SUFFIX.length()) : stem, mask);
        }
        return byStem;
    }

    /** A path below this folder without its ending: what tells the images of a data set apart. */
    String key(Path image) {
        List<String> parts = new ArrayList<>();
        path.relativize(image.resolveSibling(stem(image))).forEach(p -> parts.add(p.toString()));
        return String.join("/", parts);
    }

    static String stem(Path file) {
        String name = nameOf(file);
        int dot = name.lastIndexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }

    static String nameOf(Path file) {
        return String.valueOf(file.getFileName());
    }

    private List<Path> list(Predicate<Path> wanted) {
        try (Stream<Path> files = Files.list(path)) {
            return files.filter(f -> !nameOf(f).startsWith("."))
                    .filter(wanted)
                    .sorted(Comparator.comparing(Folder::nameOf, new NaturalOrder()))
                    .toList();
        } catch (IOException e) {
            throw new InspectionFault(FaultCode.IMG_05, e, path);
        }
    }
}
