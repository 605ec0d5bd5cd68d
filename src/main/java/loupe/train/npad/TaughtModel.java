package loupe.train.npad;

import java.util.List;
import java.util.Map;
import loupe.domain.DisplayScale;
import loupe.train.Taught;

/**
 * What teaching gives back: the file, and what is needed for first thresholds without any defect.
 *
 * @param onnx the whole detector; the same images, backbone and settings always give the same bytes
 * @param heldOutScores image score of every good image that was taught from, each by a model that had not seen it
 * @param heldOutPeaks highest value of the same images' maps
 * @param display 0 = median of held-out good maps, 1 = their 99.9 % quantile (a first pixel threshold)
 * @param suspicious indices of good images whose held-out score stands out, worst first: a person should look
 * @param dropped indices that were left out because the settings asked for it
 * @param unreadable indices of images that could not be loaded
 * @param seconds duration of every phase, in order
 * @param sums from which images can be added later
 */
public record TaughtModel(
        byte[] onnx,
        float[] heldOutScores,
        float[] heldOutPeaks,
        DisplayScale display,
        List<Integer> suspicious,
        List<Integer> dropped,
        List<Integer> unreadable,
        Map<String, Double> seconds,
        NpadSums sums) {
    public TaughtModel {
        suspicious = List.copyOf(suspicious);
        dropped = List.copyOf(dropped);
        unreadable = List.copyOf(unreadable);
    }

    /** The same as every method gives it back; the sums go beside the model. */
    public Taught taught() {
        return new Taught(
                onnx,
                heldOutScores,
                heldOutPeaks,
                display,
                unreadable,
                suspicious,
                seconds,
                Map.of("freedom", sums.freedom()),
                model -> sums.write(NpadSums.beside(model)));
    }

    TaughtModel judged(List<Integer> standingOut, List<Integer> leftOut) {
        return new TaughtModel(
                onnx, heldOutScores, heldOutPeaks, display, standingOut, leftOut, unreadable, seconds, sums);
    }
}
