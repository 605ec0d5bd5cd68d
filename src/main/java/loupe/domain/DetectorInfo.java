package loupe.domain;

import java.util.Map;

/**
 * What a detector is and where it really runs.
 *
 * @param sha256 lower-case hex digest of the model file
 * @param bytes size of the model file
 * @param provider execution provider in use ("CPU", "CUDA", …): found by trying, never assumed
 * @param profile how the model is fed and read ("loupe", "anomalib-v2")
 * @param inputWidth model input, pixels; 0 when the model takes any size
 * @param inputHeight model input, pixels; 0 when the model takes any size
 * @param metadata the model's metadata_props
 */
public record DetectorInfo(
        String sha256,
        long bytes,
        String provider,
        String profile,
        int inputWidth,
        int inputHeight,
        Map<String, String> metadata) {
    public DetectorInfo {
        metadata = Map.copyOf(metadata);
    }
}
