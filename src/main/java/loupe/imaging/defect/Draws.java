package loupe.imaging.defect;

/**
 * Repeatable random numbers: SplitMix64 (Steele, Lea and Flood, OOPSLA 2014). The same seed and stream give the same
 * numbers on every machine. Not thread-safe; make one where it is needed, it is one long.
 */
public final class Draws {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private long state;

    /** Numbers of their own for every {@code stream} of one {@code seed}: streams do not depend on each other. */
    public Draws(long seed, long stream) {
        state = mix(seed + GOLDEN) ^ mix(stream * GOLDEN + 0x632BE59BD9B4E019L);
    }

    /** Scrambles 64 bits; a bijection. */
    public static long mix(long bits) {
        long z = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    public long bits() {
        state += GOLDEN;
        return mix(state);
    }

    /** Uniform in [0, 1). */
    public double uniform() {
        return (bits() >>> 11) * 0x1.0p-53;
    }

    /** Uniform in [low, high). */
    public double uniform(double low, double high) {
        return low + (high - low) * uniform();
    }

    /** Uniform integer in 0…{@code bound} − 1. */
    public int below(int bound) {
        return (int) (uniform() * bound);
    }

    /** True with the given probability. */
    public boolean chance(double probability) {
        return uniform() < probability;
    }

    /** Normal with mean 0 and standard deviation 1 (Box and Muller). */
    public double gaussian() {
        double radius = Math.sqrt(-2 * StrictMath.log(1 - uniform()));
        return radius * StrictMath.cos(2 * Math.PI * uniform());
    }

    /** One of the given values. */
    @SafeVarargs
    public final <T> T oneOf(T... values) {
        return values[below(values.length)];
    }
}
