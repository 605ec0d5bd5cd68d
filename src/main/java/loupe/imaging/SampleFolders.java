package loupe.imaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import loupe.domain.FaultCode;
import loupe.domain.Image;
import loupe.domain.ImageSequence;
import loupe.domain.InspectionFault;
import loupe.domain.SampleSet;
import loupe.domain.SampleSet.Sample;

/**
 * Reads folders of labelled images, in natural order (part2 before part10). Two layouts: MVTec AD ({@code train/good},
 * {@code test/TYPE}, {@code ground_truth/TYPE/STEM_mask.png}; {@code train} or {@code test} may be absent) and one
 * plain folder of good images. Whatever else is found is TEA-03, never a guess. Stateless; images are not opened.
 */
public final class SampleFolders {
    private static final String MASK_SUFFIX = "_mask";

    private final Path root;

    private SampleFolders(Path root) {
        this.root = root;
    }

    /**
     * The labelled images below a folder.
     *
     * @throws InspectionFault IMG-05 when the folder is missing or unreadable, TEA-03 when its layout is not understood
     */
    public static SampleSet read(Path folder) {
        Path root = folder.toAbsolutePath().normalize();
        if (!Files.isDirectory(root)) {
            throw new InspectionFault(FaultCode.IMG_05, folder);
        }
        return new SampleFolders(root).read();
    }

    /** The files as images, decoded when asked for; nothing is kept. */
    public static ImageSequence images(List<Path> files) {
        List<Path> fixed = List.copyOf(files);
        return new ImageSequence() {
            @Override
            public int size() {
                return fixed.size();
            }

            @Override
            public Image load(int index) {
                return ImageCodec.read(fixed.get(index));
            }
        };
    }

    private SampleSet read() {
        Map<String, Path> folders = folders(root);
        List<Path> images = images(root);
        boolean mvtec = folders.containsKey("train") || folders.containsKey("test");
        if (mvtec && !images.isEmpty()) {
            throw wrong("images lie beside train and test");
        }
        if (mvtec) {
            return new SampleSet(name(), training(folders), test(folders));
        }
        if (images.isEmpty()) {
            throw wrong("there is neither train/good nor test nor an image");
        }
        folders.values().stream().filter(f -> !images(f).isEmpty()).findFirst().ifPresent(f -> {
            throw wrong("images lie in the folder itself and in " + f.getFileName());
        });
        return new SampleSet(name(), images, List.of());
    }

    private List<Path> training(Map<String, Path> folders) {
        if (!folders.containsKey("train")) {
            return List.of();
        }
        Path train = folders.get("train");
        Map<String, Path> types = folders(train);
        if (!types.keySet().equals(Set.of(SampleSet.GOOD)) || !images(train).isEmpty()) {
            throw wrong("train must hold the folder good and nothing else");
        }
        return images(types.get(SampleSet.GOOD));
    }

    private List<Sample> test(Map<String, Path> folders) {
        if (!folders.containsKey("test")) {
            return List.of();
        }
        Map<String, Path> types = folders(folders.get("test"));
        if (!images(folders.get("test")).isEmpty()) {
            throw wrong("images lie in test itself, not in test/TYPE");
        }
        Map<String, Path> truth = folders.containsKey("ground_truth") ? folders(folders.get("ground_truth")) : Map.of();
        truth.keySet().stream().filter(t -> !types.containsKey(t)).findFirst().ifPresent(t -> {
            throw wrong("ground_truth/" + t + " has no test/" + t);
        });
        List<Sample> samples = new ArrayList<>();
        types.forEach((type, folder) -> {
            boolean masked = truth.containsKey(type) && !type.equals(SampleSet.GOOD);
            samples.addAll(samples(type, folder, masked ? images(truth.get(type)) : List.of()));
        });
        return samples;
    }

    private List<Sample> samples(String type, Path folder, List<Path> masks) {
        Map<String, Path> byStem = new TreeMap<>();
        masks.forEach(mask -> byStem.put(stem(mask), mask));
        List<Sample> samples = images(folder).stream()
                .map(i -> new Sample(i, type, Optional.ofNullable(byStem.get(stem(i) + MASK_SUFFIX))))
                .toList();
        if (!masks.isEmpty() && samples.stream().noneMatch(s -> s.mask().isPresent())) {
            throw wrong("no mask in ground_truth/" + type + " is named like its image, STEM_mask.png");
        }
        return samples;
    }

    private InspectionFault wrong(String reason) {
        return new InspectionFault(FaultCode.TEA_03, root, reason);
    }

    private String name() {
        return root.getFileName() == null ? root.toString() : root.getFileName().toString();
    }

    private static String stem(Path file) {
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }

    private static Map<String, Path> folders(Path folder) {
        Map<String, Path> found = new TreeMap<>();
        list(folder, Files::isDirectory).forEach(f -> found.put(f.getFileName().toString(), f));
        return found;
    }

    private static List<Path> images(Path folder) {
        return list(folder, f -> Files.isRegularFile(f) && ImageFiles.isImageName(ImageFiles.name(f)));
    }

    private static List<Path> list(Path folder, Predicate<Path> wanted) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> !f.getFileName().toString().startsWith("."))
                    .filter(wanted)
                    .sorted(Comparator.comparing(ImageFiles::name, new NaturalOrder()))
                    .toList();
        } catch (IOException e) {
            throw new InspectionFault(FaultCode.IMG_05, e, folder);
        }
    }
}
