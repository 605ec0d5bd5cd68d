package loupe.detect;

import java.nio.file.Path;
import loupe.domain.InspectionFault;

/** Opens model files as detectors. */
public final class Detectors {
    private Detectors() {}

    /**
     * Opens a model taught by Loupe or exported by anomalib v2, on the best execution provider that the preference
     * allows, and runs it twice so that the first part is not the slow one. Takes as long as the model needs; call it
     * off the JavaFX thread.
     *
     * @throws InspectionFault IMG-05, MOD-01…MOD-04, MOD-07 for the file; MOD-08 when the one provider asked for does
     *     not work; SYS-01 when ONNX Runtime cannot be loaded
     */
    public static OnnxDetector open(Path model, ProviderPreference preference) {
        return OnnxDetector.open(ModelFile.read(model), preference);
    }
}
