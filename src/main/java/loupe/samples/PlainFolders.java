package loupe.samples;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;
import loupe.domain.SampleSet;
import loupe.domain.SampleSet.Sample;
import loupe.samples.Reading.Choice;
import loupe.samples.Reading.Choice.Kind;
import loupe.samples.Reading.Question;

/**
 * Data sets that are not split: folders whose names say what they hold (HALCON: beside a good folder every other holds
 * defects, {@code ground_truth} or {@code labels} their masks), masks beside their images, or one plain folder.
 */
final class PlainFolders {
    private static final Set<String> TRUTH = Set.of("ground_truth", "labels", "masks");
    /** KolektorSDD: one folder a piece, its surfaces Part0…Part7. */
    private static final Pattern SURFACE = Pattern.compile("Part\\d+");

    private final Folder root;
    private final Answers answers;
    private final Map<Path, Boolean> defects = new HashMap<>();

    PlainFolders(Folder root, Answers answers) {
        this.root = root;
        this.answers = answers;
    }

    Reading look() {
        List<Path> files = root.allImages().stream().filter(f -> !isTruth(f)).toList();
        if (files.isEmpty()) {
            throw new InspectionFault(
                    FaultCode.TEA_03, root.path(), "there is neither train/good nor test nor an image");
        }
        List<Choice> endings = MaskedImages.unclearEndings(files).stream()
                .map(e -> new Choice(Kind.IMAGE, e))
                .toList();
        Optional<Choice> ending = answers.among(endings);
        if (!endings.isEmpty() && ending.isEmpty()) {
            return new Reading.Unclear(root.path(), Question.WHICH_IS_THE_IMAGE, endings);
        }
        return label(MaskedImages.in(files, ending.map(Choice::name)));
    }

    private Reading label(List<MaskedImage> images) {
        Set<String> tops = new HashSet<>();
        images.forEach(i -> tops.add(top(i)));
        boolean goodFolder = tops.stream().anyMatch(t -> FolderWord.of(t) == FolderWord.GOOD);
        List<MaskedImage> said = new ArrayList<>();
        List<MaskedImage> masked = new ArrayList<>();
        List<MaskedImage> rest = new ArrayList<>();
        for (MaskedImage i : images) {
            boolean named = word(i) != FolderWord.NOTHING || (goodFolder && !top(i).isEmpty());
            (named ? said : i.mask().isPresent() ? masked : rest).add(i);
        }
        if (rest.isEmpty()) {
            return set(said, masked, Kind.UNLABELLED, rest);
        }
        List<Choice> choices = choices(said, masked, rest);
        Optional<Choice> made = answers.among(choices);
        if (made.isEmpty()) {
            return new Reading.Unclear(root.path(), question(said, masked, rest), choices);
        }
        return made.get().kind() == Kind.GOOD_FOLDER
                ? goodIs(made.get().name(), rest)
                : set(said, masked, made.get().kind(), rest);
    }

    private static Question question(List<MaskedImage> said, List<MaskedImage> masked, List<MaskedImage> rest) {
        if (!masked.isEmpty()) {
            return Question.WHAT_ARE_THE_UNMASKED;
        }
        if (!said.isEmpty()) {
            return Question.WHAT_ARE_THE_OTHERS;
        }
        boolean flat = rest.stream().map(i -> i.image().getParent()).distinct().count() == 1;
        return flat ? Question.WHAT_ARE_THEY : Question.WHICH_IS_GOOD;
    }

    private List<Choice> choices(List<MaskedImage> said, List<MaskedImage> masked, List<MaskedImage> rest) {
        List<Choice> choices = new ArrayList<>();
        switch (question(said, masked, rest)) {
            case WHICH_IS_GOOD ->
                rest.stream()
                        .map(this::top)
                        .filter(t -> !t.isEmpty())
                        .distinct()
                        .forEach(t -> choices.add(new Choice(Kind.GOOD_FOLDER, t)));
            case WHAT_ARE_THE_UNMASKED -> choices.add(Choice.of(Kind.GOOD));
            default -> choices.addAll(List.of(Choice.of(Kind.GOOD), Choice.of(Kind.BAD)));
        }
        choices.add(Choice.of(Kind.UNLABELLED));
        return choices;
    }

