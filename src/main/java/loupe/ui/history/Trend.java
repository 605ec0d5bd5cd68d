package loupe.ui.history;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import loupe.calibrate.DriftLamp;
import loupe.domain.Recipe;

/**
 * How a recipe did over time.
 *
 * @param id of the recipe
 * @param recipe newest version; empty when it is gone: then scores are raw
 * @param from first moment
 * @param to end
 * @param yield share of judged parts that passed, with the limits of a p-chart: exact binomial ones around the overall
 *     share, for as many parts as the point stands for
 * @param score mean relative score of the parts that passed, with the limits of a chart of individuals: mean ± 2.66
 *     times the mean moving range (Shewhart, see {@link loupe.calibrate.ControlLimits})
 * @param lamp the drift lamp
 */
record Trend(
        String id,
        Optional<Recipe> recipe,
        Instant from,
        Instant to,
        List<Point> yield,
        List<Point> score,
        DriftLamp lamp) {

    /**
     * One period.
     *
     * @param at its middle
     * @param value NaN where there is none
     * @param lower control limit
     * @param centre of the chart
     * @param upper control limit
     * @param parts it stands for
     */
    record Point(Instant at, double value, double lower, double centre, double upper, long parts) {
        boolean isOut() {
            return value < lower || value > upper;
        }
    }

    long out(List<Point> points) {
        return points.stream().filter(Point::isOut).count();
    }
}
