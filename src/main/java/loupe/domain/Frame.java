package loupe.domain;

import java.time.Instant;

/**
 * One picture as it came from a camera.
 *
 * @param id running number given by the camera, from 1; gaps mean skipped frames
 * @param camera name of the source, for people
 * @param at moment of exposure, or of arrival where the source does not tell
 * @param image the pixels; {@link Image#NONE} when the camera failed
 */
public record Frame(long id, String camera, Instant at, Image image) {}
