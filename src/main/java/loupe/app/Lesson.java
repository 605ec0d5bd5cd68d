package loupe.app;

import loupe.domain.ImageSequence;

/**
 * What a new recipe is taught from.
 *
 * @param id of the recipe, as {@code config.RecipeBook} wants it
 * @param name for people
 * @param source address of the camera that the pictures came from
 * @param good pictures of good parts
 */
public record Lesson(String id, String name, String source, ImageSequence good) {}
