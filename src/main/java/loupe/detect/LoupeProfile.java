package loupe.detect;

import java.util.List;
import java.util.Optional;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;

/**
 * Our own contract: metadata {@code loupe.contract}; outputs {@code anomaly_map} [N,1,h,w] and {@code pred_score} [N],
 * both raw. Normalisation is in the graph.
 */
final class LoupeProfile implements Profile {
    static final String CONTRACT = "loupe.contract";

    private static final String VERSION = "1";
    private static final String MAP = "anomaly_map";
    private static final String SCORE = "pred_score";

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
        Outputs.requireFloat(file, model, List.of(MAP, SCORE));
        Feed feed =
                new Feed(input.name(), input.widthOr(DEFAULT_SIZE), input.heightOr(DEFAULT_SIZE), List.of(MAP, SCORE));
        return new Layout(feed, input.isAnySize(), Optional.of(SCORE), Optional.of(MAP));
    }
}
