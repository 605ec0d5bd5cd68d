package loupe.ui.history;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import loupe.calibrate.ControlLimits;
import loupe.calibrate.DriftLamp;
import loupe.domain.Outcome;
import loupe.domain.Recipe;
import loupe.trace.Decision;
import loupe.trace.JournalFilter;
import loupe.trace.Period;
import loupe.ui.history.Trend.Point;
import loupe.ui.widget.RelativeScore;

/** Works out the trend of the recipe in view and lights the drift lamp. JavaFX thread. */
final class TrendViewModel {
    /** Points of a chart. */
    static final int PERIODS = 60;
    /** Passed parts that the lamp looks at. */
    static final int RECENT = 300;

    private static final int MOST = Integer.MAX_VALUE / 2;

    private final HistoryDesk desk;
    private final Versions versions;
    private final Executor work;
    private final Executor fx;
    private final ReadOnlyObjectWrapper<Optional<Trend>> trend = new ReadOnlyObjectWrapper<>(Optional.empty());
    private int asked;

    TrendViewModel(HistoryDesk desk, Versions versions, Executor work, Executor fx) {
        this.desk = desk;
        this.versions = versions;
        this.work = work;
        this.fx = fx;
    }

    void load(JournalFilter filter) {
        int now = ++asked;
        work.execute(() -> {
            Optional<Trend> made = Subject.of(desk.journal(), filter, versions).flatMap(this::of);
            fx.execute(() -> {
                if (now == asked) {
                    trend.set(made);
                }
            });
        });
    }

    private Optional<Trend> of(Subject subject) {
        List<Period> periods = desk.journal().periods(subject.filter(), PERIODS);
        if (periods.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Trend(
                subject.id(),
                subject.recipe(),
                periods.get(0).from(),
                periods.get(periods.size() - 1).to(),
                yields(periods),
                score(periods, subject.recipe()),
                lamp(subject)));
    }

    private static List<Point> yields(List<Period> periods) {
        long judged = periods.stream().mapToLong(Period::judged).sum();
        double rate = judged == 0
                ? Double.NaN
                : periods.stream().mapToLong(p -> p.count(Outcome.PASS)).sum() / (double) judged;
        return periods.stream()
                .filter(p -> p.judged() > 0)
                .map(p -> {
                    int parts = (int) Math.min(MOST, p.judged());
                    ControlLimits limits = ControlLimits.proportion(rate, parts);
                    double value = p.count(Outcome.PASS) / (double) p.judged();
                    return new Point(middle(p), value, limits.lower(), limits.centre(), limits.upper(), p.judged());
                })
                .toList();
    }

    private static List<Point> score(List<Period> periods, Optional<Recipe> recipe) {
        List<Period> passed =
                periods.stream().filter(p -> p.count(Outcome.PASS) > 0).toList();
        double[] means = passed.stream()
                .mapToDouble(Period::meanPassed)
                .map(raw -> recipe.map(r -> RelativeScore.of(raw, r)).orElse(raw))
                .toArray();
        if (means.length < 2) {
            return List.of();
        }
        ControlLimits limits = ControlLimits.individuals(means);
        return java.util.stream.IntStream.range(0, means.length)
                .mapToObj(i -> new Point(
                        middle(passed.get(i)),
                        means[i],
                        limits.lower(),
                        limits.centre(),
                        limits.upper(),
                        passed.get(i).count(Outcome.PASS)))
                .toList();
    }

    private static Instant middle(Period period) {
        return period.from().plus(Duration.between(period.from(), period.to()).dividedBy(2));
    }

    /** Parts below the lowest review limit that any of them was judged by: above it some versions pass nothing. */
    private DriftLamp lamp(Subject subject) {
        List<Decision> passed = subject.parts(desk.journal(), versions, Set.of(Outcome.PASS), RECENT)
                .all();
        double limit = subject.recipe().map(r -> r.rule().review()).orElse(Double.POSITIVE_INFINITY);
        float[] scores = new float[passed.size()];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = (float) passed.get(i).score();
            limit = Math.min(
                    limit,
                    versions.find(subject.id(), passed.get(i).version())
                            .map(r -> r.rule().review())
                            .orElse(limit));
        }
        float[] good = subject.recipe().map(desk.goodScores()).orElse(new float[0]);
        return DriftLamp.of(good, scores, limit);
    }

    ReadOnlyObjectProperty<Optional<Trend>> trendProperty() {
        return trend.getReadOnlyProperty();
    }
}
