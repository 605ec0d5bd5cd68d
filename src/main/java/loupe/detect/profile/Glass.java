package loupe.detect.profile;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import loupe.detect.profile.Reading.Range;
import loupe.detect.profile.Reading.Role;

/**
 * GLASS (ECCV 2024) as its own script exports it: {@code input} float32 [8,3,288,288], normalised like ImageNet before
 * the graph; {@code output} [8,36,36], a coarse map of a sigmoid.
 */
final class Glass implements Family {
    private static final List<Long> SHAPE = List.of(8L, 3L, 288L, 288L);
    private static final int MAP_RANK = 3;

    @Override
    public String name() {
        return "glass";
    }

    @Override
    public Optional<String> recognise(ModelFacts model) {
        boolean input = model.outline().inputs().size() == 1
                && model.outline().inputs().get(0).shape().equals(SHAPE);
        boolean output = model.onlyOutput()
                .filter(p -> p.shape().size() == MAP_RANK && p.shape().get(0) == 8)
                .isPresent();
        return input && output
                ? Optional.of("Eight pictures of 288×288 at once and one coarse map each, as GLASS exports them.")
                : Optional.empty();
    }

    @Override
    public ModelProfile profile(ModelFacts model) {
        String output = model.outline().outputs().get(0).name();
        return ModelProfile.of(model, name(), Reading.of(Map.of(output, Role.MAP), Range.RAW))
                .with(InputScale.IMAGENET);
    }
}
