package loupe.samples;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import loupe.domain.SampleSet;

/** What the name of a folder says of the images in it. */
enum FolderWord {
    GOOD,
    BAD,
    UNLABELLED,
    /** Nothing that is known. */
    NOTHING;

    private static final Set<String> GOODS = Set.of("good", "ok", "okay", "normal", "pass", "passed", "gut");
    private static final Set<String> BADS = Set.of(
            "ng",
            "nok",
            "ko",
            "bad",
            "defect",
            "defects",
            "defective",
            "fail",
            "failed",
            "anomaly",
            "anomalies",
            "anomalous",
            "abnormal",
            "schlecht");
    private static final Set<String> UNKNOWNS = Set.of("unlabelled", "unlabeled", "unlabel", "unknown", "unsorted");
    private static final Set<String> NEGATIONS = Set.of("not", "no", "non", "nicht", "kein");

    /** Whole words count, case aside: {@code OK_parts} is good, {@code not good} is bad, {@code broken} is silent. */
    static FolderWord of(String name) {
        List<String> words = Arrays.stream(name.toLowerCase(Locale.ROOT).split("[^\\p{L}]+"))
                .filter(w -> !w.isEmpty())
                .toList();
        boolean good = words.stream().anyMatch(GOODS::contains);
        boolean bad = words.stream().anyMatch(BADS::contains);
        boolean negated = words.stream().anyMatch(NEGATIONS::contains);
        if (words.stream().anyMatch(UNKNOWNS::contains)) {
            return UNLABELLED;
        }
        if ((good && bad) || (bad && negated)) {
            return NOTHING;
        }
        if (good) {
            return negated ? BAD : GOOD;
        }
        return bad ? BAD : NOTHING;
    }

    /** The type of a part that lies in a folder: good where the name says so, else the name itself. */
    static String typeOf(String folder) {
        return of(folder) == GOOD ? SampleSet.GOOD : folder;
    }
}
