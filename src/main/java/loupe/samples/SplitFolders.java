package loupe.samples;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;
import loupe.domain.SampleSet;
import loupe.domain.SampleSet.Sample;

/**
 * Data sets that are split into {@code train} and {@code test} (one of them may be absent): MVTec AD ({@code
 * train/good}, {@code test/TYPE}, {@code ground_truth/TYPE/STEM_mask.png}), BTAD ({@code ok}, {@code ko}, masks named
 * like their images), KolektorSDD2 (images and masks side by side). Images in {@code unlabelled} wait for a label.
 */
final class SplitFolders {
    private final Folder root;
    private final Map<String, Folder> folders;

    SplitFolders(Folder root) {
        this.root = root;
        this.folders = root.folders();
    }

    static boolean fits(Folder root) {
        return root.folder("train").isPresent() || root.folder("test").isPresent();
    }

    SampleSet read() {
        if (!root.images().isEmpty()) {
            throw wrong("images lie beside train and test");
        }
        List<Path> unlabelled =
                folders.containsKey("unlabelled") ? folders.get("unlabelled").allImages() : List.of();
        if (Stream.of("train", "test").anyMatch(f -> folders.containsKey(f) && hasPairs(folders.get(f)))) {
            return pairs(unlabelled);
        }
        return new SampleSet(root.name(), training(), test(), unlabelled);
    }

    private static boolean hasPairs(Folder folder) {
        return MaskedImages.in(folder.images(), Optional.empty()).stream()
                .anyMatch(p -> p.mask().isPresent());
    }

    private List<Path> training() {
        if (!folders.containsKey("train")) {
            return List.of();
        }
        Folder train = folders.get("train");
        boolean onlyGood = train.folders().keySet().stream().allMatch(f -> FolderWord.of(f) == FolderWord.GOOD);
        if (!onlyGood || train.folders().isEmpty() || !train.images().isEmpty()) {
            throw wrong("train must hold the folder good and nothing else");
        }
        return train.folders().values().stream()
                .flatMap(f -> f.allImages().stream())
                .toList();
    }

    private List<Sample> test() {
        if (!folders.containsKey("test")) {
            return List.of();
        }
        Folder test = folders.get("test");
        if (!test.images().isEmpty()) {
            throw wrong("images lie in test itself, not in test/TYPE");
        }
        Map<String, Folder> truth = folders.containsKey("ground_truth")
                ? folders.get("ground_truth").folders()
                : Map.of();
        Set<String> strange = new HashSet<>(truth.keySet());
        strange.removeAll(test.folders().keySet());
        strange.stream().sorted().findFirst().ifPresent(t -> {
            throw wrong("ground_truth/" + t + " has no test/" + t);
        });
        List<Sample> samples = new ArrayList<>();
        test.folders().forEach((name, folder) -> samples.addAll(samples(folder, truth.get(name))));
        return samples;
    }

    private List<Sample> samples(Folder folder, Folder truth) {
        String type = FolderWord.typeOf(folder.name());
        boolean masked = truth != null && !type.equals(SampleSet.GOOD);
        Map<String, Path> masks = masked ? truth.masks() : Map.of();
        List<Sample> samples = folder.allImages().stream()
                .map(i -> new Sample(i, type, Optional.ofNullable(masks.get(Folder.stem(i))), root.key(i)))
                .toList();
        if (!masks.isEmpty() && samples.stream().noneMatch(s -> s.mask().isPresent())) {
            throw wrong("no mask in ground_truth/" + folder.name() + " is named like its image, STEM_mask.png");
        }
        return samples;
    }

    /** Only the masks tell; what is defective in train is measured on, never taught. */
    private SampleSet pairs(List<Path> unlabelled) {
        List<Path> training = new ArrayList<>();
        List<Sample> test = new ArrayList<>();
        for (String split : List.of("train", "test")) {
            if (!folders.containsKey(split)) {
                continue;
            }
            for (MaskedImage pair : MaskedImages.in(folders.get(split).allImages(), Optional.empty())) {
                if (pair.mask().isEmpty()) {
                    throw wrong("some images in " + split + " have a mask beside them, "
                            + pair.image().getFileName() + " has none");
                }
                boolean defect = pair.isDefect();
                if (!defect && split.equals("train")) {
                    training.add(pair.image());
                } else {
                    test.add(pair.sample(defect ? "defect" : SampleSet.GOOD, root.key(pair.image())));
                }
            }
        }
        return new SampleSet(root.name(), training, test, unlabelled);
    }

    private InspectionFault wrong(String reason) {
        return new InspectionFault(FaultCode.TEA_03, root.path(), reason);
    }
}
