package loupe.detect;

import loupe.detect.profile.Reading;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;

/** What is done to every number that a model gives before anybody compares it. */
final class Values {
    private final boolean sigmoid;
    private final boolean turned;
    private final float top;

    /** For outputs that are a score or a map by themselves. */
    Values(Reading reading) {
        sigmoid = reading.activation() == Reading.Activation.SIGMOID;
        turned = reading.direction() == Reading.Direction.LOWER_IS_WORSE;
        top = reading.range() == Reading.Range.NORMALISED ? 1 : 0;
    }

    /** True when numbers stay as they are. */
    boolean isNothing() {
        return !sigmoid && !turned;
    }

    /** Finite or MOD-06; a probability where the profile says so; turned round where low is bad. */
    float of(float given) {
        float value = sigmoid ? sigmoid(finite(given)) : finite(given);
        return turned ? top - value : value;
    }

    static float finite(float value) {
        if (!Float.isFinite(value)) {
            throw new InspectionFault(FaultCode.MOD_06);
        }
        return value;
    }

    static float sigmoid(float x) {
        return (float) (1 / (1 + Math.exp(-x)));
    }
}
