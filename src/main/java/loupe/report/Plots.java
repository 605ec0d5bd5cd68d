package loupe.report;

import java.util.ArrayList;
import java.util.List;
import java.util.ResourceBundle;
import loupe.calibrate.Curves;
import loupe.calibrate.Histogram;
import loupe.calibrate.Scoreboard;
import loupe.calibrate.Words;
import loupe.report.Plot.Ink;

/** The plots of calibrations: how the scores lie, and what every threshold would do. */
final class Plots {
    private static final double WIDTH = 250;
    private static final double HEIGHT = 170;
    private static final double LEFT = 34;
    private static final double RIGHT = 10;
    private static final double TOP = 24;
    private static final double BOTTOM = 30;
    private static final int BINS = 40;
    private static final int POINTS = 300;

    private final ResourceBundle texts;
    private final Words words;

    Plots(ResourceBundle texts, Words words) {
        this.texts = texts;
        this.words = words;
    }

    /** Both classes as bars, counts upwards, with the thresholds; NaN and infinite thresholds are not drawn. */
    Plot histogram(Scoreboard board, double review, double fail) {
        Plot.Pen pen = new Plot.Pen();
        Histogram h = Histogram.of(board, BINS);
        double w = WIDTH - LEFT - RIGHT;
        double tall = HEIGHT - TOP - BOTTOM;
        frame(pen, words.number(h.low()), words.number(h.high()), "0", Integer.toString(h.top()));
        double bar = w / h.bins();
        for (int i = 0; i < h.bins(); i++) {
            double good = tall * h.good()[i] / h.top();
            double bad = tall * h.defects()[i] / h.top();
            pen.box(LEFT + i * bar, TOP + tall - good, 0.48 * bar, good, Ink.GOOD);
            pen.box(LEFT + (i + 0.5) * bar, TOP + tall - bad, 0.48 * bar, bad, Ink.DEFECT);
        }
        threshold(pen, h, review, Ink.REVIEW, review == fail ? "" : texts.getString("plot.review"));
        threshold(
                pen, h, fail, Ink.FAIL, review == fail ? texts.getString("plot.limit") : texts.getString("plot.fail"));
        pen.box(LEFT, HEIGHT - 9, 7, 7, Ink.GOOD);
        pen.text(LEFT + 10, HEIGHT - 3, texts.getString("good"), Ink.TEXT, -1);
        pen.box(LEFT + 75, HEIGHT - 9, 7, 7, Ink.DEFECT);
        pen.text(LEFT + 85, HEIGHT - 3, texts.getString("defects"), Ink.TEXT, -1);
        return pen.done(WIDTH, HEIGHT, texts.getString("plot.histogram"));
    }

    private static void threshold(Plot.Pen pen, Histogram h, double value, Ink ink, String name) {
        if (value >= h.low() && value <= h.high()) {
            double x = LEFT + (WIDTH - LEFT - RIGHT) * (value - h.low()) / (h.high() - h.low());
            pen.dashed(x, TOP, x, HEIGHT - BOTTOM, ink);
            int align = x > WIDTH / 2 ? 1 : -1;
            double y = ink == Ink.REVIEW ? TOP - 12 : TOP - 3;
            pen.text(x, y, name, ink, align);
        }
    }

    /** Defects found over good parts flagged, with the place of one threshold. Both classes must be there. */
    Plot roc(Scoreboard board, double threshold) {
        List<Curves.Point> points = Curves.roc(board, POINTS);
        Plot.Pen pen = new Plot.Pen();
        frame(pen, words.share(0), words.share(1), words.share(0), words.share(1));
        pen.line(x(0), y(0), x(1), y(1), Ink.GRID);
        curve(pen, points);
        double alarms = board.at(threshold).falseAlarms().value();
        double found = 1 - board.at(threshold).escapes().value();
        pen.box(x(alarms) - 3, y(found) - 3, 6, 6, Ink.FAIL);
        pen.text(WIDTH / 2, HEIGHT - 3, texts.getString("plot.roc.x"), Ink.SOFT, 0);
        pen.text(LEFT, TOP - 10, texts.getString("plot.roc.y"), Ink.SOFT, -1);
        return pen.done(WIDTH, HEIGHT, texts.getString("plot.roc"));
    }

    /** Precision over recall. Both classes must be there. */
    Plot precisionRecall(Scoreboard board) {
        Plot.Pen pen = new Plot.Pen();
        frame(pen, words.share(0), words.share(1), words.share(0), words.share(1));
        curve(pen, Curves.precisionRecall(board, POINTS));
        pen.text(WIDTH / 2, HEIGHT - 3, texts.getString("plot.pr.x"), Ink.SOFT, 0);
        pen.text(LEFT, TOP - 10, texts.getString("plot.pr.y"), Ink.SOFT, -1);
        return pen.done(WIDTH, HEIGHT, texts.getString("plot.pr"));
    }

    private static void curve(Plot.Pen pen, List<Curves.Point> points) {
        List<Double> xs = new ArrayList<>();
        List<Double> ys = new ArrayList<>();
        for (Curves.Point p : points) {
            xs.add(x(p.x()));
            ys.add(y(p.y()));
        }
        if (xs.size() > 1) {
            pen.curve(xs, ys, Ink.GOOD);
        }
    }

    private static void frame(Plot.Pen pen, String left, String right, String low, String high) {
        for (int i = 0; i <= 4; i++) {
            double y = y(i / 4.0);
            pen.line(LEFT, y, WIDTH - RIGHT, y, Ink.GRID);
        }
        pen.text(LEFT, HEIGHT - BOTTOM + 10, left, Ink.SOFT, -1);
        pen.text(WIDTH - RIGHT, HEIGHT - BOTTOM + 10, right, Ink.SOFT, 1);
        pen.text(LEFT - 4, y(0), low, Ink.SOFT, 1);
        pen.text(LEFT - 4, y(1) + 4, high, Ink.SOFT, 1);
    }

    private static double x(double share) {
        return LEFT + (WIDTH - LEFT - RIGHT) * share;
    }

    private static double y(double share) {
        return TOP + (HEIGHT - TOP - BOTTOM) * (1 - share);
    }
}
