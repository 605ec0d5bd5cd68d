package loupe.ui.imports;

import java.util.List;

/** The pages, in order. */
enum Step {
    MODEL,
    FIELDS,
    PREVIEW,
    PARITY,
    SAVE;

    /** All of them, in order. */
    static final List<Step> ALL = List.of(values());

    int index() {
        return ALL.indexOf(this);
    }
}
