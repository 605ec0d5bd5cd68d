package loupe.domain;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Labelled images on disk, in the order they are processed (sorted, so that results repeat).
 *
 * @param name for people
 * @param training good images to teach from
 * @param test labelled images to measure on
 * @param unlabelled images that nobody has judged yet; never measured on
 */
public record SampleSet(String name, List<Path> training, List<Sample> test, List<Path> unlabelled) {
    /** The type every good part has. */
    public static final String GOOD = "good";

    public SampleSet {
        training = List.copyOf(training);
        test = List.copyOf(test);
        unlabelled = List.copyOf(unlabelled);
    }

    /** A set in which everything is labelled. */
    public SampleSet(String name, List<Path> training, List<Sample> test) {
        this(name, training, test, List.of());
    }

    /** Good images to teach from: the training images, or where the set has none, every good image there is. */
    public List<Path> good() {
        Stream<Path> measured = test.stream().filter(s -> !s.isDefect()).map(Sample::image);
        return training.isEmpty() ? measured.toList() : training;
    }

    /**
     * One labelled image.
     *
     * @param image the file
     * @param type {@link #GOOD} or the kind of defect
     * @param mask ground truth, pixel &gt; 0 = defect; empty when there is none (always for good parts)
     * @param part which piece it shows; images of one part count once
     */
    public record Sample(Path image, String type, Optional<Path> mask, String part) {
        /** An image of a part of which there is no other image. */
        public Sample(Path image, String type, Optional<Path> mask) {
            this(image, type, mask, image.toString());
        }

        public boolean isDefect() {
            return !type.equals(GOOD);
        }
    }
}
