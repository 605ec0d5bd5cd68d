package loupe.app;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import loupe.domain.AnomalyMap;
import loupe.domain.Image;
import loupe.domain.SampleSet.Sample;
import loupe.imaging.Likeness;
import loupe.samples.NearDuplicates;

/**
 * Remembers from afar what the samples look like, and tells which parts look so alike that they may be one piece: such
 * parts make bounds look better than they are. One thread.
 */
public final class AlikeParts implements Scoring.Onlooker {
    private final List<Sample> samples = new ArrayList<>();
    private final List<Likeness> looks = new ArrayList<>();

    /**
     * What was found.
     *
     * @param across parts kept apart that look like a part that sets the limits
     * @param within parts that look like another one of their own side and count beside it
     */
    public record Found(int across, int within) {}

    @Override
    public void see(Sample sample, Image image, AnomalyMap map) {
        samples.add(sample);
        looks.add(Likeness.of(image));
    }

    /** How many images were seen. */
    public int size() {
        return samples.size();
    }

    /**
     * Looks for them.
     *
     * @param setting so many of the first images belong to parts that set the limits, the others were kept apart
     */
    public Found found(int setting) {
        int across = 0;
        int within = 0;
        for (List<Integer> group : NearDuplicates.groups(looks)) {
            Set<String> own = new HashSet<>();
            Set<String> apart = new HashSet<>();
            group.forEach(i -> (i < setting ? own : apart).add(samples.get(i).part()));
            across += own.isEmpty() ? 0 : apart.size();
            within += Math.max(0, own.size() - 1) + Math.max(0, apart.size() - 1);
        }
        return new Found(across, within);
    }
}
