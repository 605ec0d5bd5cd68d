package loupe.domain;

import java.util.Optional;

/**
 * One connected place above the pixel threshold.
 *
 * @param box bounding box, image pixels
 * @param area image pixels²
 * @param length longest extent of the bounding box's diagonal, image pixels
 * @param score highest map value inside, raw
 * @param peakX x of that value, image pixels
 * @param peakY y of that value, image pixels
 * @param kind of defect, where the model tells
 */
public record DefectRegion(
        Region box, double area, double length, float score, double peakX, double peakY, Optional<DefectClass> kind) {}
