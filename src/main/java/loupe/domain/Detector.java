package loupe.domain;

import java.util.Optional;

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

    /**
     * How the last predicted image should look, at the model's resolution; copied by every call. Empty when the model
     * cannot tell: then its predictions have no {@link Repair} either.
     */
    default Optional<Image> repaired() {
        return Optional.empty();
    }

    DetectorInfo info();

    @Override
    void close();
}
