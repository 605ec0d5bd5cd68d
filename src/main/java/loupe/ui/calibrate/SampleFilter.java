package loupe.ui.calibrate;

import java.util.Set;
import loupe.samples.SampleCard;

/**
 * Which samples are shown.
 *
 * @param kind of label
 * @param type for {@link Kind#TYPE}: the kind of defect
 */
record SampleFilter(Kind kind, String type) {
    /** What can be asked for. */
    enum Kind {
        ALL,
        GOOD,
        BAD,
        UNLABELLED,
        DUPLICATES,
        TYPE
    }

    static SampleFilter of(Kind kind) {
        return new SampleFilter(kind, "");
    }

    static SampleFilter ofType(String type) {
        return new SampleFilter(Kind.TYPE, type);
    }

    boolean shows(SampleCard card, Set<String> duplicates) {
        return switch (kind) {
            case ALL -> true;
            case GOOD -> card.isGood();
            case BAD -> card.isDefect();
            case UNLABELLED -> !card.isLabelled();
            case DUPLICATES -> duplicates.contains(card.name());
            case TYPE -> card.type().equals(type);
        };
    }
}
