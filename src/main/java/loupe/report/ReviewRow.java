package loupe.report;

import java.util.Optional;
import loupe.domain.Outcome;

/**
 * One image of a review as reports show it.
 *
 * @param file name or path as the reader knows it
 * @param outcome of the inspection
 * @param score raw; NaN when there is none
 * @param regions how many places reached the pixel threshold
 * @param width of the image, pixels; 0 when it could not be read
 * @param height of the image, pixels; 0 when it could not be read
 * @param milliseconds of the inspection; NaN when there was none
 * @param error what went wrong, in words; empty when nothing did
 * @param thumbnailPng small picture, a whole PNG file
 * @param override what a person said later, in words
 * @param classes of the defects
 */
public record ReviewRow(
        String file,
        Outcome outcome,
        double score,
        int regions,
        int width,
        int height,
        double milliseconds,
        String error,
        Optional<byte[]> thumbnailPng,
        Optional<String> override,
        Classes classes) {}
