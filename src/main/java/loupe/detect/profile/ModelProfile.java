package loupe.detect.profile;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How one model is fed and read. Every field can be shown and changed; see {@link ProfileJson}.
 *
 * @param family the family that was recognised, for example {@code anomalib-v2}
 * @param reason why, one English sentence
 * @param input the tensor that takes the picture
 * @param size how pictures are brought to its size
 * @param scale what happens to pixel values
 * @param scalars further inputs, each fed with one number
 * @param reading what the outputs mean
 * @param suggestion thresholds that came with the model
 */
public record ModelProfile(
        String family,
        String reason,
        InputPort input,
        InputSize size,
        InputScale scale,
        Map<String, Double> scalars,
        Reading reading,
        Suggestion suggestion) {
    public ModelProfile {
        scalars = java.util.Collections.unmodifiableMap(new TreeMap<>(scalars));
        if (scale.mean().size() > input.channels() || scale.std().size() > input.channels()) {
            throw new IllegalArgumentException("three means for one channel");
        }
    }

    /** A model of one picture input, read as said, values 0…1. */
    static ModelProfile of(ModelFacts model, String family, Reading reading) {
        return of(model, family, reading, InputSize.DEFAULT);
    }

    /** The same where open sides are fed with {@code side} pixels. */
    static ModelProfile of(ModelFacts model, String family, Reading reading, int side) {
        TensorPort declared = model.picture();
        InputPort port = InputPort.of(model, declared);
        InputSize size = InputSize.of(model, port, declared, side);
        InputScale scale = InputScale.of(model.outline().hints());
        if (port.type() == InputPort.ElementType.UINT8) {
            scale = new InputScale(255, scale.mean(), scale.std(), scale.normalisation());
        }
        return new ModelProfile(family, "", port, size, scale, model.scalars(), reading, Suggestion.NONE);
    }

    public ModelProfile with(String why) {
        return new ModelProfile(family, why, input, size, scale, scalars, reading, suggestion);
    }

    public ModelProfile with(InputPort other) {
        return new ModelProfile(family, reason, other, size, scale, scalars, reading, suggestion);
    }

    public ModelProfile with(InputSize other) {
        return new ModelProfile(family, reason, input, other, scale, scalars, reading, suggestion);
    }

    public ModelProfile with(InputScale other) {
        return new ModelProfile(family, reason, input, size, other, scalars, reading, suggestion);
    }

    public ModelProfile with(Suggestion other) {
        return new ModelProfile(family, reason, input, size, scale, scalars, reading, other);
    }

    /** True when both feed and read alike, whatever led to it. */
    public boolean isSameAs(ModelProfile other) {
        return with(other.reason).equals(other);
    }

    /** Straight from the image into the tensor: no conversion is needed. */
    public boolean isPlain() {
        return input.equals(InputPort.plain(input.name())) && scale.isUnit() && size.fit() == InputSize.Fit.STRETCH;
    }

    /** What a person must still say before the model can judge: the field and the question, English. */
    public List<String> questions() {
        List<String> questions = new ArrayList<>();
        if (reading.read().isEmpty()) {
            questions.add("reading.outputs.NAME: what is each output? One of score, map, class_map, segmentation,"
                    + " classification, reconstruction, features; outputs are "
                    + reading.outputs().keySet());
        }
        if (reading.asksForDefects()) {
            String names = reading.classes().isEmpty() ? "" : " of " + reading.classes();
            questions.add("reading.defects: which classes" + names + " are defects? Indices from 0, as in [1,2]");
        }
        return List.copyOf(questions);
    }
}
