package loupe.ui.history;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import loupe.domain.Outcome;
import loupe.domain.SampleSet.Sample;
import loupe.samples.TeachingPictures;
import loupe.trace.Journal;
import loupe.trace.JournalFilter;
import loupe.trace.JournalRow;
import loupe.trace.VerdictOverride;

/**
 * Parts of the journal as pictures to teach from. Good is what a person has called good, or what passed while nobody
 * said otherwise; a defect is only what a person has called bad: a verdict is not the truth.
 */
final class TeachingParts {
    /** Newest parts first, so many with a picture; more teach nothing. */
    static final int MOST = 1_000;

    private static final int PAGE = 1_000;

    /** Where pictures are kept of few parts only, nobody waits for a whole journal to be read. */
    private static final int PAGES = 50;

    private static final String DEFECT = "defect";

    private final Journal journal;
    private final PartOpener opener;

    TeachingParts(Journal journal, PartOpener opener) {
        this.journal = journal;
        this.opener = opener;
    }

    /** Those of a filter's newest 50,000 parts whose pictures are kept; blocks while it reads. */
    TeachingPictures of(JournalFilter filter) {
        List<Path> good = new ArrayList<>();
        List<Sample> defects = new ArrayList<>();
        Optional<JournalRow> last = Optional.empty();
        boolean more = true;
        for (int i = 0; i < PAGES && more; i++) {
            List<JournalRow> page = journal.page(filter, last, PAGE);
            Map<String, VerdictOverride> words =
                    journal.latestOverrides(page.stream().map(JournalRow::id).toList());
            for (JournalRow row : page) {
                last = Optional.of(row);
                add(row, Optional.ofNullable(words.get(row.id())), good, defects);
            }
            more = page.size() == PAGE && good.size() + defects.size() < MOST;
        }
        return new TeachingPictures(good, defects);
    }

    private void add(JournalRow row, Optional<VerdictOverride> word, List<Path> good, List<Sample> defects) {
        if (row.stored().image().isEmpty() || good.size() + defects.size() >= MOST) {
            return;
        }
        Path picture = opener.inside(row.stored().image().get());
        if (word.map(VerdictOverride::good).orElse(row.outcome() == Outcome.PASS)) {
            good.add(picture);
        } else if (word.isPresent()) {
            defects.add(new Sample(picture, DEFECT, Optional.empty(), row.id()));
        }
    }
}
