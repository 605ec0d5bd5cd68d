package loupe.ui.widget;

import java.util.Arrays;
import java.util.function.DoubleConsumer;
import javafx.scene.control.Label;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.shape.Line;
import javafx.scene.shape.Rectangle;

/**
 * How scores are distributed, with two limits that can be dragged or moved by the arrow keys (with Shift in large
 * steps). Scores are relative to the limit in force. Bars are as high as the root of their count, so that a single part
 * is seen beside thousands. The limits are not changed here: whoever listens does, and calls {@link #limits}.
 */
public final class ScoreHistogram extends Pane implements LimitHandle.Axis {
    private static final int BINS = 64;
    private static final double TOP = 34;
    private static final double BASE = 20;
    private static final double SIDE = 16;

    private final Texts texts;
    private final Rectangle[] bars = new Rectangle[BINS];
    private final Region zone = new Region();
    private final Line base = new Line();
    private final LimitHandle review;
    private final LimitHandle fail;
    private int[] counts = new int[BINS];
    private double low;
    private double high = 2;
    private final Label lowWord = Controls.label("", "chart-word");
    private final Label highWord = Controls.label("", "chart-word");

    /** Both consumers are told where a person wants a limit. */
    public ScoreHistogram(Texts texts, DoubleConsumer onReview, DoubleConsumer onFail) {
        this.texts = texts;
        this.review = new LimitHandle("review", this, onReview);
        this.fail = new LimitHandle("fail", this, onFail);
        getStyleClass().add("score-histogram");
        zone.getStyleClass().add("review-zone");
        base.getStyleClass().add("plot-base");
        getChildren().add(zone);
        for (int i = 0; i < BINS; i++) {
            bars[i] = new Rectangle();
            getChildren().add(bars[i]);
        }
        getChildren().addAll(base, lowWord, highWord);
        LimitHandle.add(this, review, fail);
        getChildren().forEach(n -> n.setManaged(false));
        setMinSize(0, 120);
        setPrefHeight(190);
    }

    /** Shows other scores; the range suits them and both limits in force. */
    public void show(double[] relative) {
        double[] sorted =
                Arrays.stream(relative).filter(Double::isFinite).sorted().toArray();
        low = Math.min(-0.2, sorted.length == 0 ? 0 : Math.max(-1.5, sorted[0]));
        double most = sorted.length == 0 ? 0 : sorted[sorted.length - 1];
        high = Math.max(1.4, Math.min(3, most * 1.05));
        counts = new int[BINS];
        for (double s : sorted) {
            counts[(int) Math.max(0, Math.min(BINS - 1, Math.floor((s - low) / (high - low) * BINS)))]++;
        }
        lowWord.setText(texts.number(low, 1));
        highWord.setText((most > high ? "≥ " : "") + texts.number(high, 1));
        requestLayout();
    }

    /** Where the limits are, relative to the one in force. */
    public void limits(double relativeReview, double relativeFail) {
        review.set(relativeReview, texts.get("histogram.review") + " " + texts.number(relativeReview, 2));
        fail.set(relativeFail, texts.get("histogram.fail") + " " + texts.number(relativeFail, 2));
        requestLayout();
    }

    @Override
    protected void layoutChildren() {
        double height = getHeight() - TOP - BASE;
        double width = (getWidth() - 2 * SIDE) / BINS;
        double top = Math.sqrt(Math.max(1, Arrays.stream(counts).max().orElse(1)));
        for (int i = 0; i < BINS; i++) {
            double h = Math.sqrt(counts[i]) / top * height;
            bars[i].setX(SIDE + i * width + 0.5);
            bars[i].setY(TOP + height - h);
            bars[i].setWidth(Math.max(1, width - 1));
            bars[i].setHeight(h);
            double middle = low + (i + 0.5) * (high - low) / BINS;
            Controls.restyle(bars[i], "bar", middle >= fail.at() ? "fail" : middle >= review.at() ? "review" : "pass");
        }
        base.setStartX(SIDE);
        base.setEndX(getWidth() - SIDE);
        base.setStartY(TOP + height + 0.5);
        base.setEndY(TOP + height + 0.5);
        double from = x(review.at());
        zone.resizeRelocate(from, TOP, Math.max(0, x(fail.at()) - from), height);
        review.lay(TOP + height);
        fail.lay(TOP + height);
        words();
    }

    /** Each word on the outer side of its line, so that they never meet. */
    private void words() {
        for (Label label : new Label[] {lowWord, highWord}) {
            label.applyCss();
            label.autosize();
        }
        double left = x(review.at()) - review.word().getWidth() - 6;
        double right = Math.min(getWidth() - fail.word().getWidth(), x(fail.at()) + 6);
        review.word().relocate(Math.max(0, left), TOP + 1);
        fail.word().relocate(right, TOP + 1);
        lowWord.relocate(SIDE, getHeight() - lowWord.getHeight());
        highWord.relocate(getWidth() - SIDE - highWord.getWidth(), getHeight() - highWord.getHeight());
    }

    @Override
    public double x(double score) {
        double share = (Math.max(low, Math.min(high, score)) - low) / (high - low);
        return SIDE + share * (getWidth() - 2 * SIDE);
    }

    @Override
    public double score(double x) {
        double share = (x - SIDE) / (getWidth() - 2 * SIDE);
        return low + Math.max(0, Math.min(1, share)) * (high - low);
    }

    @Override
    public double range() {
        return high - low;
    }
}
