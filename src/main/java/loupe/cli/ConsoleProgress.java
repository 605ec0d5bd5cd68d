package loupe.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import loupe.domain.Progress;

/**
 * Progress on a console: one line drawn over itself where a person watches, else a line per phase and one every ten
 * seconds. One thread.
 */
final class ConsoleProgress implements Progress, AutoCloseable {
    private static final int WIDTH = 30;
    private static final long REDRAW_NANOS = 100_000_000L;
    private static final long LINE_NANOS = 10_000_000_000L;

    private final ResourceBundle phases = ResourceBundle.getBundle("loupe.cli.phases", Locale.ROOT);
    private final PrintWriter err;
    private final boolean bar;
    private String phase = "";
    private String detail = "";
    private long last;
    private int drawn;

    ConsoleProgress(PrintWriter err, boolean bar) {
        this.err = err;
        this.bar = bar;
    }

    @Override
    public void update(String name, long done, long total) {
        long now = System.nanoTime();
        boolean fresh = !name.equals(phase);
        boolean due = now - last >= (bar ? REDRAW_NANOS : LINE_NANOS) || (bar && done == total);
        if (!fresh && !due) {
            return;
        }
        phase = name;
        last = now;
        if (bar) {
            draw(line(done, total) + detail);
        } else {
            err.println(total > 0 && !fresh ? text(name) + " " + done + "/" + total + detail : text(name));
        }
    }

    /** The same with something more to say. */
    void update(String name, long done, long total, String more) {
        detail = " " + more;
        update(name, done, total);
    }

    @Override
    public void detail(Training training) {
        detail = String.format(
                Locale.ROOT,
                " step %d, loss %.4f, %.0f min to go",
                training.step(),
                training.loss(),
                training.secondsToGo() / 60);
    }

    /** Wipes the bar, so that what follows starts on a clean line. */
    @Override
    public void close() {
        wipe();
    }

    /** The same between two phases. */
    void wipe() {
        if (drawn > 0) {
            err.print("\r" + " ".repeat(drawn) + "\r");
            err.flush();
            drawn = 0;
        }
    }

    private void draw(String line) {
        err.print("\r" + line + " ".repeat(Math.max(0, drawn - line.length())));
        err.flush();
        drawn = line.length();
    }

    private String line(long done, long total) {
        if (total <= 0) {
            return text(phase) + (done > 0 ? " " + done : " …");
        }
        int filled = (int) (Math.min(done, total) * WIDTH / total);
        return "[" + "#".repeat(filled) + "-".repeat(WIDTH - filled) + "] " + text(phase) + " " + done + "/" + total;
    }

    private String text(String key) {
        try {
            return phases.getString(key);
        } catch (MissingResourceException e) {
            return key; // a phase without a text still shows that something moves
        }
    }
}
