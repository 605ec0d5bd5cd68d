package loupe.detect.profile;

/**
 * What a model gave for a reference picture when it was imported: a golden vector, compared again at every start and on
 * every execution provider.
 *
 * @param picture name of a picture that Loupe draws, or of a PNG beside the profile
 * @param score image score, finite
 * @param mapMean mean of the map
 * @param mapMax highest value of the map
 */
public record Reference(String picture, float score, float mapMean, float mapMax) {
    /** Pictures that are compared at least. */
    public static final int FEWEST = 5;

    /** Largest difference on the CPU with float32, absolute, for values up to 1; relative above. */
    public static final double EXACT = 1e-3;

    /** The same on another provider, or with float16. */
    public static final double LOOSE = 1e-2;

    public Reference {
        if (!Float.isFinite(score) || !Float.isFinite(mapMean) || !Float.isFinite(mapMax)) {
            throw new IllegalArgumentException("reference " + picture);
        }
    }

    /** How far another result is off: absolute for values up to 1, relative above; NaN counts as infinite. */
    public double differenceTo(Reference other) {
        double worst = Math.max(
                difference(score, other.score),
                Math.max(difference(mapMean, other.mapMean), difference(mapMax, other.mapMax)));
        return Double.isNaN(worst) ? Double.POSITIVE_INFINITY : worst;
    }

    private static double difference(float expected, float given) {
        return Math.abs((double) expected - given) / Math.max(1, Math.abs(expected));
    }
}
