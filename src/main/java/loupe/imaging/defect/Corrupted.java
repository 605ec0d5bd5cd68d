package loupe.imaging.defect;

import loupe.domain.Image;

/**
 * A good image with defects painted in.
 *
 * @param image same size and order as the good one; equal to it wherever the mask is 0
 * @param mask one byte a pixel, 255 = changed; not copied, do not write to it
 * @param kind what was painted, for example {@code scratch-blur+ellipse-colour}
 */
public record Corrupted(Image image, byte[] mask, String kind) {}
