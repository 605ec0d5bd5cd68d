package loupe.imaging.defect;

import loupe.domain.Image;
import loupe.domain.PixelOrder;
import loupe.domain.Region;

/**
 * A straight scratch of known size, to find out how large one must be to be found.
 *
 * @param length image pixels, &gt; 0
 * @param width image pixels, &gt; 0
 * @param contrast grey levels by which it is darker than its ground, or brighter where the ground is dark; 1…255
 */
public record Scratch(double length, double width, double contrast) {
    public Scratch {
        if (!(length > 0) || !(width > 0) || !(contrast >= 1 && contrast <= 255)) {
            throw new IllegalArgumentException("scratch " + length + " × " + width + ", contrast " + contrast);
        }
    }

    /**
     * Draws it into a copy of an image, at a place and an angle that depend on seed and index only; its middle lies in
     * {@code inside}.
     *
     * @param good GRAY8, BGR8 or RGB8
     * @param inside part of the image where defects matter, image pixels
     */
    public Corrupted on(Image good, Region inside, long seed, long index) {
        if (good.order() == PixelOrder.GRAY16) {
            throw new IllegalArgumentException(good + " cannot be scratched");
        }
        Draws draws = new Draws(seed, index);
        Canvas canvas = new Canvas(good);
        double x = inside.x() + inside.width() * draws.uniform();
        double y = inside.y() + inside.height() * draws.uniform();
        Stencil line = Stencil.line(x, y, length, width, draws.uniform(0, Math.PI), canvas);
        double sign = canvas.level((int) x, (int) y, 0) < contrast ? 1 : -1;
        canvas.force(line, (u, v, c) -> (float) (canvas.level(u, v, c) + sign * contrast));
        return new Corrupted(canvas.image(), canvas.mask(), "scratch");
    }
}
