package loupe.samples;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import loupe.domain.SampleSet;
import loupe.domain.SampleSet.Sample;

/**
 * Files that a detector is taught from, each once, in the order they came.
 *
 * @param good pictures of good parts
 * @param defects pictures of known defects, with their kind
 */
public record TeachingPictures(List<Path> good, List<Sample> defects) {
    /** None yet. */
    public static final TeachingPictures NONE = new TeachingPictures(List.of(), List.of());

    private static final String ANY_DEFECT = "defect";

    public TeachingPictures {
        good = List.copyOf(good);
        defects = List.copyOf(defects);
    }

    /**
     * What was brought. In a data set that is split, good parts are those to teach from, not those to measure on. Where
     * something is labelled, what is not is left out; else everything is as said.
     *
     * @param asGood what pictures are of which nothing is known: good parts, or defects
     */
    public static TeachingPictures of(List<Incoming> incoming, boolean asGood) {
        boolean split = incoming.stream().anyMatch(Incoming::training);
        boolean labelled = incoming.stream().anyMatch(i -> !i.type().equals(SampleCard.UNLABELLED));
        List<Path> good = new ArrayList<>();
        List<Sample> defects = new ArrayList<>();
        for (Incoming i : incoming) {
            boolean unknown = i.type().equals(SampleCard.UNLABELLED);
            if (unknown && labelled) {
                continue;
            }
            if (unknown ? asGood : i.type().equals(SampleSet.GOOD)) {
                if (!split || i.training()) {
                    good.add(i.image());
                }
            } else {
                String type = unknown ? ANY_DEFECT : i.type();
                String part = i.part().isEmpty() ? i.image().toString() : i.part();
                defects.add(new Sample(i.image(), type, i.mask(), part));
            }
        }
        return new TeachingPictures(good, defects);
    }

    /** These and those that are not here yet. */
    public TeachingPictures plus(TeachingPictures more) {
        Set<Path> allGood = new LinkedHashSet<>(good);
        allGood.addAll(more.good);
        List<Sample> allDefects = new ArrayList<>(defects);
        Set<Path> known = new HashSet<>(defects.stream().map(Sample::image).toList());
        more.defects.stream().filter(d -> known.add(d.image())).forEach(allDefects::add);
        return new TeachingPictures(List.copyOf(allGood), allDefects);
    }

    /** These but some. */
    public TeachingPictures without(Collection<Path> unwanted) {
        Set<Path> out = Set.copyOf(unwanted);
        return new TeachingPictures(
                good.stream().filter(f -> !out.contains(f)).toList(),
                defects.stream().filter(d -> !out.contains(d.image())).toList());
    }

    /** Good parts, then defects. */
    public List<Path> all() {
        return Stream.concat(good.stream(), defects.stream().map(Sample::image)).toList();
    }

    /** Kinds of defects, sorted. */
    public List<String> types() {
        return defects.stream().map(Sample::type).distinct().sorted().toList();
    }
}
