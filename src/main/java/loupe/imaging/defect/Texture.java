package loupe.imaging.defect;

/** What a defect is filled with: a level for every pixel and channel, about 0…255. */
@FunctionalInterface
interface Texture {
    /** Where the filling comes from. */
    enum Kind {
        /** The image itself, warped. */
        ELASTIC,
        /** One colour. */
        COLOUR,
        /** Smooth noise around a colour. */
        NOISE,
        /** Another place of the image. */
        PASTE,
        /** The image itself, blurred. */
        BLUR
    }

    float level(int x, int y, int channel);

    static Texture draw(Kind kind, Canvas canvas, Stencil stencil, Draws draws) {
        double scale = Math.max(1, Math.min(canvas.width(), canvas.height()) / 256.0);
        return switch (kind) {
            case ELASTIC -> elastic(canvas, scale, draws);
            case COLOUR -> colour(levels(canvas, draws));
            case NOISE -> noise(levels(canvas, draws), scale, draws);
            case PASTE -> paste(canvas, stencil, draws);
            case BLUR -> blur(canvas, (int) Math.round(scale * draws.uniform(2, 6)));
        };
    }

    /** The colour that differs most from what lies under the stencil: black or white. */
    static Texture contrast(Canvas canvas, Stencil stencil) {
        int level = canvas.level(stencil.x0 + stencil.width / 2, stencil.y0 + stencil.height / 2, 0);
        return (x, y, c) -> level < 128 ? 255 : 0;
    }

    private static float[] levels(Canvas canvas, Draws draws) {
        float[] levels = new float[canvas.channels()];
        float grey = (float) draws.uniform(0, 255);
        float tint = draws.chance(0.5) ? 25 : 120;
        for (int c = 0; c < levels.length; c++) {
            levels[c] = levels.length == 1 ? grey : grey + (float) draws.uniform(-tint, tint);
        }
        return levels;
    }

    private static Texture colour(float[] levels) {
        return (x, y, c) -> levels[c];
    }

    private static Texture noise(float[] levels, double scale, Draws draws) {
        SmoothNoise field = new SmoothNoise(draws.bits());
        double size = scale * draws.uniform(1, 8);
        float strength = (float) draws.uniform(20, 90);
        int octaves = 1 + draws.below(4);
        return (x, y, c) -> levels[c] + strength * field.fractal(x / size, y / size, octaves);
    }

    private static Texture elastic(Canvas canvas, double scale, Draws draws) {
        SmoothNoise right = new SmoothNoise(draws.bits());
        SmoothNoise down = new SmoothNoise(draws.bits());
        double size = scale * draws.uniform(5, 14);
        double reach = scale * draws.uniform(4, 14);
        return (x, y, c) ->
                canvas.level(x + reach * right.at(x / size, y / size), y + reach * down.at(x / size, y / size), c);
    }

    private static Texture paste(Canvas canvas, Stencil stencil, Draws draws) {
        int dx = draws.below(canvas.width()) - stencil.x0;
        int dy = draws.below(canvas.height()) - stencil.y0;
        float brighter = (float) draws.uniform(0.85, 1.15);
        return (x, y, c) -> brighter * canvas.level(x + dx, y + dy, c);
    }

    /** A box mean from about 7 × 7 samples, however wide. */
    private static Texture blur(Canvas canvas, int reach) {
        int step = Math.max(1, reach / 3);
        int taps = 2 * (reach / step) + 1;
        return (x, y, c) -> {
            int sum = 0;
            for (int v = -reach / step; v <= reach / step; v++) {
                for (int u = -reach / step; u <= reach / step; u++) {
                    sum += canvas.level(x + u * step, y + v * step, c);
                }
            }
            return sum / (float) (taps * taps);
        };
    }
}
