package loupe.app;

import java.util.Map;
import loupe.calibrate.Scored;
import loupe.domain.SampleSet.Sample;
import loupe.domain.ScoreSource;

/**
 * A labelled image with every number that could be compared with a threshold.
 *
 * @param sample the image and its label
 * @param fileSha256 lower-case hex digest of the image file
 * @param scores raw, of every score source
 */
public record ScoredImage(Sample sample, String fileSha256, Map<ScoreSource, Float> scores) {
    public ScoredImage {
        scores = Map.copyOf(scores);
    }

    public float score(ScoreSource source) {
        return scores.get(source);
    }

    /** As the calibration wants it, with one of the scores. */
    public Scored with(ScoreSource source) {
        return new Scored(sample.image().toString(), sample.part(), sample.type(), score(source));
    }
}
