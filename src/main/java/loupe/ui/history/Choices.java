package loupe.ui.history;

/** What a person chose to look at; outlives the views, which are built anew for another language. JavaFX thread. */
final class Choices {
    private Span span = Span.ALL;
    private int page;

    /** The stretch of time; the filter has its moments. */
    Span span() {
        return span;
    }

    void setSpan(Span chosen) {
        span = chosen;
    }

    /** Number of the page beside the table, from 0. */
    int page() {
        return page;
    }

    void setPage(int number) {
        page = number;
    }
}
