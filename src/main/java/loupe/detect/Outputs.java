package loupe.detect;

import java.util.List;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;

/** What profiles require of the outputs they read. */
final class Outputs {
    private Outputs() {}

    /**
     * Each name is an output, float32 (or of no declared type: the warm-up finds out) and of a sane size.
     *
     * @throws InspectionFault MOD-02
     */
    static void requireFloat(String file, ModelOutline model, List<String> names) {
        for (String name : names) {
            TensorPort port = model.outputs().stream()
                    .filter(p -> p.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new InspectionFault(
                            FaultCode.MOD_02, file, "it has no output " + name + "; " + model.ports()));
            if (!port.type().equals("float32") && !port.type().equals("unknown")) {
                throw new InspectionFault(FaultCode.MOD_02, file, "only float32 outputs are read; " + port);
            }
            OnnxNetwork.checkSize(file, port);
        }
    }
}
