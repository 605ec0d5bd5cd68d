package loupe.imaging;

/**
 * Colours for heat maps, from low to high. Polynomials in place of tables: turbo by A. Mikhailov (Google, Apache 2.0),
 * inferno and viridis after matplotlib's, fitted by M. Zucker (CC0). Immutable; any thread.
 */
public enum Palette {
    /** Rainbow without false bands: most contrast. */
    TURBO(new double[][] {
        {0.13572138, 4.61539260, -42.66032258, 132.13108234, -152.94239396, 59.28637943},
        {0.09140261, 2.19418839, 4.84296658, -14.18503333, 4.27729857, 2.82956604},
        {0.10667330, 12.64194608, -60.58204836, 110.36276771, -89.90310912, 27.34824973}
    }),
    /** Black to yellow: even steps, readable without red or green. */
    INFERNO(new double[][] {
        {0.00021894, 0.10651342, 11.60249308, -41.70399613, 77.16293570, -71.31942824, 25.13112622},
        {0.00165100, 0.56395644, -3.97285397, 17.43639888, -33.40235894, 32.62606426, -12.24266895},
        {-0.01948090, 3.93271239, -15.94239411, 44.35414520, -81.80730926, 73.20951986, -23.07032500}
    }),
    /** Violet to yellow: even steps, readable with any colour vision. */
    VIRIDIS(new double[][] {
        {0.27772733, 0.10509304, -0.33086183, -4.63423050, 6.22826994, 4.77638500, -5.43545586},
        {0.00540734, 1.40461353, 0.21484756, -5.79910097, 14.17993337, -13.74514538, 4.64585261},
        {0.33409981, 1.38459016, 0.09509516, -19.33244096, 56.69055260, -65.35303263, 26.31243525}
    }),
    /** Black to white. */
    GRAY(new double[][] {{0, 1}, {0, 1}, {0, 1}});

    @SuppressWarnings("ImmutableEnumChecker") // nobody writes to it
    private final double[][] coefficients;

    Palette(double[][] coefficients) {
        this.coefficients = coefficients;
    }

    /**
     * The colour of a place on the palette.
     *
     * @param position 0 = lowest … 1 = highest; values outside are clamped
     * @return 0xAARRGGBB, opaque
     */
    public int argb(double position) {
        double x = Math.min(1, Math.max(0, position));
        int argb = 0xff;
        for (double[] polynomial : coefficients) {
            double value = 0;
            for (int i = polynomial.length - 1; i >= 0; i--) {
                value = value * x + polynomial[i];
            }
            argb = (argb << 8) | (int) Math.round(255 * Math.min(1, Math.max(0, value)));
        }
        return argb;
    }
}
