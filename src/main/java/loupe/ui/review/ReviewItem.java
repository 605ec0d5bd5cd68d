package loupe.ui.review;

import java.nio.file.Path;
import java.util.Optional;
import loupe.domain.Image;
import loupe.domain.Inspection;
import loupe.report.Classes;
import loupe.trace.VerdictOverride;

/**
 * One reviewed file. The inspection holds neither pixels nor prediction: thousands of rows must fit into memory; the
 * file is read again when it is looked at, see {@link RowOpener}.
 *
 * @param number of the row, from 1
 * @param file where the picture is
 * @param name for people: the path below what was dropped
 * @param inspection with {@link Image#NONE} as its frame's image, and without its prediction
 * @param milliseconds time of the inspection; NaN when there was none
 * @param width of the picture, pixels; 0 when it could not be read
 * @param height of the picture, pixels
 * @param classed true when the model tells kinds of defects apart, found or not
 * @param repairable true when the model can say how the part should look
 * @param thumbnail a few pixels; {@link Image#NONE} when the file could not be read
 * @param override what a person said last
 */
record ReviewItem(
        int number,
        Path file,
        String name,
        Inspection inspection,
        double milliseconds,
        int width,
        int height,
        boolean classed,
        boolean repairable,
        Image thumbnail,
        Optional<VerdictOverride> override) {

    ReviewItem withOverride(VerdictOverride word) {
        return new ReviewItem(
                number,
                file,
                name,
                inspection,
                milliseconds,
                width,
                height,
                classed,
                repairable,
                thumbnail,
                Optional.of(word));
    }

    /** Which kinds of defects were found. */
    Classes classes() {
        return Classes.of(inspection.verdict().kind(), inspection.verdict().regions());
    }

    /** True when the model said something, and so there is a map. */
    boolean isJudged() {
        return !Double.isNaN(milliseconds);
    }
}
