package loupe.ui.history;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Circle;
import loupe.calibrate.DriftLamp;
import loupe.ui.widget.ControlChart;
import loupe.ui.widget.Controls;
import loupe.ui.widget.Follow;
import loupe.ui.widget.Texts;

/** Drift lamp, and score and yield over time with their control limits, each explained in words. */
final class TrendPane extends StackPane {
    private static final double TENTH = 12;
    private static final double TENTHS_HIGH = 44;

    private final TrendViewModel model;
    private final Texts texts;
    private final DateTimeFormatter time;
    private final Label title = Controls.label("", "card-heading");
    private final Circle lamp = new Circle(9);
    private final Label state = Controls.label("", "lamp-word");
    private final Label meaning = wrapped();
    private final HBox tenths = new HBox(2);
    private final ControlChart score;
    private final ControlChart yield;
    private final Label scoreWords = wrapped();
    private final Label yieldWords = wrapped();
    private final VBox content;
    private final Label empty;

    TrendPane(TrendViewModel model, Texts texts) {
        this.model = model;
        this.texts = texts;
        this.time = DateTimeFormatter.ofLocalizedDateTime(FormatStyle.SHORT)
                .withLocale(texts.locale())
                .withZone(ZoneId.systemDefault());
        this.score = new ControlChart(v -> texts.number(v, 2));
        this.yield = new ControlChart(texts::percent);
        this.empty = Controls.label(texts.get("history.empty"), "text-muted");
        this.content = new VBox(10, title, lampCard(), card("trend.score", score, scoreWords));
        content.getChildren().add(card("trend.yield", yield, yieldWords));
        ScrollPane scroll = new ScrollPane(content);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        getChildren().addAll(scroll, empty);
        Follow.changes(this, model.trendProperty(), this::refresh);
        refresh();
    }

    private static Label wrapped() {
        Label label = Controls.label("", "text-muted");
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        return label;
    }

    private VBox lampCard() {
        HBox head = new HBox(10, lamp, state);
        head.setAlignment(Pos.CENTER_LEFT);
        tenths.setAlignment(Pos.BOTTOM_LEFT);
        tenths.setMinHeight(TENTHS_HIGH);
        VBox bars = new VBox(2, tenths, Controls.label(texts.get("trend.pValues"), "chart-word"));
        bars.setMinWidth(USE_PREF_SIZE);
        VBox words = new VBox(6, head, meaning);
        HBox.setHgrow(words, javafx.scene.layout.Priority.ALWAYS);
        VBox card = new VBox(new HBox(16, words, bars));
        card.getStyleClass().add("panel-card");
        return card;
    }

    private VBox card(String key, ControlChart chart, Label words) {
        chart.setAccessibleText(texts.get(key));
        VBox card = new VBox(Controls.label(texts.get(key), "card-title"), chart, words);
        card.getStyleClass().add("panel-card");
        return card;
    }

    private void refresh() {
        Optional<Trend> trend = model.trendProperty().get();
        content.setVisible(trend.isPresent());
        empty.setVisible(trend.isEmpty());
        trend.ifPresent(t -> {
            title.setText(t.recipe().map(r -> r.name()).orElse(t.id()));
            light(t.lamp());
            show(score, t, t.score());
            show(yield, t, t.yield());
            scoreWords.setText(words("trend.scoreWords", t, t.score()));
            yieldWords.setText(words("trend.yieldWords", t, t.yield()));
        });
    }

    private String words(String key, Trend trend, List<Trend.Point> points) {
        if (points.size() < 2) {
            return texts.get("trend.tooFew");
        }
        long out = trend.out(points);
        String found = out == 0 ? texts.get("trend.noneOut") : texts.get("trend.someOut", out, points.size());
        return found + " " + texts.get(key);
    }

    private void show(ControlChart chart, Trend trend, List<Trend.Point> points) {
        double length = Math.max(1, Duration.between(trend.from(), trend.to()).toMillis());
        List<ControlChart.Point> places = points.stream()
                .map(p -> new ControlChart.Point(
                        Duration.between(trend.from(), p.at()).toMillis() / length,
                        p.value(),
                        p.lower(),
                        p.centre(),
                        p.upper(),
                        texts.get("trend.point", time.format(p.at()), p.parts())))
                .toList();
        chart.show(places, at(trend.from()), at(trend.to()));
    }

    private String at(Instant moment) {
        return time.format(moment);
    }

    private void light(DriftLamp now) {
        String name = now.state().name().toLowerCase(Locale.ROOT);
        Controls.restyle(lamp, "drift-lamp", name);
        state.setText(texts.get("lamp." + now.state().name()));
        String facts = now.state() == DriftLamp.State.DARK
                ? texts.get("lamp.few", now.calibration(), now.recent(), DriftLamp.FEWEST)
                : texts.get(
                        "lamp.facts",
                        now.recent(),
                        now.calibration(),
                        texts.percent(now.drift().shift()),
                        probability(now.drift().pValue()));
        meaning.setText(texts.get("lampMeans." + now.state().name()) + " " + facts);
        tenths.getChildren().clear();
        int most = java.util.Arrays.stream(now.pValues()).max().orElse(0);
        for (int count : now.pValues()) {
            Region bar = new Region();
            bar.getStyleClass().add("tenth");
            double high = most == 0 ? 2 : Math.max(2, TENTHS_HIGH * count / most);
            bar.setMinSize(TENTH, high);
            bar.setMaxSize(TENTH, high);
            tenths.getChildren().add(bar);
        }
    }

    private String probability(double p) {
        return p < 0.0001 ? "< " + texts.number(0.0001, 4) : "= " + texts.number(p, p < 0.01 ? 4 : 2);
    }
}
