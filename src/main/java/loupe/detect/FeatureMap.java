package loupe.detect;

/**
 * One output of a feature network for one image.
 *
 * @param name the graph output
 * @param values {@code channels × height × width}, channel by channel, row-major
 */
public record FeatureMap(String name, int channels, int height, int width, float[] values) {
    public FeatureMap {
        if (values.length != channels * height * width) {
            throw new IllegalArgumentException(
                    name + " " + channels + "×" + height + "×" + width + " with " + values.length + " values");
        }
    }
}
