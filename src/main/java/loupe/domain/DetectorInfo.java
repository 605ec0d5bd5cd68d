package loupe.domain;

import java.util.List;
import java.util.Map;

/**
 * What a detector is and where it really runs.
 *
 * @param sha256 lower-case hex digest of the model file
 * @param bytes size of the model file
 * @param provider execution provider in use ("CPU", "CUDA", …): found by trying, never assumed
 * @param profile how the model is fed and read ("loupe", "anomalib-v2")
 * @param inputWidth pixels that the model is fed, whatever else it would take
 * @param inputHeight as {@code inputWidth}
 * @param metadata the model's metadata_props
 * @param classes of defects that it tells apart; empty for most
 */
public record DetectorInfo(
        String sha256,
        long bytes,
        String provider,
        String profile,
        int inputWidth,
        int inputHeight,
        Map<String, String> metadata,
        List<DefectClass> classes) {
    public DetectorInfo {
        metadata = Map.copyOf(metadata);
        classes = List.copyOf(classes);
    }

    /** Of a model that tells no classes apart. */
    @SuppressWarnings("checkstyle:parameternumber") // the record's own components
    public DetectorInfo(
            String sha256,
            long bytes,
            String provider,
            String profile,
            int inputWidth,
            int inputHeight,
            Map<String, String> metadata) {
        this(sha256, bytes, provider, profile, inputWidth, inputHeight, metadata, List.of());
    }
}
