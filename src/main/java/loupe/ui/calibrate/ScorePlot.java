package loupe.ui.calibrate;

import java.util.Optional;
import javafx.scene.control.Label;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.shape.Line;
import javafx.scene.shape.Rectangle;
import loupe.calibrate.Histogram;
import loupe.calibrate.Words;
import loupe.ui.widget.Controls;
import loupe.ui.widget.LimitHandle;
import loupe.ui.widget.Texts;

/**
 * How the scores of both classes are distributed, with both limits to drag or to move with the arrow keys (with Shift
 * in large steps). Where there are many parts bars are as high as the root of their count, so that one defect is seen
 * beside thousands of good ones. While a limit moves only its line is laid out anew.
 */
final class ScorePlot extends Pane implements LimitHandle.Axis {
    private static final double TOP = 40;
    private static final double BASE = 22;
    private static final double SIDE = 14;
    private static final int MANY = 60;

    private final Words words;
    private final Texts texts;
    private final Pane bars = new Pane();
    private final Region zone = new Region();
    private final Line base = new Line();
    private final Label lowWord = Controls.label("", "plot-word");
    private final Label highWord = Controls.label("", "plot-word");
    private final LimitHandle review;
    private final LimitHandle fail;
    private Optional<Histogram> histogram = Optional.empty();
    private boolean beyond;

    /** Both consumers are told where a person wants a limit; {@link #limits} then says where it is. */
    ScorePlot(PolicyViewModel model, Texts texts) {
        this.texts = texts;
        this.words = new Words(texts.locale());
        this.review = new LimitHandle("review", this, model::moveReview);
        this.fail = new LimitHandle("fail", this, model::moveFail);
        getStyleClass().add("score-plot");
        zone.getStyleClass().add("review-zone");
        base.getStyleClass().add("plot-base");
        getChildren().addAll(zone, bars, base, lowWord, highWord);
        LimitHandle.add(this, review, fail);
        getChildren().forEach(n -> n.setManaged(false));
        setMinSize(0, 140);
        setPrefHeight(230);
    }

    /** Shows other scores. */
    void show(Ground ground) {
        histogram = Optional.of(ground.histogram());
        beyond = ground.board().size() > 0
                && ground.board().highest() > ground.histogram().high();
        bars.getChildren().clear();
        for (int i = 0; i < ground.histogram().bins(); i++) {
            bars.getChildren().addAll(bar("good"), bar("defect"));
        }
        lowWord.setText(words.number(ground.histogram().low()));
        highWord.setText((beyond ? "≥ " : "") + words.number(ground.histogram().high()));
        requestLayout();
    }

    private static Rectangle bar(String styleClass) {
        Rectangle bar = new Rectangle();
        bar.getStyleClass().addAll("bar", styleClass);
        return bar;
    }

    /** Where the limits are, raw; one limit is drawn where there is no zone between two. */
    void limits(double atReview, double atFail, boolean look) {
        review.set(atReview, texts.get("plot.review") + " " + words.number(atReview));
        fail.set(atFail, texts.get(look ? "plot.fail" : "plot.limit") + " " + words.number(atFail));
        review.show(look);
        placeLimits();
    }

    @Override
    protected void layoutChildren() {
        double height = getHeight() - TOP - BASE;
        histogram.ifPresent(h -> {
            double width = (getWidth() - 2 * SIDE) / h.bins();
            boolean root = h.top() > MANY;
            double top = root ? Math.sqrt(h.top()) : h.top();
            for (int i = 0; i < h.bins(); i++) {
                place(2 * i, i * width, width, height / top * tall(h.good()[i], root));
                place(2 * i + 1, i * width, width, height / top * tall(h.defects()[i], root));
            }
        });
        bars.resizeRelocate(0, 0, getWidth(), getHeight());
        base.setStartX(SIDE);
        base.setEndX(getWidth() - SIDE);
        base.setStartY(TOP + height + 0.5);
        base.setEndY(TOP + height + 0.5);
        for (Label label : new Label[] {lowWord, highWord}) {
            label.applyCss();
            label.autosize();
        }
        lowWord.relocate(SIDE, getHeight() - lowWord.getHeight());
        highWord.relocate(getWidth() - SIDE - highWord.getWidth(), getHeight() - highWord.getHeight());
        placeLimits();
    }

    private static double tall(int count, boolean root) {
        return root ? Math.sqrt(count) : count;
    }

    private void place(int index, double x, double width, double h) {
        Rectangle bar = (Rectangle) bars.getChildren().get(index);
        bar.setVisible(h > 0);
        bar.setX(SIDE + x + 0.75);
        bar.setWidth(Math.max(1, width - 1.5));
        bar.setHeight(h);
        bar.setTranslateY(-h);
    }

    private void placeLimits() {
        double height = getHeight() - TOP - BASE;
        if (height <= 0) {
            return;
        }
        bars.setTranslateY(TOP + height);
        double from = x(review.at());
        zone.resizeRelocate(from, 20, Math.max(0, x(fail.at()) - from), height + TOP - 20);
        zone.setVisible(review.isVisible());
        review.lay(TOP + height);
        fail.lay(TOP + height);
        double left = x(review.at()) - review.word().getWidth() - 8;
        double right = x(fail.at()) + 8;
        boolean roomLeft = left >= 0;
        boolean roomRight = right + fail.word().getWidth() <= getWidth();
        double beside = right + (roomRight ? 0 : -16 - fail.word().getWidth());
        review.word().relocate(roomLeft ? left : beside, roomLeft ? 20 : 36);
        fail.word().relocate(roomRight ? right : x(fail.at()) - 8 - fail.word().getWidth(), 20);
    }

    @Override
    public double x(double score) {
        double low = histogram.map(Histogram::low).orElse(0.0);
        double high = histogram.map(Histogram::high).orElse(1.0);
        double share = (Math.max(low, Math.min(high, score)) - low) / (high - low);
        return SIDE + share * (getWidth() - 2 * SIDE);
    }

    @Override
    public double score(double x) {
        double low = histogram.map(Histogram::low).orElse(0.0);
        double high = histogram.map(Histogram::high).orElse(1.0);
        double share = (x - SIDE) / (getWidth() - 2 * SIDE);
        return low + Math.max(0, Math.min(1, share)) * (high - low);
    }

    @Override
    public double range() {
        return histogram.map(h -> h.high() - h.low()).orElse(1.0);
    }
}
