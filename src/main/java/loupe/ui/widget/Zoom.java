package loupe.ui.widget;

import loupe.domain.Region;
import loupe.imaging.ViewPort;

/**
 * How an image lies in a view. Image pixel (x, y) is drawn at {@code ((x − left) · scale, (y − top) · scale)} view
 * pixels. Immutable and pure; an image smaller than the view is centred, a larger one cannot be dragged out of it.
 *
 * @param imageWidth image pixels, ≥ 1
 * @param imageHeight image pixels, ≥ 1
 * @param viewWidth view pixels, ≥ 1
 * @param viewHeight view pixels, ≥ 1
 * @param scale view pixels per image pixel, &gt; 0
 * @param left image x at the view's left edge; negative when centred
 * @param top image y at the view's top edge
 * @param fitted whether the whole image is shown and stays so when the view is resized
 */
public record Zoom(
        int imageWidth,
        int imageHeight,
        int viewWidth,
        int viewHeight,
        double scale,
        double left,
        double top,
        boolean fitted) {
    private static final double MAX_SCALE = 32;

    /** The whole image, as large as the view allows, centred. */
    public static Zoom fit(int imageWidth, int imageHeight, int viewWidth, int viewHeight) {
        double scale = fitScale(imageWidth, imageHeight, viewWidth, viewHeight);
        return new Zoom(imageWidth, imageHeight, viewWidth, viewHeight, scale, 0, 0, true).clamped();
    }

    private static double fitScale(double iw, double ih, double vw, double vh) {
        return Math.min(vw / iw, vh / ih);
    }

    /** The same place of the image after the view or the image has changed its size. */
    public Zoom resized(int iw, int ih, int vw, int vh) {
        if (iw == imageWidth && ih == imageHeight && vw == viewWidth && vh == viewHeight) {
            return this;
        }
        if (fitted || iw != imageWidth || ih != imageHeight) {
            return fit(iw, ih, vw, vh);
        }
        double cx = toImageX(viewWidth / 2.0);
        double cy = toImageY(viewHeight / 2.0);
        return new Zoom(iw, ih, vw, vh, scale, cx - vw / 2.0 / scale, cy - vh / 2.0 / scale, false).clamped();
    }

    /** Zooms so that the image point under the cursor stays under it; never smaller than fitted. */
    public Zoom zoomedAt(double viewX, double viewY, double factor) {
        return scaledTo(scale * factor, viewX, viewY);
    }

    /** Fitted becomes 1:1 around the point, anything else becomes fitted. */
    public Zoom toggledAt(double viewX, double viewY) {
        if (!fitted) {
            return fit(imageWidth, imageHeight, viewWidth, viewHeight);
        }
        return scaledTo(scale >= 1 ? Math.min(MAX_SCALE, scale * 4) : 1, viewX, viewY);
    }

    private Zoom scaledTo(double wanted, double viewX, double viewY) {
        double smallest = fitScale(imageWidth, imageHeight, viewWidth, viewHeight);
        double next = Math.min(Math.max(MAX_SCALE, smallest), wanted);
        if (next <= smallest * 1.0001) {
            return fit(imageWidth, imageHeight, viewWidth, viewHeight);
        }
        double x = toImageX(viewX);
        double y = toImageY(viewY);
        return new Zoom(imageWidth, imageHeight, viewWidth, viewHeight, next, x - viewX / next, y - viewY / next, false)
                .clamped();
    }

    /** Moves the image by view pixels. */
    public Zoom panned(double dx, double dy) {
        return new Zoom(
                        imageWidth,
                        imageHeight,
                        viewWidth,
                        viewHeight,
                        scale,
                        left - dx / scale,
                        top - dy / scale,
                        fitted)
                .clamped();
    }

    private Zoom clamped() {
        double l = clamp(left, imageWidth, viewWidth / scale);
        double t = clamp(top, imageHeight, viewHeight / scale);
        return new Zoom(imageWidth, imageHeight, viewWidth, viewHeight, scale, l, t, fitted);
    }

    private static double clamp(double start, double image, double seen) {
        return seen >= image ? (image - seen) / 2 : Math.min(Math.max(0, start), image - seen);
    }

    /** The same as the imaging package says it. */
    ViewPort port() {
        return new ViewPort(viewWidth, viewHeight, new Region(left, top, viewWidth / scale, viewHeight / scale));
    }

    public double toImageX(double viewX) {
        return left + viewX / scale;
    }

    public double toImageY(double viewY) {
        return top + viewY / scale;
    }

    public double toViewX(double imageX) {
        return (imageX - left) * scale;
    }

    public double toViewY(double imageY) {
        return (imageY - top) * scale;
    }
}
