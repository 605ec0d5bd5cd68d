package loupe.detect.profile;

/**
 * How a picture of any size becomes one of the model's.
 *
 * @param width what the model is fed, pixels
 * @param height what the model is fed, pixels
 * @param anySize true when the model takes other sizes as well
 * @param fit what happens to the sides
 * @param resizeWidth size before cropping, pixels; {@code width} where nothing is cropped; with {@link Fit#CROP} the
 *     smaller of the two is the shorter side's
 * @param resizeHeight as {@code resizeWidth}
 * @param padding grey value around a letter-boxed picture, 0…255
 * @param antialias shrink by area averaging; else linearly between four neighbours, as most exporters' samples do
 * @param mapShare share of each side that the model's map covers, centred; below 1 for models that crop inside
 */
public record InputSize(
        int width,
        int height,
        boolean anySize,
        Fit fit,
        int resizeWidth,
        int resizeHeight,
        int padding,
        boolean antialias,
        double mapShare) {
    /** Largest side of a model's input. */
    public static final int LARGEST = 4096;

    /** What a model without a fixed size is fed with. */
    public static final int DEFAULT = 256;

    /** What happens to the sides of a picture. */
    public enum Fit {
        /** Both sides are scaled by themselves. */
        STRETCH,
        /** Scaled evenly until it fits, the rest is padding. */
        LETTER_BOX,
        /** Scaled evenly to a shorter side, then the centre is cut out. */
        CROP,
        /** Both sides are scaled by themselves, then the centre is cut out. */
        STRETCH_CROP
    }

    public InputSize {
        if (fit == Fit.STRETCH || fit == Fit.LETTER_BOX) { // nothing is cut off: there is only one size
            resizeWidth = width;
            resizeHeight = height;
        }
        boolean cut = resizeWidth >= width && resizeHeight >= height;
        boolean sane = isSide(width) && isSide(height) && isSide(resizeWidth) && isSide(resizeHeight);
        if (!sane || !cut || padding < 0 || padding > 255 || !(mapShare > 0.1 && mapShare <= 1)) {
            throw new IllegalArgumentException("size " + width + "×" + height + " from " + resizeWidth + "×"
                    + resizeHeight + ", padding " + padding + ", map share " + mapShare);
        }
    }

    private static boolean isSide(int pixels) {
        return pixels >= 1 && pixels <= LARGEST;
    }

    /** Stretched with area averaging, as our own models want it. */
    public static InputSize stretched(int width, int height, boolean anySize) {
        return new InputSize(width, height, anySize, Fit.STRETCH, width, height, 0, true, 1);
    }

    public InputSize withAntialias(boolean on) {
        return new InputSize(width, height, anySize, fit, resizeWidth, resizeHeight, padding, on, mapShare);
    }

    public InputSize withMapShare(double share) {
        return new InputSize(width, height, anySize, fit, resizeWidth, resizeHeight, padding, antialias, share);
    }

    public InputSize letterBoxed(int grey) {
        return new InputSize(width, height, anySize, Fit.LETTER_BOX, width, height, grey, antialias, mapShare);
    }

    /** Cut out of the centre after scaling. */
    public InputSize cropped(Fit how, int fromWidth, int fromHeight) {
        return new InputSize(width, height, anySize, how, fromWidth, fromHeight, padding, antialias, mapShare);
    }

    static InputSize of(ModelFacts model, InputPort port, TensorPort declared, int otherwise) {
        boolean planes = port.layout() == InputPort.Layout.NCHW;
        int height = size(model, declared.shape().get(planes ? 2 : 1));
        int width = size(model, declared.shape().get(planes ? 3 : 2));
        return stretched(width < 0 ? otherwise : width, height < 0 ? otherwise : height, width < 0 || height < 0);
    }

    private static int size(ModelFacts model, long declared) {
        if (declared == 0 || declared > LARGEST) {
            throw model.refused("the input's size is not that of a picture");
        }
        return (int) declared;
    }
}
