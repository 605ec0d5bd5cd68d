package loupe.samples;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Tells images from the masks that lie beside them: {@code STEM_mask.*}, {@code STEM_label.*}, {@code STEM_GT.*}, or
 * the same stem, where the JPEG is the image and the loss-free file the mask.
 */
final class MaskedImages {
    private static final List<String> SUFFIXES = List.of("_mask", "_label", "_gt");
    private static final Set<String> LOSSY = Set.of("jpg", "jpeg", "jpe");

    private MaskedImages() {}

    /**
     * The images among the files, in their order.
     *
     * @param imageEnding of the images where two files have one stem and the endings do not tell
     */
    static List<MaskedImage> in(List<Path> files, Optional<String> imageEnding) {
        Map<Path, List<Path>> byStem = new LinkedHashMap<>();
        for (Path file : files) {
            byStem.computeIfAbsent(key(file), k -> new ArrayList<>()).add(file);
        }
        Map<Path, Path> suffixed = new LinkedHashMap<>();
        for (Path key : byStem.keySet()) {
            base(key).filter(byStem::containsKey).ifPresent(base -> suffixed.put(base, key));
        }
        List<MaskedImage> pairs = new ArrayList<>();
        byStem.forEach((key, same) -> {
            if (suffixed.containsKey(key)) {
                Optional<Path> mask = Optional.of(byStem.get(suffixed.get(key)).get(0));
                same.forEach(image -> pairs.add(new MaskedImage(image, mask)));
            } else if (!suffixed.containsValue(key)) {
                pairs.addAll(sameStem(same, imageEnding));
            }
        });
        return pairs;
    }

    private static List<MaskedImage> sameStem(List<Path> same, Optional<String> imageEnding) {
        List<Path> images =
                same.stream().filter(f -> isImage(f, same, imageEnding)).toList();
        if (same.size() != 2 || images.size() != 1) {
            return same.stream().map(i -> new MaskedImage(i, Optional.empty())).toList();
        }
        Path mask = same.get(same.get(0).equals(images.get(0)) ? 1 : 0);
        return List.of(new MaskedImage(images.get(0), Optional.of(mask)));
    }

    private static boolean isImage(Path file, List<Path> same, Optional<String> imageEnding) {
        boolean told = same.stream().filter(f -> LOSSY.contains(ending(f))).count() == 1;
        return told
                ? LOSSY.contains(ending(file))
                : imageEnding.filter(ending(file)::equals).isPresent();
    }

    /** Endings of files that have one stem and of which nobody knows which is the image; sorted. */
    static Set<String> unclearEndings(List<Path> files) {
        Set<String> endings = new TreeSet<>();
        Map<Path, List<Path>> byStem = new LinkedHashMap<>();
        files.forEach(
                f -> byStem.computeIfAbsent(key(f), k -> new ArrayList<>()).add(f));
        byStem.values().stream()
                .filter(same -> same.size() == 2
                        && same.stream().filter(f -> LOSSY.contains(ending(f))).count() != 1)
                .forEach(same -> same.forEach(f -> endings.add(ending(f))));
        return endings;
    }

    private static Path key(Path file) {
        return file.resolveSibling(Folder.stem(file));
    }

    private static Optional<Path> base(Path key) {
        String stem = Folder.nameOf(key);
        String lower = stem.toLowerCase(Locale.ROOT);
        return SUFFIXES.stream()
                .filter(s -> lower.endsWith(s) && lower.length() > s.length())
                .map(s -> key.resolveSibling(stem.substring(0, stem.length() - s.length())))
                .findFirst();
    }

    private static String ending(Path file) {
        String name = Folder.nameOf(file);
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }
}
