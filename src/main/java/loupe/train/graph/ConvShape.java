package loupe.train.graph;

/**
 * How a square convolution walks.
 *
 * @param kernel side, pixels
 * @param stride pixels
 * @param padding zeros on every side, pixels
 * @param groups input channels are split into so many independent parts
 * @param dilation pixels from one tap of the kernel to the next
 */
public record ConvShape(int kernel, int stride, int padding, int groups, int dilation) {
    /** Without gaps in the kernel. */
    public ConvShape(int kernel, int stride, int padding, int groups) {
        this(kernel, stride, padding, groups, 1);
    }

    /** Keeps the size of an image that was padded before (or has a 1×1 kernel). */
    public static ConvShape valid(int kernel) {
        return new ConvShape(kernel, 1, 0, 1);
    }

    /** Keeps the size: zeros lie around the image. */
    public static ConvShape same(int kernel, int dilation) {
        return new ConvShape(kernel, 1, kernel / 2 * dilation, 1, dilation);
    }

    public ConvShape strided(int newStride) {
        return new ConvShape(kernel, newStride, padding, groups, dilation);
    }

    public ConvShape grouped(int newGroups) {
        return new ConvShape(kernel, stride, padding, newGroups, dilation);
    }

    public ConvShape dilated(int newDilation) {
        return new ConvShape(kernel, stride, padding, groups, newDilation);
    }
}
