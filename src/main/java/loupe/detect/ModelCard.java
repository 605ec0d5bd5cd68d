package loupe.detect;

import java.util.List;
import java.util.Map;
import loupe.detect.profile.TensorPort;

/**
 * What a model file says of itself, read without running it.
 *
 * @param inputs in the order of the file, initialisers left out
 * @param outputs in the order of the file
 * @param opset version of the standard operator set; 0 when not declared
 * @param producer who wrote the file; may be empty
 * @param metadata metadata_props
 * @param sha256 lower-case hex digest of the file
 * @param bytes size of the file, external data not counted
 */
public record ModelCard(
        List<TensorPort> inputs,
        List<TensorPort> outputs,
        long opset,
        String producer,
        Map<String, String> metadata,
        String sha256,
        long bytes) {
    public ModelCard {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        metadata = Map.copyOf(metadata);
    }
}
