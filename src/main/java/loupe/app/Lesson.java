package loupe.app;

import loupe.train.Material;

/**
 * What a new recipe is taught from.
 *
 * @param id of the recipe, as {@code config.RecipeBook} wants it
 * @param name for people
 * @param source address of the camera that the pictures came from
 * @param material pictures of good parts, perhaps of defects
 */
public record Lesson(String id, String name, String source, Material material) {}
