package loupe.train.backbone;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What Loupe must know of a backbone besides its file: the JSON card beside it, same name. The network is fed
 * {@code (x · scale − mean) / std} with RGB {@code x} in 0…1.
 *
 * @param name for people and recipes
 * @param taps finest first
 * @param mean three values, in units of the scaled input
 * @param std three values &gt; 0, in units of the scaled input
 * @param scale 1 or 255
 * @param layout how the network takes its image
 * @param pooled true when the features are local averages already, so that N-pad need not average 3 × 3 of them
 * @param inputSize side of the square input that suits the network, pixels; 0 or missing means 256
 * @param licence of the weights
 * @param sha256 of the ONNX file, lower-case hex; empty when it was not recorded
 * @param note anything a person should know, for example that a value is a guess
 * @param training where learned weights come from: teacher, images, steps, seed, errors; empty for others
 */
public record BackboneCard(
        String name,
        List<Tap> taps,
        List<Double> mean,
        List<Double> std,
        double scale,
        Layout layout,
        boolean pooled,
        int inputSize,
        String licence,
        String sha256,
        String note,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, Object> training) {

    /** Order of the input's dimensions. */
    public enum Layout {
        NCHW,
        NHWC
    }

    public BackboneCard {
        if (name == null || taps == null || mean == null || std == null) {
            throw new IllegalArgumentException("name, taps, mean and std are needed");
        }
        layout = layout == null ? Layout.NCHW : layout;
        inputSize = inputSize == 0 ? 256 : inputSize;
        licence = licence == null ? "unknown" : licence;
        sha256 = sha256 == null ? "" : sha256;
        note = note == null ? "" : note;
        training = training == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(training));
        taps = List.copyOf(taps);
        mean = List.copyOf(mean);
        std = List.copyOf(std);
        if (taps.isEmpty()) {
            throw new IllegalArgumentException("taps are missing");
        }
        if (mean.size() != 3 || std.size() != 3 || std.stream().anyMatch(s -> !(s > 0)) || !(scale > 0)) {
            throw new IllegalArgumentException("mean and std need three values each, std and scale above 0");
        }
        if (taps.stream().anyMatch(t -> t.channels() < 1 || t.stride() < 1)) {
            throw new IllegalArgumentException("channels and stride of a tap are 1 or more");
        }
    }
}
