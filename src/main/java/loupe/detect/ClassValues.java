package loupe.detect;

import java.nio.FloatBuffer;
import java.util.List;
import loupe.detect.profile.Reading;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;

/** The probability that something is one of the defect classes, from a value for each class. */
final class ClassValues {
    private final FloatBuffer given;
    private final int classes;
    private final int step;
    private final int[] defects;
    private final Reading.Activation activation;

    /**
     * Values of classes that lie {@code step} apart.
     *
     * @param classes how many there are, ≥ 1
     */
    ClassValues(FloatBuffer given, int classes, int step, Reading reading) {
        this.given = given;
        this.classes = classes;
        this.step = step;
        this.activation = reading.activation();
        this.defects = reading.defects().stream().mapToInt(Integer::intValue).toArray();
    }

    static boolean fits(List<Integer> defects, int classes) {
        return defects.stream().allMatch(d -> d < classes);
    }

    static InspectionFault refused(String file, OnnxNetwork.Output output, Reading reading) {
        String reason =
                "its output " + output.name() + " is " + output.shape() + " and has no classes " + reading.defects();
        return new InspectionFault(FaultCode.MOD_02, file, reason);
    }

    /** The likeliest defect of the values that begin at {@code at}, as its place among the defects from 1. */
    short kind(int at) {
        int best = 0;
        for (int k = 1; k < defects.length; k++) {
            best = given.get(at + defects[k] * step) > given.get(at + defects[best] * step) ? k : best;
        }
        return (short) (best + 1);
    }

    /** Index of the likeliest of all classes. */
    int winner(int at) {
        int best = 0;
        for (int c = 1; c < classes; c++) {
            best = given.get(at + c * step) > given.get(at + best * step) ? c : best;
        }
        return best;
    }

    /** Of the values that begin at {@code at}; MOD-06 when one of all classes is not finite. */
    float at(int at) {
        float highest = Float.NEGATIVE_INFINITY;
        for (int c = 0; c < classes; c++) {
            highest = Math.max(highest, Values.finite(given.get(at + c * step)));
        }
        return switch (activation) {
            case SOFTMAX -> softmax(at, highest);
            case SIGMOID -> Values.sigmoid(best(at));
            case INDEPENDENT -> best(at);
            case NONE -> sum(at);
        };
    }

    private float softmax(int at, float highest) {
        double all = 0;
        for (int c = 0; c < classes; c++) {
            all += Math.exp(given.get(at + c * step) - highest);
        }
        double bad = 0;
        for (int d : defects) {
            bad += Math.exp(given.get(at + d * step) - highest);
        }
        return (float) (bad / all);
    }

    /** Independent classes: the worst counts. */
    private float best(int at) {
        float best = Float.NEGATIVE_INFINITY;
        for (int d : defects) {
            best = Math.max(best, given.get(at + d * step));
        }
        return best;
    }

    private float sum(int at) {
        float sum = 0;
        for (int d : defects) {
            sum += given.get(at + d * step);
        }
        return sum;
    }
}
