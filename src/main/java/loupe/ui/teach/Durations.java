package loupe.ui.teach;

import loupe.ui.widget.Texts;

/** Durations in words. */
final class Durations {
    private Durations() {}

    /** As exactly as a person wants to know: whole seconds below two minutes, then minutes, then hours. */
    static String about(double seconds, Texts texts) {
        if (seconds < 120) {
            return texts.get("time.seconds", Math.max(1, Math.round(seconds)));
        }
        long minutes = Math.round(seconds / 60);
        return minutes < 120 ? texts.get("time.minutes", minutes) : texts.get("time.hours", minutes / 60, minutes % 60);
    }
}
