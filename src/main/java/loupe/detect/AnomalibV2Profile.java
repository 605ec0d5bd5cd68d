package loupe.detect;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;

/**
 * A plain export of anomalib v2: resize, normalisation and thresholds are in the graph; the outputs are those of
 * {@code pred_score, pred_label, anomaly_map, pred_mask} that the method has. Label and mask are not read: the
 * thresholds belong to the recipe. Training resized with antialias and the graph does not, so a model of open size is
 * fed its usual internal size, 256×256, area-filtered.
 */
final class AnomalibV2Profile implements Profile {
    private static final String SCORE = "pred_score";
    private static final String MAP = "anomaly_map";
    private static final Set<String> KNOWN = Set.of(SCORE, "pred_label", MAP, "pred_mask");

    @Override
    public String name() {
        return "anomalib-v2";
    }

    @Override
    public boolean recognises(ModelOutline model) {
        return !model.outputs().isEmpty() && model.outputs().stream().allMatch(p -> KNOWN.contains(p.name()));
    }

    @Override
    public Layout layout(String file, ModelOutline model) {
        Optional<String> score = named(model, SCORE);
        Optional<String> map = named(model, MAP);
        List<String> read = new ArrayList<>();
        score.ifPresent(read::add);
        map.ifPresent(read::add);
        if (read.isEmpty()) {
            throw new InspectionFault(
                    FaultCode.MOD_02, file, "it gives neither a score nor a map, only decisions; " + model.ports());
        }
        PictureInput input = PictureInput.of(file, model);
        Outputs.requireFloat(file, model, read);
        Feed feed = new Feed(input.name(), input.widthOr(DEFAULT_SIZE), input.heightOr(DEFAULT_SIZE), read);
        return new Layout(feed, input.isAnySize(), score, map, Optional.empty());
    }

    private static Optional<String> named(ModelOutline model, String name) {
        return model.outputs().stream()
                .map(TensorPort::name)
                .filter(name::equals)
                .findFirst();
    }
}
