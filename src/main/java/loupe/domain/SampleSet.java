package loupe.domain;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Labelled images on disk, in the order they are processed (sorted, so that results repeat).
 *
 * @param name for people
 * @param training good images to teach from
 * @param test labelled images to measure on
 */
public record SampleSet(String name, List<Path> training, List<Sample> test) {
    /** The type every good part has. */
    public static final String GOOD = "good";

    public SampleSet {
        training = List.copyOf(training);
        test = List.copyOf(test);
    }

    /**
     * One labelled image.
     *
     * @param image the file
     * @param type {@link #GOOD} or the kind of defect
     * @param mask ground truth, pixel &gt; 0 = defect; empty when there is none (always for good parts)
     */
    public record Sample(Path image, String type, Optional<Path> mask) {
        public boolean isDefect() {
            return !type.equals(GOOD);
        }
    }
}
