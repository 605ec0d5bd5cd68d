package loupe.detect;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The parts of a model file that decide whether and how it is loaded.
 *
 * @param irVersion format version
 * @param opset version of the standard operator set; 0 when not declared
 * @param external locations of external data, as written in the file
 */
record ModelOutline(
        long irVersion,
        long opset,
        String producer,
        Map<String, String> metadata,
        List<TensorPort> inputs,
        List<TensorPort> outputs,
        Set<String> external) {

    /** For messages: what goes in and what comes out. */
    String ports() {
        return "inputs " + inputs + ", outputs " + outputs;
    }
}
