package loupe.ui.widget;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import loupe.domain.AnomalyMap;
import loupe.domain.ClassMap;
import loupe.domain.DefectClass;
import loupe.domain.DefectRegion;
import loupe.domain.DisplayScale;
import loupe.domain.Image;
import loupe.domain.Inspection;
import loupe.domain.Recipe;
import loupe.domain.Verdict;
import loupe.imaging.ClassColours;
import loupe.imaging.HeatMapScene;
import loupe.imaging.HeatMapStyle;

/**
 * What an {@link ImageCanvas} shows: an image with, perhaps, the anomaly map on its recipe's fixed colour scale, the
 * ground truth, and the regions, worst first.
 */
public record Picture(
        Image image, Optional<HeatMapScene.Heat> heat, Optional<boolean[]> mask, List<DefectRegion> regions) {
    public Picture {
        regions = List.copyOf(regions);
    }

    /** The picture of an inspection whose image is at hand. */
    public static Picture of(Inspection inspection, Image image) {
        return new Picture(
                image,
                inspection.prediction().map(p -> heat(p.map(), inspection.recipe())),
                Optional.empty(),
                inspection.verdict().regions());
    }

    public static Picture of(Inspection inspection) {
        return of(inspection, inspection.frame().image());
    }

    /** An image without anything over it. */
    public static Picture of(Image image) {
        return new Picture(image, Optional.empty(), Optional.empty(), List.of());
    }

    /** A map with the colours and limits of a recipe. */
    public static HeatMapScene.Heat heat(AnomalyMap map, Recipe recipe) {
        return new HeatMapScene.Heat(map, recipe.scale(), recipe.rule().classes());
    }

    /** The same picture under a map that was kept elsewhere. */
    public Picture withMap(Optional<HeatMapScene.Heat> other) {
        return new Picture(image, other, mask, regions);
    }

    /** The same where every class has the limit of the scale. */
    public Picture withMap(Optional<AnomalyMap> map, DisplayScale scale) {
        return withMap(map.map(m -> new HeatMapScene.Heat(m, scale)));
    }

    public Picture withMask(Optional<boolean[]> truth) {
        return new Picture(image, heat, truth, regions);
    }

    public Picture withRegions(List<DefectRegion> worstFirst) {
        return new Picture(image, heat, mask, worstFirst);
    }

    Optional<DefectRegion> worst() {
        return regions.stream().findFirst();
    }

    /**
     * How many regions of which class there are. All classes that the model tells apart, in its order, where they are
     * few; else those that are there.
     */
    Map<DefectClass, Integer> classes() {
        Map<DefectClass, Integer> found = Verdict.counts(regions);
        List<DefectClass> known =
                heat.flatMap(h -> h.map().classes()).map(ClassMap::classes).orElse(List.of());
        if (known.isEmpty() || known.size() > ClassColours.COUNT) {
            return found;
        }
        Map<DefectClass, Integer> all = new LinkedHashMap<>();
        known.stream()
                .sorted(Comparator.comparingInt(DefectClass::index))
                .forEach(k -> all.put(k, found.getOrDefault(k, 0)));
        return all;
    }

    /** Whether the model tells classes apart. */
    boolean hasClasses() {
        return heat.flatMap(h -> h.map().classes()).isPresent()
                || regions.stream().anyMatch(r -> r.kind().isPresent());
    }

    HeatMapScene scene(HeatMapStyle style) {
        return new HeatMapScene(image, heat, mask, style);
    }
}
