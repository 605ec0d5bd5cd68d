package loupe.detect.profile;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;

/**
 * Everything that is known of a model before it runs.
 *
 * @param file its name, for messages
 * @param outline what the file itself says
 * @param sidecars what lies beside it
 */
public record ModelFacts(String file, ModelOutline outline, Sidecars sidecars) {
    private static final int PICTURE_RANK = 4;
    private static final String SENSITIVITY = "_sensitivity";

    /** MOD-02 with the reason and the model's ports. */
    public InspectionFault refused(String reason) {
        return new InspectionFault(FaultCode.MOD_02, file, reason + "; " + outline.ports());
    }

    /**
     * The input that takes the picture.
     *
     * @throws InspectionFault MOD-02 unless there is exactly one that is no scalar
     */
    TensorPort picture() {
        List<TensorPort> wide =
                outline.inputs().stream().filter(p -> !isScalar(p)).toList();
        if (wide.size() == 1) {
            return wide.get(0);
        }
        String names = wide.stream().map(TensorPort::toString).toList().toString();
        List<TensorPort> pictures =
                wide.stream().filter(p -> p.shape().size() == PICTURE_RANK).toList();
        throw refused(
                pictures.size() == 1
                        ? "it wants inputs that Loupe does not know: "
                                + wide.stream()
                                        .filter(p -> !p.equals(pictures.get(0)))
                                        .toList()
                        : "one input is needed, not " + names);
    }

    /** Inputs that take one number, with what they are fed: ½ for sensitivities, else 0. */
    Map<String, Double> scalars() {
        Map<String, Double> scalars = new TreeMap<>();
        for (TensorPort p : outline.inputs()) {
            if (isScalar(p)) {
                if (!p.type().equals("float32")) {
                    throw refused("its input " + p + " takes one number that is not float32");
                }
                scalars.put(p.name(), p.name().endsWith(SENSITIVITY) ? 0.5 : 0);
            }
        }
        return scalars;
    }

    /** A declared shape of no axes cannot be told from no declaration; only a sensitivity is believed to be one. */
    private static boolean isScalar(TensorPort port) {
        boolean nothing = port.shape().isEmpty() && port.name().endsWith(SENSITIVITY);
        return nothing || (port.shape().size() == 1 && port.elements() == 1);
    }

    /** The only output. */
    Optional<TensorPort> onlyOutput() {
        return outline.outputs().size() == 1 ? Optional.of(outline.outputs().get(0)) : Optional.empty();
    }

    String metadata(String key) {
        return outline.metadata().getOrDefault(key, "");
    }
}
