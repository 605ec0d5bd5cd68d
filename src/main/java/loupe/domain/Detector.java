package loupe.domain;

/**
 * Turns an image into scores. Owns resizing, channel order and normalisation. Used by one thread at a time; holds
 * native memory until closed.
 */
public interface Detector extends AutoCloseable {
    /**
     * Scores one image of any size and pixel order. The map of the result covers {@code image.bounds()} or less.
     *
     * @throws InspectionFault MOD-06 when the model's output is not finite, MOD-09 when inference fails
     */
    Prediction predict(Image image);

    DetectorInfo info();

    @Override
    void close();
}
