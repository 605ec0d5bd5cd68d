package loupe.detect.profile;

import java.util.Optional;

/** One family of models: how to tell it, and how its members are fed and read. Chosen before the model is loaded. */
interface Family {
    /** Stable; recipes and calibrations name it. */
    String name();

    /** Why this model belongs to it, one English sentence; empty when it does not. */
    Optional<String> recognise(ModelFacts model);

    /**
     * How to feed and read it, as far as can be told.
     *
     * @throws loupe.domain.InspectionFault MOD-02 with the reason when the model breaks the family's rules, MOD-12 when
     *     a file beside it cannot be read
     */
    ModelProfile profile(ModelFacts model);
}
