package loupe.train;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import loupe.domain.DisplayScale;

/**
 * What teaching gives back, whatever the method: the file, and what is needed for first thresholds.
 *
 * @param onnx the whole detector, with the held-out scores' quantiles in its metadata ({@link Contract})
 * @param heldOutScores image score of every good image that was taught from, each by a model that had not seen it
 * @param heldOutPeaks highest value of the same images' maps
 * @param display 0 = median of held-out good maps, 1 = a first pixel threshold
 * @param unreadable indices of images that could not be loaded: into the good ones, then into the defects
 * @param suspicious indices of good images whose held-out score stands out, worst first: a person should look
 * @param seconds duration of every phase, in order
 * @param facts what the method found out, for people and for JSON: numbers, texts and maps of those, in order
 * @param beside writes what the method keeps beside a model; called with the model's path after that was written
 */
public record Taught(
        byte[] onnx,
        float[] heldOutScores,
        float[] heldOutPeaks,
        DisplayScale display,
        List<Integer> unreadable,
        List<Integer> suspicious,
        Map<String, Double> seconds,
        Map<String, ?> facts,
        Consumer<Path> beside) {
    public Taught {
        unreadable = List.copyOf(unreadable);
        suspicious = List.copyOf(suspicious);
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    }
}
