package loupe.imaging.defect;

import java.util.Locale;
import loupe.domain.Image;
import loupe.domain.PixelOrder;

/**
 * Paints one to three defects into a good image: a shape filled with a foreign texture, after the corruption model of
 * Bauer, Nakajima and Müller (arXiv 2206.11723). Every defect is visible: where it changes too little it is drawn
 * again. Repeatable from seed and index, safe for any thread.
 */
public final class SyntheticDefects {
    /** Mean change inside a defect, in grey levels of 3 × 3 means: what a person sees. */
    private static final double VISIBLE = 8;

    private static final int TRIES = 12;
    private static final int SMALLEST = 16;

    private final long seed;

    public SyntheticDefects(long seed) {
        this.seed = seed;
    }

    /**
     * Corrupts a copy of {@code good}: GRAY8, BGR8 or RGB8, at least 16 pixels each way.
     *
     * @throws IllegalArgumentException for other images
     */
    public Corrupted corrupt(Image good, long index) {
        if (good.order() == PixelOrder.GRAY16 || Math.min(good.width(), good.height()) < SMALLEST) {
            throw new IllegalArgumentException(good + " cannot be corrupted");
        }
        Draws draws = new Draws(seed, index);
        Canvas canvas = new Canvas(good);
        StringBuilder kind = new StringBuilder();
        int count = 1 + draws.below(3);
        for (int i = 0; i < count; i++) {
            kind.append(i == 0 ? "" : "+").append(paint(canvas, draws));
        }
        return new Corrupted(canvas.image(), canvas.mask(), kind.toString());
    }

    private static String paint(Canvas canvas, Draws draws) {
        Stencil.Shape shape = draws.oneOf(Stencil.Shape.values());
        Texture.Kind texture = draws.oneOf(Texture.Kind.values());
        for (int attempt = 0; attempt < TRIES; attempt++) {
            double eager = attempt / (double) TRIES;
            double opacity = draws.uniform(0.3 + 0.6 * eager, 1);
            Stencil stencil = Stencil.draw(shape, canvas.width(), canvas.height(), draws);
            if (canvas.paint(stencil, Texture.draw(texture, canvas, stencil, draws), opacity, VISIBLE)) {
                return name(shape) + "-" + name(texture);
            }
        }
        for (int attempt = 0; attempt < 50 * TRIES; attempt++) {
            Stencil stencil = Stencil.draw(shape, canvas.width(), canvas.height(), draws);
            if (canvas.paint(stencil, Texture.contrast(canvas, stencil), 1, VISIBLE)) {
                return name(shape) + "-" + name(Texture.Kind.COLOUR);
            }
        }
        throw new IllegalStateException("no visible " + name(shape) + " in " + TRIES * 51 + " tries");
    }

    private static String name(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
