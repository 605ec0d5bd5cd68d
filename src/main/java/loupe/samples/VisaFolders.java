package loupe.samples;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;
import loupe.domain.SampleSet;
import loupe.domain.SampleSet.Sample;

/**
 * One object of VisA as it is downloaded: {@code Data/Images/{Normal,Anomaly}}, masks that hold class numbers in {@code
 * Data/Masks/Anomaly}, kinds of defects in {@code image_anno.csv}, the split in {@code ../split_csv/1cls.csv}. Without
 * the split everything is measured on.
 */
final class VisaFolders {
    private final Folder root;

    VisaFolders(Folder root) {
        this.root = root;
    }

    static boolean fits(Folder root) {
        Path images = root.path().resolve("Data/Images");
        return Files.isDirectory(images.resolve("Normal")) || Files.isDirectory(images.resolve("Anomaly"));
    }

    SampleSet read() {
        Map<Path, String> types = types();
        Set<Path> taught = taught();
        List<Path> training = new ArrayList<>();
        List<Sample> test = new ArrayList<>();
        for (Path image : images("Normal")) {
            if (taught.contains(image)) {
                training.add(image);
            } else {
                test.add(new Sample(image, SampleSet.GOOD, Optional.empty(), root.key(image)));
            }
        }
        Path masks = root.path().resolve("Data/Masks/Anomaly");
        Map<String, Path> byStem = Files.isDirectory(masks) ? new Folder(masks).masks() : Map.of();
        for (Path image : images("Anomaly")) {
            Optional<Path> mask = Optional.ofNullable(byStem.get(Folder.stem(image)));
            test.add(new Sample(image, types.getOrDefault(image, "anomaly"), mask, root.key(image)));
        }
        return new SampleSet(root.name(), training, test);
    }

    private List<Path> images(String kind) {
        Path folder = root.path().resolve("Data/Images").resolve(kind);
        return Files.isDirectory(folder) ? new Folder(folder).allImages() : List.of();
    }

    /** Kinds of defects; an image with several is listed as the first of them. */
    private Map<Path, String> types() {
        Path file = root.path().resolve("image_anno.csv");
        Map<Path, String> types = new HashMap<>();
        if (Files.isRegularFile(file)) {
            Path base = parent();
            for (Map<String, String> row : CsvRows.read(file)) {
                String label = row.getOrDefault("label", "").split(",", 2)[0].strip();
                boolean kind = !label.isEmpty() && FolderWord.of(label) == FolderWord.NOTHING;
                if (kind) {
                    types.put(inside(file, base, row.getOrDefault("image", "")), label);
                }
            }
        }
        return types;
    }

    /** The images that the split gives to training. */
    private Set<Path> taught() {
        Path base = parent();
        Path file = base.resolve("split_csv").resolve("1cls.csv");
        if (!Files.isRegularFile(file)) {
            return Set.of();
        }
        Set<Path> taught = new java.util.HashSet<>();
        for (Map<String, String> row : CsvRows.read(file)) {
            if (row.getOrDefault("object", "").equals(root.name())
                    && row.getOrDefault("split", "").equals("train")) {
                taught.add(inside(file, base, row.getOrDefault("image", "")));
            }
        }
        return taught;
    }

    private Path parent() {
        Path parent = root.path().getParent();
        return parent == null ? root.path() : parent;
    }

    /** A path that a file of the data set names; it must stay below the data set. */
    private Path inside(Path file, Path base, String relative) {
        try {
            Path path = base.resolve(relative).normalize();
            if (path.startsWith(base) && !relative.startsWith("/")) {
                return path;
            }
        } catch (InvalidPathException e) {
            throw new InspectionFault(FaultCode.SET_04, e, file, relative);
        }
        throw new InspectionFault(FaultCode.SET_04, file, relative);
    }
}
