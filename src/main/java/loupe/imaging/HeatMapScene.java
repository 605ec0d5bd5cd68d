package loupe.imaging;

import java.util.List;
import java.util.Optional;
import loupe.domain.AnomalyMap;
import loupe.domain.ClassRule;
import loupe.domain.DefectClass;
import loupe.domain.DisplayScale;
import loupe.domain.Image;

/**
 * What is painted: an image and what lies over it. Immutable; painters recognise the same image, map and mask objects
 * and then repaint faster.
 *
 * @param image not empty
 * @param heat the anomaly map with its fixed colour scale, if there is one
 * @param mask ground truth, one value an image pixel, row-major, outlined if there is one
 * @param style how the heat looks
 */
public record HeatMapScene(Image image, Optional<Heat> heat, Optional<boolean[]> mask, HeatMapStyle style) {
    public HeatMapScene {
        if (mask.isPresent() && mask.get().length != image.width() * image.height()) {
            throw new IllegalArgumentException("mask of " + mask.get().length + " for " + image);
        }
    }

    /**
     * Raw scores and the scale they are shown on.
     *
     * @param map covers the image or a part of it
     * @param scale from the recipe, never from the map
     * @param rules of classes whose limit is another than the scale's
     */
    public record Heat(AnomalyMap map, DisplayScale scale, List<ClassRule> rules) {
        public Heat {
            rules = List.copyOf(rules);
        }

        /** Every class has the limit of the scale. */
        public Heat(AnomalyMap map, DisplayScale scale) {
            this(map, scale, List.of());
        }

        /** The limit of one class, raw. */
        double limit(DefectClass kind) {
            return rules.stream()
                    .filter(r -> r.kind().index() == kind.index() && r.pixel().isPresent())
                    .mapToDouble(r -> r.pixel().getAsDouble())
                    .filter(limit -> limit > scale.zero())
                    .findFirst()
                    .orElse(scale.one());
        }
    }

    public static HeatMapScene of(Image image) {
        return new HeatMapScene(image, Optional.empty(), Optional.empty(), HeatMapStyle.DEFAULT);
    }

    public HeatMapScene withHeat(AnomalyMap map, DisplayScale scale) {
        return new HeatMapScene(image, Optional.of(new Heat(map, scale)), mask, style);
    }

    public HeatMapScene withMask(boolean[] truth) {
        return new HeatMapScene(image, heat, Optional.of(truth), style);
    }

    public HeatMapScene withStyle(HeatMapStyle other) {
        return new HeatMapScene(image, heat, mask, other);
    }
}