    private Reading goodIs(String good, List<MaskedImage> images) {
        List<Sample> test = images.stream()
                .map(i -> sample(i, top(i).equals(good) ? SampleSet.GOOD : typeOf(top(i))))
                .toList();
        return new Reading.Understood(new SampleSet(root.name(), List.of(), test));
    }

    private Reading set(List<MaskedImage> said, List<MaskedImage> masked, Kind others, List<MaskedImage> rest) {
        List<Sample> test = new ArrayList<>();
        List<Path> unlabelled = new ArrayList<>();
        for (MaskedImage i : said) {
            if (word(i) == FolderWord.UNLABELLED) {
                unlabelled.add(i.image());
            } else {
                test.add(sample(i, saidType(i)));
            }
        }
        boolean kinds = foldersAreKinds(masked);
        for (MaskedImage i : masked) {
            test.add(sample(i, !isDefect(i) ? SampleSet.GOOD : kinds ? typeOf(top(i)) : "defect"));
        }
        for (MaskedImage i : rest) {
            if (others == Kind.UNLABELLED) {
                unlabelled.add(i.image());
            } else {
                test.add(sample(i, others == Kind.GOOD ? SampleSet.GOOD : typeOf(top(i))));
            }
        }
        return new Reading.Understood(new SampleSet(root.name(), List.of(), test, unlabelled));
    }

    private Sample sample(MaskedImage i, String type) {
        Path parent = i.image().getParent();
        boolean surface = SURFACE.matcher(Folder.stem(i.image())).matches()
                && !root.path().equals(parent);
        String part = surface ? root.key(parent.resolve("x")).replaceFirst("/x$", "") : root.key(i.image());
        Optional<Path> mask = i.mask().or(() -> truth(i));
        return new MaskedImage(i.image(), mask).sample(type, part);
    }

    /** A mask in a folder of masks that mirrors the folders of images. */
    private Optional<Path> truth(MaskedImage i) {
        return root.folders().values().stream()
                .filter(f -> TRUTH.contains(f.name()))
                .flatMap(f -> Stream.of(f.folder(top(i))).flatMap(Optional::stream))
                .map(f -> f.masks().get(Folder.stem(i.image())))
                .filter(m -> m != null)
                .findFirst();
    }

    private boolean isTruth(Path file) {
        return TRUTH.contains(root.path().relativize(file).getName(0).toString());
    }

    /** The folder directly below the root that an image lies in; empty for the root itself. */
    private String top(MaskedImage i) {
        Path relative = root.path().relativize(i.image());
        return relative.getNameCount() > 1 ? relative.getName(0).toString() : "";
    }

    /** The uppermost folder whose name says something. */
    private FolderWord word(MaskedImage i) {
        return sayingFolder(i).map(FolderWord::of).orElse(FolderWord.NOTHING);
    }

    private Optional<String> sayingFolder(MaskedImage i) {
        Path relative = root.path().relativize(i.image());
        if (relative.getNameCount() == 1) {
            return Optional.of(root.name());
        }
        return Stream.iterate(relative.getParent(), p -> p != null, Path::getParent)
                .map(Folder::nameOf)
                .filter(n -> FolderWord.of(n) != FolderWord.NOTHING)
                .reduce((inner, outer) -> outer);
    }

    private String saidType(MaskedImage i) {
        return typeOf(sayingFolder(i)
                .filter(f -> FolderWord.of(f) != FolderWord.NOTHING)
                .orElse(top(i)));
    }

    private static String typeOf(String folder) {
        return folder.isEmpty() ? "defect" : FolderWord.typeOf(folder);
    }

    /** Magnetic tiles: a folder a kind. Where a folder holds good and bad, it says nothing about the kind. */
    private boolean foldersAreKinds(List<MaskedImage> masked) {
        Map<String, Set<Boolean>> found = new HashMap<>();
        masked.forEach(i -> found.computeIfAbsent(top(i), t -> new HashSet<>()).add(isDefect(i)));
        return found.values().stream().allMatch(kinds -> kinds.size() == 1);
    }

    private boolean isDefect(MaskedImage i) {
        return defects.computeIfAbsent(i.image(), p -> i.isDefect());
    }
}
