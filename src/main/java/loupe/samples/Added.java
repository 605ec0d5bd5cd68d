package loupe.samples;

import java.util.List;
import loupe.domain.InspectionFault;

/**
 * What became of images that were copied into a sample set.
 *
 * @param cards the new samples
 * @param known how many were in the set before
 * @param faults images and masks that could not be read
 */
public record Added(List<SampleCard> cards, int known, List<InspectionFault> faults) {}
