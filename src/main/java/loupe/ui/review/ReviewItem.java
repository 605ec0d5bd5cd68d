package loupe.ui.review;

import java.nio.file.Path;
import java.util.Optional;
import loupe.domain.Image;
import loupe.domain.Inspection;
import loupe.trace.VerdictOverride;

/**
 * One reviewed file. The inspection holds no pixels: thousands of rows must fit into memory; the file is read again
 * when it is looked at.
 *
 * @param number of the row, from 1
 * @param file where the picture is
 * @param name for people: the path below what was dropped
 * @param inspection with {@link Image#NONE} as its frame's image
 * @param width of the picture, pixels; 0 when it could not be read
 * @param height of the picture, pixels
 * @param thumbnail a few pixels; {@link Image#NONE} when the file could not be read
 * @param override what a person said last
 */
record ReviewItem(
        int number,
        Path file,
        String name,
        Inspection inspection,
        int width,
        int height,
        Image thumbnail,
        Optional<VerdictOverride> override) {

    ReviewItem withOverride(VerdictOverride word) {
        return new ReviewItem(number, file, name, inspection, width, height, thumbnail, Optional.of(word));
    }

    /** Time of the inspection, milliseconds; NaN when there was none. */
    double milliseconds() {
        return inspection.prediction().map(p -> p.timings().total() / 1e6).orElse(Double.NaN);
    }
}
