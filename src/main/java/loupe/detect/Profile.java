package loupe.detect;

import java.util.List;
import java.util.Optional;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;

/** One family of models: how to tell it, feed it and read it. Chosen before the model is loaded. */
sealed interface Profile permits LoupeProfile, AnomalibV2Profile {
    /** The first that recognises a model wins. */
    List<Profile> ALL = List.of(new LoupeProfile(), new AnomalibV2Profile());

    /** What a model without a fixed size is fed with. */
    int DEFAULT_SIZE = 256;

    int LARGEST_SIZE = 4096;

    String name();

    boolean recognises(ModelOutline model);

    /**
     * How to run it.
     *
     * @throws InspectionFault MOD-02 with the reason when the model breaks the family's rules
     */
    Layout layout(String file, ModelOutline model);

    /**
     * How a model is run and read.
     *
     * @param feed input and the outputs to read
     * @param anySize true when the model takes other sizes as well
     * @param score name of the image score, if the model gives one
     * @param map name of the anomaly map, if the model gives one
     * @param repaired name of the repaired picture, RGB 0…1, if the model gives one
     */
    record Layout(
            Feed feed, boolean anySize, Optional<String> score, Optional<String> map, Optional<String> repaired) {}

    /** The family of a model. */
    static Profile of(String file, ModelOutline model) {
        return ALL.stream()
                .filter(p -> p.recognises(model))
                .findFirst()
                .orElseThrow(() -> new InspectionFault(FaultCode.MOD_02, file, model.ports()));
    }
}
