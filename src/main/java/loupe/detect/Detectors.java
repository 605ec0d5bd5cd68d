package loupe.detect;

import java.nio.file.Path;
import java.util.Map;
import loupe.detect.profile.ModelFacts;
import loupe.detect.profile.ModelProfile;
import loupe.domain.InspectionFault;

/** Opens model files as detectors. */
public final class Detectors {
    private Detectors() {}

    /**
     * Opens a model of a family that Loupe knows, or as the profile beside it says, on the best execution provider that
     * the preference allows, and runs it twice so that the first part is not the slow one. Takes as long as the model
     * needs; call it off the JavaFX thread.
     *
     * @throws InspectionFault IMG-05, MOD-01…MOD-05, MOD-07, MOD-12 for the files; MOD-08 when the one provider asked
     *     for does not work; MOD-11 when it no longer gives its golden vectors; SYS-01 without ONNX Runtime
     */
    public static OnnxDetector open(Path model, ProviderPreference preference) {
        return OnnxDetector.open(ModelFile.read(model), preference);
    }

    /** The same, fed and read as said, whatever lies beside the model. */
    public static OnnxDetector open(Path model, ModelProfile profile, ProviderPreference preference) {
        return OnnxDetector.open(ModelFile.read(model), profile, preference);
    }

    /**
     * What is known of a model before it runs.
     *
     * @throws InspectionFault IMG-05, MOD-01, MOD-03, MOD-07
     */
    public static ModelFacts facts(Path model) {
        return ModelFile.read(model).facts();
    }

    /**
     * Names and files of a model's weights that lie beside it.
     *
     * @throws InspectionFault IMG-05, MOD-01, MOD-03, MOD-07
     */
    public static Map<String, Path> weights(Path model) {
        return ModelFile.read(model).weights();
    }

    /** Where the weights of a model lie when many models share its folder. */
    public static Path weightsFolder(Path model) {
        return ModelFile.dataFolderOf(model);
    }
}
