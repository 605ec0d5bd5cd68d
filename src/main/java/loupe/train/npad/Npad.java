package loupe.train.npad;

import loupe.detect.FeatureNetwork;
import loupe.domain.ImageSequence;
import loupe.domain.InspectionFault;
import loupe.domain.Progress;
import loupe.train.backbone.Backbone;

/**
 * N-pad (Jang, Hwang and Park, CVPR-W 2023, arXiv 2210.08768): teaches a detector from good images alone. Our
 * completions and measured figures are in {@code src/site/markdown/methods/npad.md}.
 */
public final class Npad {
    private Npad() {}

    /**
     * Teaches and exports a detector. Blocks; uses all cores; the result depends on images, backbone and settings only.
     *
     * @param good images of good parts, in a fixed order
     * @throws InspectionFault TEA-01 when fewer than {@link NpadSettings#FEWEST_IMAGES} can be read, TEA-02 when they
     *     hold nothing to learn from, MOD-10 when the backbone does not fit, OPS-01 when cancelled
     */
    public static TaughtModel teach(ImageSequence good, Backbone backbone, NpadSettings settings, Progress progress) {
        return new Teaching(good, backbone, settings, progress).run();
    }

    /**
     * Adds good images to a detector without the old ones. Blocks; the same images in the same order give the same
     * detector. Projection and mixture stay as they were found first: after large changes of the product teach anew.
     *
     * @param before the sums beside the detector
     * @param more images of good parts, at least one
     * @throws InspectionFault TEA-01 when none can be read, TEA-07 when the backbone is another one, OPS-01 when
     *     cancelled
     */
    public static TaughtModel add(NpadSums before, ImageSequence more, Backbone backbone, Progress progress) {
        return new Adding(before, more, backbone, progress).run();
    }

    /**
     * The backbone as detectors hold it, up to its taps on the common grid: {@code [channels, size/8, size/8]}.
     *
     * @throws InspectionFault MOD-xx when it cannot be opened
     */
    public static FeatureNetwork taps(Backbone backbone, NpadSettings settings) {
        int size = settings.inputSize();
        return FeatureNetwork.open(new FrontGraph(backbone, size).tapsModel(), size, size);
    }
}
