package loupe.app;

import java.nio.file.Path;
import java.util.List;
import loupe.domain.SampleSet.Sample;
import loupe.samples.SampleFolders;
import loupe.train.Material;

/**
 * What a new recipe is taught from.
 *
 * @param id of the recipe, as {@code config.RecipeBook} wants it
 * @param name for people
 * @param source address of the camera that the pictures came from
 * @param material pictures of good parts, perhaps of defects
 */
public record Lesson(String id, String name, String source, Material material) {
    /** Files as material, decoded when they are needed. */
    public static Material material(List<Path> good, List<Sample> defects) {
        return new Material(
                SampleFolders.images(good),
                SampleFolders.images(defects.stream().map(Sample::image).toList()),
                defects.stream().map(Sample::type).toList());
    }
}
