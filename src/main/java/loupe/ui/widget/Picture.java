package loupe.ui.widget;

import java.util.Optional;
import loupe.domain.AnomalyMap;
import loupe.domain.DefectRegion;
import loupe.domain.DisplayScale;
import loupe.domain.Image;
import loupe.domain.Inspection;
import loupe.imaging.HeatMapScene;
import loupe.imaging.HeatMapStyle;

/**
 * What an {@link ImageCanvas} shows: an image with, perhaps, the anomaly map on its recipe's fixed colour scale, the
 * ground truth, and the worst region.
 */
public record Picture(
        Image image, Optional<HeatMapScene.Heat> heat, Optional<boolean[]> mask, Optional<DefectRegion> worst) {

    /** The picture of an inspection whose image is at hand. */
    public static Picture of(Inspection inspection, Image image) {
        return new Picture(
                image,
                inspection
                        .prediction()
                        .map(p -> new HeatMapScene.Heat(
                                p.map(), inspection.recipe().scale())),
                Optional.empty(),
                inspection.verdict().regions().stream().findFirst());
    }

    public static Picture of(Inspection inspection) {
        return of(inspection, inspection.frame().image());
    }

    /** An image without anything over it. */
    public static Picture of(Image image) {
        return new Picture(image, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** The same picture under a map that was kept elsewhere. */
    public Picture withMap(Optional<AnomalyMap> map, DisplayScale scale) {
        return new Picture(image, map.map(m -> new HeatMapScene.Heat(m, scale)), mask, worst);
    }

    public Picture withMask(Optional<boolean[]> truth) {
        return new Picture(image, heat, truth, worst);
    }

    HeatMapScene scene(HeatMapStyle style) {
        return new HeatMapScene(image, heat, mask, style);
    }
}
