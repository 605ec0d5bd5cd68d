package loupe.detect.profile;

import java.util.Optional;

/** Backbones: they describe pictures and judge nothing. Refused with what to do instead. */
final class FeaturesOnly implements Family {
    private static final int FEWEST = 16;

    @Override
    public String name() {
        return "features";
    }

    @Override
    public Optional<String> recognise(ModelFacts model) {
        boolean all = model.outline().outputs().stream()
                .allMatch(p -> p.shape().size() >= 2
                        && p.shape().size() <= 4
                        && p.shape().get(1) >= FEWEST);
        return all ? Optional.of("All its outputs are features.") : Optional.empty();
    }

    @Override
    public ModelProfile profile(ModelFacts model) {
        throw model.refused("it only describes pictures and judges none: it is a backbone. Put it into the folder of"
                + " backbones with its card, and teach a detector on it (“loupe teach --backbone”)");
    }
}
