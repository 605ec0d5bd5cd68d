package loupe.calibrate;

/**
 * A-contrario confidence of a region (Tailanian et al., arXiv 2205.11611; formulas only): the number of false alarms
 * NFA = N · (αβⁿ/n) · pⁿ, the expected number of regions of n independent cells at least as strong somewhere in a good
 * map. αβⁿ/n counts the shapes of n connected cells (polyominoes, α ≈ 0.317, β ≈ 4.063).
 *
 * @param cells independent cells N of the whole map, ≥ 1
 * @param exceeded probability p that a cell of a good part reaches the region's threshold, 0…1
 * @param perCell map values that move together as one independent cell, ≥ 1 (the square of the blur's width)
 */
public record RegionConfidence(double cells, double exceeded, double perCell) {
    private static final double ALPHA = 0.316915;
    private static final double BETA = 4.062570;

    public RegionConfidence {
        if (!(cells >= 1) || !(exceeded >= 0 && exceeded <= 1) || !(perCell >= 1)) {
            throw new IllegalArgumentException(cells + " cells, p " + exceeded + ", " + perCell + " per cell");
        }
    }

    /**
     * log₁₀ NFA: −2 means once in a hundred good maps. A region of less than one independent cell counts as one.
     *
     * @param values map values in the region, ≥ 1
     * @return −∞ when p is 0; never above log₁₀ N, as a region cannot come up more often than there are places
     */
    public double logNfa(int values) {
        double n = Math.max(1, values / perCell);
        double shapes = n <= 1 ? 0 : Math.log10(ALPHA) + n * Math.log10(BETA) - Math.log10(n);
        return Math.min(Math.log10(cells), Math.log10(cells) + shapes + n * Math.log10(exceeded));
    }
}
