package loupe.app;

import java.util.List;
import loupe.calibrate.Scoreboard;
import loupe.calibrate.Scored;
import loupe.domain.ScoreSource;

/**
 * Labelled scores of one source.
 *
 * @param source which number of the prediction they are
 * @param pixel threshold on the map above which areas were measured; it is part of what {@link ScoreSource#MAP_AREA}
 *     means
 * @param images in the order scored
 * @param samplesSha256 digest of the samples
 */
public record Scores(ScoreSource source, double pixel, List<Scored> images, String samplesSha256) {
    public Scores {
        images = List.copyOf(images);
    }

    public Scoreboard board() {
        return Scoreboard.of(images);
    }
}
