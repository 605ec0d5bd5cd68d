package loupe.cli.bench;

import java.util.Locale;
import java.util.Optional;
import loupe.domain.InspectionFault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What can be measured, in the order in which it is. */
public enum Topic {
    TEACH("Teaching against the number of pictures"),
    FRAME("One frame: image, verdict, overlay, against the bare session"),
    LIVE("The line: free-running at 30 frames a second, and parts in bursts"),
    JOURNAL("Journal writes"),
    HISTORY("Questions to a large journal"),
    REVIEW("Review of many pictures against a loop that only decodes and runs the session"),
    START("From the start to the first window and the first verdict"),
    IDLE("A paused line with its window"),
    CALIBRATION("What a person waits for while calibrating");

    private static final Logger LOG = LoggerFactory.getLogger(Topic.class);

    private final String title;

    Topic(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }

    /** Measures; blocks for seconds to minutes. A fault ends this topic only: the chapter tells it. */
    public Chapter measure(Ground ground) {
        Notes notes = new Notes();
        try {
            measure(ground, notes);
        } catch (InspectionFault e) {
            LOG.error("{} is not measured to the end", this, e);
            return notes.chapter(this, Optional.of(e));
        }
        return notes.chapter(this, Optional.empty());
    }

    private void measure(Ground ground, Notes notes) {
        switch (this) {
            case TEACH -> TeachBench.measure(ground, notes);
            case FRAME -> FrameBench.measure(ground, notes);
            case LIVE -> LiveBench.measure(ground, notes);
            case JOURNAL -> JournalBench.measure(ground, notes);
            case HISTORY -> HistoryBench.measure(ground, notes);
            case REVIEW -> ReviewBench.measure(ground, notes);
            case START -> StartBench.start(ground, notes);
            case IDLE -> StartBench.idle(ground, notes);
            case CALIBRATION -> new CalibrationBench(notes).measure();
        }
    }

    /** As on the command line: lower case. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
