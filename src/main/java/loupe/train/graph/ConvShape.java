package loupe.train.graph;

/**
 * How a square convolution walks.
 *
 * @param kernel side, pixels
 * @param stride pixels
 * @param padding zeros on every side, pixels
 * @param groups input channels are split into so many independent parts
 */
public record ConvShape(int kernel, int stride, int padding, int groups) {

    /** Keeps the size of an image that was padded before (or has a 1×1 kernel). */
    public static ConvShape valid(int kernel) {
        return new ConvShape(kernel, 1, 0, 1);
    }

    public ConvShape strided(int newStride) {
        return new ConvShape(kernel, newStride, padding, groups);
    }

    public ConvShape grouped(int newGroups) {
        return new ConvShape(kernel, stride, padding, newGroups);
    }
}
