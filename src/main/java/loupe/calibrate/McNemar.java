package loupe.calibrate;

/**
 * Two judges of the same parts, compared by the parts on which they disagree: the exact test of McNemar (1947), which
 * is the two-sided binomial test of the smaller count with probability ½. Says whether the two differ, never who is
 * right.
 *
 * @param bothGood parts that both called good
 * @param onlyFirst parts that only the first called good
 * @param onlySecond parts that only the second called good
 * @param neitherGood parts that neither called good
 */
public record McNemar(long bothGood, long onlyFirst, long onlySecond, long neitherGood) {
    public static final McNemar NONE = new McNemar(0, 0, 0, 0);

    public McNemar {
        if (bothGood < 0 || onlyFirst < 0 || onlySecond < 0 || neitherGood < 0) {
            throw new IllegalArgumentException(bothGood + " " + onlyFirst + " " + onlySecond + " " + neitherGood);
        }
    }

    /** The same with one part more. */
    public McNemar plus(boolean firstGood, boolean secondGood) {
        return new McNemar(
                bothGood + (firstGood && secondGood ? 1 : 0),
                onlyFirst + (firstGood && !secondGood ? 1 : 0),
                onlySecond + (!firstGood && secondGood ? 1 : 0),
                neitherGood + (!firstGood && !secondGood ? 1 : 0));
    }

    public long parts() {
        return bothGood + onlyFirst + onlySecond + neitherGood;
    }

    public long disagreements() {
        return onlyFirst + onlySecond;
    }

    /** How likely so lop-sided a disagreement or a worse one is when the two judge alike; 1 without a disagreement. */
    public double p() {
        long n = disagreements();
        double log = -n * Math.log(2); // of the binomial probability of 0, 1, 2, … of n
        double tail = Math.exp(log);
        for (long k = 1; k <= Math.min(onlyFirst, onlySecond); k++) {
            log += Math.log((double) (n - k + 1) / k);
            tail += Math.exp(log);
        }
        return Math.min(1, 2 * tail);
    }
}
