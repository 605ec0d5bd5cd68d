package loupe.train.repair;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How much of a good picture a network cannot keep, by how light the place is: a camera's noise grows with the light
 * (photon transfer curve, EMVA 1288), and what is nearly black or saturated has its own grain. Linear between the
 * knots, constant beyond them.
 *
 * @param light knots, ascending, 0…1: mean of the channels of the repaired picture around a place
 * @param level residual that good pictures show there, squared levels, &gt; 0
 */
record NoiseCurve(float[] light, float[] level) {
    private static final int KNOTS = 16;

    /** Of knots nearer than one step of an 8-bit picture the first stays. */
    private static final double NEAREST = 1.0 / 255;

    /** Of the mean level: a background without any noise is not divided by nothing. */
    private static final double LEAST = 0.1;

    /** Variance of rounding to 8 bits. */
    private static final double QUANTISATION = 1 / (12.0 * 255 * 255);

    /** About so many places are looked at, spread over all pictures. */
    private static final int SAMPLED = 400_000;

    /** From good pictures: every knot stands for as many places as every other. */
    static NoiseCurve of(List<float[]> residuals, List<float[]> lights) {
        List<Place> places = places(residuals, lights);
        double mean = places.stream().mapToDouble(Place::residual).average().orElse(0);
        double least = Math.max(LEAST * mean, QUANTISATION);
        List<Place> knots = new ArrayList<>();
        for (int k = 0; k < KNOTS; k++) {
            int from = (int) ((long) places.size() * k / KNOTS);
            int to = (int) ((long) places.size() * (k + 1) / KNOTS);
            Place knot = mean(places.subList(from, Math.max(to, from + 1)));
            if (knots.isEmpty() || knot.light - knots.get(knots.size() - 1).light >= NEAREST) {
                knots.add(knot);
            }
        }
        float[] light = new float[knots.size()];
        float[] level = new float[knots.size()];
        for (int i = 0; i < light.length; i++) {
            light[i] = (float) knots.get(i).light;
            level[i] = (float) Math.max(least, knots.get(i).residual);
        }
        return new NoiseCurve(light, level);
    }

    /** The residual in units of what good pictures show where it is as light. */
    float[] divide(float[] residual, float[] lights) {
        float[] divided = new float[residual.length];
        for (int i = 0; i < divided.length; i++) {
            divided[i] = (float) (residual[i] / at(lights[i]));
        }
        return divided;
    }

    /** The change of slope at every knot: level = level[0] + Σ bend · max(0, light − knot). */
    float[] bends() {
        float[] bends = new float[light.length];
        double before = 0;
        for (int i = 0; i < bends.length; i++) {
            double slope = i + 1 == bends.length ? 0 : (level[i + 1] - level[i]) / ((double) light[i + 1] - light[i]);
            bends[i] = (float) (slope - before);
            before = slope;
        }
        return bends;
    }

    private double at(float where) {
        int above = 0;
        while (above < light.length && light[above] < where) {
            above++;
        }
        if (above == 0 || above == light.length) {
            return level[Math.min(above, light.length - 1)];
        }
        double share = (where - light[above - 1]) / ((double) light[above] - light[above - 1]);
        return level[above - 1] + share * ((double) level[above] - level[above - 1]);
    }

    private static List<Place> places(List<float[]> residuals, List<float[]> lights) {
        long all = residuals.stream().mapToLong(map -> map.length).sum();
        int every = Math.toIntExact(all / SAMPLED) + 1;
        List<Place> places = new ArrayList<>();
        for (int k = 0; k < residuals.size(); k++) {
            for (int i = k % every; i < residuals.get(k).length; i += every) {
                places.add(new Place(lights.get(k)[i], residuals.get(k)[i]));
            }
        }
        places.sort(Comparator.comparingDouble(Place::light));
        return places;
    }

    private static Place mean(List<Place> places) {
        return new Place(
                places.stream().mapToDouble(Place::light).average().orElseThrow(),
                places.stream().mapToDouble(Place::residual).average().orElseThrow());
    }

    private record Place(double light, double residual) {}
}
