package loupe.ui.calibrate;

import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import loupe.samples.SampleCard;

/**
 * How many samples there are.
 *
 * @param all images
 * @param parts pieces that they show
 * @param good images of good parts
 * @param bad images of defects
 * @param unlabelled images nobody has judged
 * @param duplicates images that look like another one
 * @param types defects by kind
 */
public record SampleCounts(
        int all, int parts, int good, int bad, int unlabelled, int duplicates, Map<String, Integer> types) {
    static final SampleCounts NONE = new SampleCounts(0, 0, 0, 0, 0, 0, Map.of());

    static SampleCounts of(Collection<SampleCard> cards, int duplicates) {
        Set<String> parts = new HashSet<>();
        Map<String, Integer> types = new TreeMap<>();
        int good = 0;
        int unlabelled = 0;
        for (SampleCard card : cards) {
            parts.add(card.part());
            good += card.isGood() ? 1 : 0;
            unlabelled += card.isLabelled() ? 0 : 1;
            if (card.isDefect()) {
                types.merge(card.type(), 1, Integer::sum);
            }
        }
        int bad = cards.size() - good - unlabelled;
        return new SampleCounts(cards.size(), parts.size(), good, bad, unlabelled, duplicates, types);
    }
}
