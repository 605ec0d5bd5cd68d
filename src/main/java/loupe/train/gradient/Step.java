package loupe.train.gradient;

/**
 * Where a training stands.
 *
 * @param step steps done
 * @param done share of the whole, 0…1
 * @param loss of this step; what it means is the method's
 * @param rate learning rate of this step
 * @param seconds of training so far
 */
public record Step(long step, double done, double loss, double rate, double seconds) {
    /** Seconds to go at this pace. */
    public double remaining() {
        return done > 0 ? seconds * (1 - done) / done : 0;
    }
}
