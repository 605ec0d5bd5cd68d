package loupe.train.transfer;

import loupe.domain.InspectionFault;
import loupe.domain.Progress;
import loupe.train.Material;
import loupe.train.Taught;
import loupe.train.backbone.Backbone;

/**
 * The transfer classifier (Minhas and Zelek 2019, arXiv 1905.13147): learns from good parts and labelled defects. Our
 * completions and measured figures are in {@code src/site/markdown/methods/transfer.md}.
 */
public final class Transfer {
    private Transfer() {}

    /**
     * Teaches and exports a detector. Blocks; uses all cores; the result depends on material, backbone and settings
     * only.
     *
     * @throws InspectionFault TEA-01 when fewer than {@link TransferSettings#FEWEST_GOOD} good images can be read,
     *     TEA-11 when fewer than {@link TransferSettings#FEWEST_DEFECTS} defects can, TEA-02 when they hold nothing to
     *     learn from, MOD-10 when the backbone does not fit, OPS-01 when cancelled
     */
    public static Taught teach(Material material, Backbone backbone, TransferSettings settings, Progress progress) {
        try (TapFeatures taps = TapFeatures.open(backbone, settings.inputSize())) {
            return teach(material, taps, settings, progress);
        }
    }

    /** The same with a backbone that is open already and remembers what it saw; it stays open. */
    public static Taught teach(Material material, TapFeatures taps, TransferSettings settings, Progress progress) {
        return new Teaching(material, taps, settings, progress).run();
    }
}
