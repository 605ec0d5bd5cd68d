package loupe.detect.profile;

import java.util.List;

/**
 * What becomes of a pixel value v in 0…1 before it is fed: {@code (v · white − mean) / std}.
 *
 * @param white what a white pixel is before mean and standard deviation: 1 or 255
 * @param mean in units of {@code white}; one value, or one for each channel in the order that is fed
 * @param std as {@code mean}, &gt; 0
 * @param normalisation where the model's normalisation happens
 */
public record InputScale(double white, List<Double> mean, List<Double> std, Normalisation normalisation) {
    private static final List<Double> IMAGENET_MEAN = List.of(0.485, 0.456, 0.406);
    private static final List<Double> IMAGENET_STD = List.of(0.229, 0.224, 0.225);

    /** Values 0…1, nothing else done. */
    public static final InputScale UNIT = new InputScale(1, List.of(0.0), List.of(1.0), Normalisation.NONE);

    /** Values 0…1 with the mean and standard deviation of ImageNet taken off before the model. */
    public static final InputScale IMAGENET = new InputScale(1, IMAGENET_MEAN, IMAGENET_STD, Normalisation.OUTSIDE);

    /** Where the mean is subtracted. */
    public enum Normalisation {
        /** In the graph: nothing is done before. */
        INSIDE,
        /** Before the model, by Loupe. */
        OUTSIDE,
        /** Nowhere, as far as is known. */
        NONE
    }

    public InputScale {
        mean = List.copyOf(mean);
        std = List.copyOf(std);
        boolean finite =
                mean.stream().allMatch(Double::isFinite) && std.stream().allMatch(s -> s > 0 && Double.isFinite(s));
        if (!(white > 0) || !Double.isFinite(white) || !isWhole(mean) || !isWhole(std) || !finite) {
            throw new IllegalArgumentException("white " + white + ", mean " + mean + ", std " + std);
        }
    }

    private static boolean isWhole(List<Double> values) {
        return values.size() == 1 || values.size() == 3;
    }

    /** What the graph's first nodes say: normalisation inside, and whether it wants 0…255. */
    public static InputScale of(GraphHints hints) {
        if (!hints.scales()) {
            return UNIT;
        }
        double widest = hints.std().stream().mapToDouble(Math::abs).max().orElse(1);
        return new InputScale(widest > 8 ? 255 : 1, List.of(0.0), List.of(1.0), Normalisation.INSIDE);
    }

    /** Mean and standard deviation taken off before the model. */
    public static InputScale outside(double white, List<Double> mean, List<Double> std) {
        return new InputScale(white, mean, std, Normalisation.OUTSIDE);
    }

    /** True when the values are fed as they are, 0…1. */
    public boolean isUnit() {
        return white == 1 && mean.stream().allMatch(m -> m == 0) && std.stream().allMatch(s -> s == 1);
    }

    public double mean(int channel) {
        return mean.get(mean.size() == 1 ? 0 : channel);
    }

    public double std(int channel) {
        return std.get(std.size() == 1 ? 0 : channel);
    }
}
