package loupe.ui.teach;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import loupe.domain.SampleSet.Sample;
import loupe.samples.Incoming;
import loupe.samples.Reading.Choice;
import loupe.samples.Reading.Question;
import loupe.samples.Reading.Unclear;
import loupe.samples.SampleFolders;
import loupe.samples.SampleIntake;
import loupe.samples.TeachingPictures;

/** Turns what was dropped into pictures to teach from. Slow; any thread, one at a time. */
final class PictureReading {
    /** What somebody has said of the pictures by the place where they were dropped. */
    enum Role {
        ANY,
        GOOD,
        DEFECTS
    }

    /** What became of a drop. */
    sealed interface Read {}

    /** These pictures, and a name that the folder suggests. */
    record Found(TeachingPictures pictures, String name) implements Read {}

    /** A person has to say how a folder is meant. */
    record Asks(Path root, Unclear unclear) implements Read {}

    private static final Set<String> SAYS_NOTHING = Set.of("good", "ok", "train", "test", "images", "pictures");

    private final SampleIntake intake;

    /** Archives are unpacked below {@code scratch}. */
    PictureReading(Path scratch) {
        this.intake = new SampleIntake(scratch);
    }

    /**
     * Reads files, folders and archives.
     *
     * @param said answers to questions about each of them; grows by what {@code as} answers
     * @param whole true = good parts and defects of a labelled set, false = only those asked for
     */
    Read read(List<Path> paths, Map<Path, Set<String>> said, Role as, boolean whole) {
        if (as == Role.DEFECTS && paths.stream().allMatch(Files::isDirectory)) {
            List<Sample> defects = new ArrayList<>();
            paths.forEach(p -> defects.addAll(SampleFolders.readDefects(p, said.getOrDefault(p, Set.of()))));
            return new Found(new TeachingPictures(List.of(), defects), "");
        }
        SampleIntake.Result result = intake.read(paths, said);
        while (result instanceof SampleIntake.Asks asks) {
            Optional<Choice> known = known(asks.unclear().question(), as);
            if (known.isEmpty()) {
                return new Asks(asks.root(), asks.unclear());
            }
            said.computeIfAbsent(asks.root(), r -> new HashSet<>())
                    .add(known.get().answer());
            result = intake.read(paths, said);
        }
        List<Incoming> incoming = result instanceof SampleIntake.Brings brings
                ? brings.incoming()
                : Incoming.of(SampleFolders.read(((SampleIntake.Opens) result).set()));
        TeachingPictures all = TeachingPictures.of(incoming, as != Role.DEFECTS);
        TeachingPictures wanted = whole
                ? all
                : as == Role.GOOD
                        ? new TeachingPictures(all.good(), List.of())
                        : new TeachingPictures(List.of(), all.defects());
        return new Found(wanted, name(paths.get(0)));
    }

    /** What the place of the drop answers. */
    private static Optional<Choice> known(Question question, Role as) {
        if (as == Role.ANY) {
            return Optional.empty();
        }
        return switch (question) {
            case WHAT_ARE_THEY -> Optional.of(new Choice(as == Role.GOOD ? Choice.Kind.GOOD : Choice.Kind.BAD, ""));
            case WHICH_IS_GOOD, WHAT_ARE_THE_OTHERS, WHAT_ARE_THE_UNMASKED, WHICH_SET, WHICH_IS_THE_IMAGE ->
                Optional.empty();
        };
    }

    /** A folder named good says nothing of the product, the one around it may. */
    private static String name(Path path) {
        Path named = path.toAbsolutePath().normalize();
        while (named.getFileName() != null
                && named.getParent() != null
                && SAYS_NOTHING.contains(named.getFileName().toString().toLowerCase(Locale.ROOT))) {
            named = named.getParent();
        }
        String word = named.getFileName() == null ? "" : named.getFileName().toString();
        return word.replaceAll("\\.zip$", "");
    }
}
