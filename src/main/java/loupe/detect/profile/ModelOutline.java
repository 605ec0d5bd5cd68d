package loupe.detect.profile;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The parts of a model file that decide whether and how it is loaded.
 *
 * @param irVersion format version
 * @param opset version of the standard operator set; 0 when not declared
 * @param producer who wrote the file; may be empty
 * @param metadata metadata_props
 * @param inputs in the order of the file, initialisers left out
 * @param outputs in the order of the file
 * @param external locations of external data, as written in the file
 * @param hints what the graph itself gives away
 */
public record ModelOutline(
        long irVersion,
        long opset,
        String producer,
        Map<String, String> metadata,
        List<TensorPort> inputs,
        List<TensorPort> outputs,
        Set<String> external,
        GraphHints hints) {

    /** For messages: what goes in and what comes out. */
    public String ports() {
        return "inputs " + inputs + ", outputs " + outputs;
    }

    public Optional<TensorPort> output(String name) {
        return outputs.stream().filter(p -> p.name().equals(name)).findFirst();
    }
}
