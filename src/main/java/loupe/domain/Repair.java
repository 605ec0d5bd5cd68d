package loupe.domain;

import java.util.Optional;

/**
 * How a part should look, from a model that can tell.
 *
 * @param covered the part of the image, in image pixels, that the picture shows
 * @param picture at the model's resolution; empty while nobody looks, so that it costs nothing
 */
public record Repair(Region covered, Optional<Image> picture) {}
