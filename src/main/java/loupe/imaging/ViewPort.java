package loupe.imaging;

import loupe.domain.Region;

/**
 * A window onto an image: which part of it is shown, and at how many screen pixels. The part may reach beyond the
 * image; nothing is painted there.
 *
 * @param width screen pixels, ≥ 1
 * @param height screen pixels, ≥ 1
 * @param source the part shown, in image pixels, both sides &gt; 0
 */
public record ViewPort(int width, int height, Region source) {
    public ViewPort {
        if (width < 1 || height < 1 || !(source.width() > 0) || !(source.height() > 0)) {
            throw new IllegalArgumentException(width + "×" + height + " onto " + source);
        }
    }

    /** All of an image, as large as it fits, centred, its proportions kept. */
    public static ViewPort fit(int imageWidth, int imageHeight, int width, int height) {
        double scale = Math.min((double) width / imageWidth, (double) height / imageHeight);
        double w = width / scale;
        double h = height / scale;
        return new ViewPort(width, height, new Region((imageWidth - w) / 2, (imageHeight - h) / 2, w, h));
    }

    /** Screen pixels per image pixel, across. */
    public double scaleX() {
        return width / source.width();
    }

    /** Screen pixels per image pixel, down. */
    public double scaleY() {
        return height / source.height();
    }

    /** Image x under a screen x. */
    public double imageX(double x) {
        return source.x() + x / scaleX();
    }

    /** Image y under a screen y. */
    public double imageY(double y) {
        return source.y() + y / scaleY();
    }

    /** Screen x of an image x. */
    public double screenX(double x) {
        return (x - source.x()) * scaleX();
    }

    /** Screen y of an image y. */
    public double screenY(double y) {
        return (y - source.y()) * scaleY();
    }

    /**
     * Magnified around a place that stays where it is on the screen.
     *
     * @param factor &gt; 1 enlarges
     * @param x screen pixels
     * @param y screen pixels
     */
    public ViewPort zoomed(double factor, double x, double y) {
        double w = source.width() / factor;
        double h = source.height() / factor;
        return new ViewPort(width, height, new Region(imageX(x) - w * x / width, imageY(y) - h * y / height, w, h));
    }

    /** Dragged by screen pixels: what was under the mouse stays under it. */
    public ViewPort dragged(double dx, double dy) {
        return new ViewPort(width, height, source.translated(-dx / scaleX(), -dy / scaleY()));
    }
}
