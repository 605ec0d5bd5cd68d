package loupe.train.repair;

import java.util.Arrays;
import java.util.List;
import loupe.train.Quantiles;

/**
 * What residual maps of good pictures look like, after {@link NoiseCurve}. A map is first divided by its own upper
 * quartile, which is the grain that the network could not keep in this picture, then every place is standardised: what
 * good parts show there is no defect. One is what the highest places of a good picture typically show. Statistics of
 * few pictures lean on those of all places.
 *
 * @param typical median upper quartile of good maps, in units of the noise curve
 * @param unit deviations that count as one, &gt; 0
 * @param mean of the divided maps, row by row
 * @param deviation of the divided maps, row by row, times {@code unit}, &gt; 0
 */
record ResidualNorm(double typical, double unit, float[] mean, float[] deviation) {
    /** Of {@code typical}, added to every quartile: a picture without any grain is not divided by nothing. */
    static final double LEAST = 0.1;

    /** All places together count as so many pictures of each. */
    private static final int LEAN = 5;

    private static final double SMALLEST = 1e-6;

    /** Deviations: pictures without any noise do not make the unit nothing. */
    private static final double LEAST_UNIT = 1;

    /** Values at or above the upper quartile. */
    static int quarter(int values) {
        return Math.max(1, values / 4);
    }

    /**
     * From maps of good pictures, trained on or not: what is divided by its own grain hardly knows the difference.
     *
     * @param highest so many places of a picture make its score
     */
    static ResidualNorm of(List<float[]> maps, int highest) {
        ResidualNorm plain = new Sums(typical(maps), maps).norm(maps.size());
        double[] scores = maps.stream()
                .mapToDouble(map -> Quantiles.meanOfHighest(plain.apply(map), highest))
                .sorted()
                .toArray();
        return plain.inUnitsOf(Math.max(LEAST_UNIT, scores[scores.length / 2]));
    }

    /** The first {@code count} of its two or more maps, each as all others have it: what a new good picture is like. */
    List<float[]> eachByTheOthers(List<float[]> maps, int count) {
        Sums sums = new Sums(typical, maps);
        return maps.subList(0, count).stream()
                .map(map -> {
                    float[] divided = divided(map, typical);
                    sums.add(divided, -1);
                    float[] standard =
                            sums.norm(maps.size() - 1).inUnitsOf(unit).apply(map);
                    sums.add(divided, 1);
                    return standard;
                })
                .toList();
    }

    /** The map in deviations from what good pictures show. */
    float[] apply(float[] map) {
        float[] values = divided(map, typical);
        for (int i = 0; i < values.length; i++) {
            values[i] = (values[i] - mean[i]) / deviation[i];
        }
        return values;
    }

    private ResidualNorm inUnitsOf(double deviations) {
        float[] wider = deviation.clone();
        for (int i = 0; i < wider.length; i++) {
            wider[i] *= (float) deviations;
        }
        return new ResidualNorm(typical, unit * deviations, mean, wider);
    }

    private static double typical(List<float[]> maps) {
        double[] quartiles =
                maps.stream().mapToDouble(ResidualNorm::quartile).sorted().toArray();
        return Math.max(SMALLEST, quartiles[quartiles.length / 2]); // a quarter of most pictures may have none at all
    }

    private static double quartile(float[] map) {
        float[] sorted = map.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length - quarter(sorted.length)];
    }

    private static float[] divided(float[] map, double typical) {
        double by = quartile(map) + LEAST * typical + Float.MIN_NORMAL;
        float[] divided = new float[map.length];
        for (int i = 0; i < map.length; i++) {
            divided[i] = (float) (map[i] / by);
        }
        return divided;
    }

    /** Sums over pictures, place by place. */
    private static final class Sums {
        private final double typical;
        private final double[] values;
        private final double[] squares;

        Sums(double typical, List<float[]> maps) {
            this.typical = typical;
            this.values = new double[maps.get(0).length];
            this.squares = new double[values.length];
            maps.forEach(map -> add(divided(map, typical), 1));
        }

        void add(float[] divided, int sign) {
            for (int i = 0; i < divided.length; i++) {
                values[i] += sign * (double) divided[i];
                squares[i] += sign * (double) divided[i] * divided[i];
            }
        }

        ResidualNorm norm(int count) {
            int places = values.length;
            double everywhere = Arrays.stream(values).sum() / places / count;
            double[] about = new double[places];
            float[] mean = new float[places];
            for (int i = 0; i < places; i++) {
                double mu = (values[i] + LEAN * everywhere) / (count + LEAN);
                mean[i] = (float) mu;
                about[i] = Math.max(0, squares[i] - 2 * mu * values[i] + count * mu * mu);
            }
            double common = Arrays.stream(about).sum() / places / count;
            float[] deviation = new float[places];
            for (int i = 0; i < places; i++) {
                double variance = (about[i] + LEAN * common) / (count + LEAN);
                deviation[i] = (float) Math.max(SMALLEST, Math.sqrt(variance));
            }
            return new ResidualNorm(typical, 1, mean, deviation);
        }
    }
}
