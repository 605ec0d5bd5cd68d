package loupe.imaging;

/**
 * Colours for heat maps, from low to high: evenly spaced samples with straight lines between them. Turbo is by A.
 * Mikhailov (Google, Apache 2.0), inferno and viridis are matplotlib's (CC0). Immutable; any thread.
 */
public enum Palette {
    /** Rainbow without false bands: most contrast. */
    TURBO(
            0x30123b, 0x3f3e9c, 0x4666dd, 0x458cfd, 0x2fb2f4, 0x1ad4d0, 0x22ebaa, 0x52fa7a, 0x8bff4b, 0xb7f735,
            0xdbe236, 0xf5c53a, 0xfea130, 0xf9751d, 0xe84b0c, 0xce2d04, 0xa91601, 0x7a0403),
    /** Black to yellow: even steps, readable without red or green. */
    INFERNO(
            0x000004, 0x0a0722, 0x1e0c45, 0x380962, 0x510e6c, 0x69166e, 0x801f6c, 0x982766, 0xb0315b, 0xc63d4d,
            0xd94d3d, 0xe9612b, 0xf47918, 0xfa9407, 0xfcb014, 0xf8cd37, 0xf2ea69, 0xfcffa4),
    /** Violet to yellow: even steps, readable with any colour vision. */
    VIRIDIS(
            0x440154, 0x481769, 0x472a7a, 0x433d84, 0x3d4e8a, 0x355e8d, 0x2e6d8e, 0x297b8e, 0x23898e, 0x1f978b,
            0x21a585, 0x2eb37c, 0x46c06f, 0x65cb5e, 0x89d548, 0xb0dd2f, 0xd8e219, 0xfde725),
    /** Black to white. */
    GRAY(0x000000, 0xffffff);

    @SuppressWarnings("ImmutableEnumChecker") // nobody writes to it
    private final int[] samples;

    Palette(int... samples) {
        this.samples = samples;
    }

    /**
     * The colour of a place on the palette.
     *
     * @param position 0 = lowest … 1 = highest; values outside are clamped
     * @return 0xAARRGGBB, opaque
     */
    public int argb(double position) {
        double at = Math.min(1, Math.max(0, position)) * (samples.length - 1);
        int low = (int) Math.min(samples.length - 2, Math.floor(at));
        int argb = 0xff;
        for (int shift = 16; shift >= 0; shift -= 8) {
            int a = (samples[low] >> shift) & 0xff;
            int b = (samples[low + 1] >> shift) & 0xff;
            argb = (argb << 8) | (int) Math.round(a + (b - a) * (at - low));
        }
        return argb;
    }
}
