package loupe.ui.teach;

import java.util.List;

/** The pages, in order. */
enum Step {
    PICTURES,
    CHECKS,
    METHOD,
    TEACHING,
    RESULT;

    /** All of them, in order. */
    static final List<Step> ALL = List.of(values());

    int index() {
        return ALL.indexOf(this);
    }

    /** The page so many further on; the first and the last are the ends. */
    Step by(int steps) {
        return ALL.get(Math.max(0, Math.min(ALL.size() - 1, index() + steps)));
    }
}
