package loupe.samples;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import loupe.domain.SampleSet;

/**
 * An image that is about to be copied into a sample set.
 *
 * @param image the file; it stays where it is
 * @param type as of {@link SampleCard#type()}
 * @param training whether it is taught from
 * @param part which piece it shows; empty when nobody knows of another image of it
 * @param mask ground truth, if any
 */
public record Incoming(Path image, String type, boolean training, String part, Optional<Path> mask) {
    /** Everything in a set that was read from somewhere. */
    public static List<Incoming> of(SampleSet set) {
        List<Incoming> all = new ArrayList<>();
        set.training().forEach(i -> all.add(new Incoming(i, SampleSet.GOOD, true, "", Optional.empty())));
        set.test().forEach(s -> all.add(new Incoming(s.image(), typeName(s.type()), false, s.part(), s.mask())));
        all.addAll(unlabelled(set.unlabelled()));
        return all;
    }

    /** Images that nobody has judged yet. */
    public static List<Incoming> unlabelled(List<Path> images) {
        return images.stream()
                .map(i -> new Incoming(i, SampleCard.UNLABELLED, false, "", Optional.empty()))
                .toList();
    }

    /** A type that can be the name of a folder. */
    public static String typeName(String words) {
        String plain =
                words.strip().replaceAll("[^\\p{L}\\p{M}\\p{N} _.,()+=-]", "_").replaceAll("[. ]+$", "");
        return Stream.of(plain, "type " + plain)
                .filter(SampleCard::isFileName)
                .findFirst()
                .orElse("defect");
    }
}
