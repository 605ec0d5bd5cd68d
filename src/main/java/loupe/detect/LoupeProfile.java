package loupe.detect;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;

/**
 * Our own contract: metadata {@code loupe.contract}; outputs {@code anomaly_map} [N,1,h,w] and {@code pred_score} [N],
 * both raw, and perhaps {@code reconstruction} [N,3,h,w], RGB 0…1. Normalisation is in the graph.
 */
final class LoupeProfile implements Profile {
    static final String CONTRACT = "loupe.contract";

    private static final String VERSION = "1";
    private static final String MAP = "anomaly_map";
    private static final String SCORE = "pred_score";
    private static final String REPAIRED = "reconstruction";

    @Override
    public String name() {
        return "loupe";
    }

    @Override
    public boolean recognises(ModelOutline model) {
        return model.metadata().containsKey(CONTRACT);
    }

    @Override
    public Layout layout(String file, ModelOutline model) {
        String version = model.metadata().get(CONTRACT);
        if (!version.equals(VERSION)) {
            throw new InspectionFault(FaultCode.MOD_02, file, "its contract " + version + " is not " + VERSION);
        }
        PictureInput input = PictureInput.of(file, model);
        List<String> read = new ArrayList<>(List.of(MAP, SCORE));
        Optional<String> repaired = model.outputs().stream()
                .map(TensorPort::name)
                .filter(REPAIRED::equals)
                .findFirst();
        repaired.ifPresent(read::add);
        Outputs.requireFloat(file, model, read);
        Feed feed = new Feed(input.name(), input.widthOr(DEFAULT_SIZE), input.heightOr(DEFAULT_SIZE), read);
        return new Layout(feed, input.isAnySize(), Optional.of(SCORE), Optional.of(MAP), repaired);
    }
}
