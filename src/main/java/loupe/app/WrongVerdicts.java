package loupe.app;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import loupe.domain.FaultCode;
import loupe.domain.Image;
import loupe.domain.Inspection;
import loupe.domain.InspectionFault;
import loupe.domain.Outcome;
import loupe.domain.SampleSet;
import loupe.imaging.ImageCodec;
import loupe.samples.SampleCard;
import loupe.samples.SampleCard.Origin;
import loupe.samples.SampleCard.Signature;
import loupe.samples.SampleShelf;
import loupe.samples.SampleStore;

/**
 * “This verdict is wrong”: puts the part into the sample set of its recipe, with the label that a person gave, so that
 * the next calibration knows it. Slow as the disk is; any thread.
 */
public final class WrongVerdicts {
    private static final String DEFECT = "defect";

    private final SampleShelf shelf;
    private final Supplier<String> operator;
    private final Clock clock;

    WrongVerdicts(SampleShelf shelf, Supplier<String> operator, Clock clock) {
        this.shelf = shelf;
        this.operator = operator;
        this.clock = clock;
    }

    /**
     * A part with a verdict that may be wrong: from the line, from a review, or from the journal.
     *
     * @param id of its inspection
     * @param number for people
     * @param image as it was inspected, or as it was archived
     * @param recipe id of the recipe that judged
     * @param name of that recipe, for people
     * @param outcome the verdict
     */
    public record Judged(String id, long number, Image image, String recipe, String name, Outcome outcome) {
        public static Judged of(Inspection part) {
            return new Judged(
                    part.id(),
                    part.frame().id(),
                    part.frame().image(),
                    part.recipe().id(),
                    part.recipe().name(),
                    part.outcome());
        }
    }

    /**
     * What was done, to be undone.
     *
     * @param store the recipe's sample set
     * @param before the sample, if it was in the set already
     * @param after the sample as it is labelled now
     */
    public record Correction(SampleStore store, Optional<SampleCard> before, SampleCard after) {}

    /**
     * Adds the part's image, or labels it anew when it is there.
     *
     * @param good what it really is
     * @throws InspectionFault IMG-05 when the part has no image, SET-xx when the set cannot be read or written
     */
    public Correction correct(Judged part, boolean good) {
        Image image = part.image();
        if (image.isEmpty()) {
            throw new InspectionFault(FaultCode.IMG_05, part.id());
        }
        SampleStore store = shelf.ofRecipe(part.recipe(), part.name());
        Signature by = new Signature(operator.get(), clock.instant());
        String type = good ? SampleSet.GOOD : DEFECT;
        String stem = "part-" + part.id();
        Origin origin = new Origin(part.id(), "", "");
        List<SampleCard> before = store.cards();
        SampleCard added =
                store.add(ImageCodec.png(image), new SampleCard(stem + ".png", type, false, stem, false, by, origin));
        if (!before.contains(added)) {
            return new Correction(store, Optional.empty(), added);
        }
        SampleCard labelled = added.labelled(type, by);
        store.replace(List.of(labelled));
        return new Correction(store, Optional.of(added), labelled);
    }

    /** Takes it back. */
    public void undo(Correction correction) {
        correction
                .before()
                .ifPresentOrElse(
                        card -> correction.store().replace(List.of(card)),
                        () -> correction.store().remove(List.of(correction.after())));
    }
}
