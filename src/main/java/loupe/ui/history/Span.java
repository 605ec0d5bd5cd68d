package loupe.ui.history;

/** A stretch of time up to now, or a day to be chosen. */
enum Span {
    ALL,
    HOUR,
    TODAY,
    WEEK,
    MONTH,
    DAY
}
