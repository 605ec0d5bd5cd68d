package loupe.calibrate;

import java.math.BigDecimal;
import java.util.Arrays;

/** Policies as people type them. */
final class PolicyText {
    private static final double DEFAULT_ALPHA = 0.01;
    private static final long SEED = 1;

    private PolicyText() {}

    static Policy parse(String text) {
        String[] halves = text.strip().split("[=:]", 2);
        double[] numbers = halves.length == 1 ? new double[0] : numbers(halves[1], text);
        return switch (halves[0]) {
            case "zero-miss" -> new Policy.ZeroMiss(at(numbers, 0, 1, 0, text));
            case "misses" -> new Policy.Misses(whole(at(numbers, 0, 1, Double.NaN, text), text));
            case "false-alarms" -> falseAlarms(numbers, text);
            case "cost" -> cost(numbers, text);
            case "f1" -> {
                require(numbers.length == 0, text + " takes no number");
                yield new Policy.BestF1();
            }
            case "tail" -> new Policy.Tail(at(numbers, 0, 1, 1e-4, text), SEED);
            case "good-only" -> new Policy.GoodOnly(at(numbers, 0, 1, DEFAULT_ALPHA, text));
            default ->
                throw new IllegalArgumentException("“" + text + "” is not a policy; it is one of zero-miss, "
                        + "misses=K, false-alarms=ALPHA[:CONFIDENCE], cost=MISS:FALSE:RATE[:REVIEW], f1, tail=Q, "
                        + "good-only[=ALPHA]");
        };
    }

    private static Policy falseAlarms(double[] numbers, String text) {
        double alpha = at(numbers, 0, 2, DEFAULT_ALPHA, text);
        return numbers.length == 2 ? new Policy.SureFalseAlarms(alpha, numbers[1]) : new Policy.FalseAlarms(alpha);
    }

    private static Policy cost(double[] n, String text) {
        require(n.length == 3 || n.length == 4, "cost=MISS:FALSE:RATE[:REVIEW], not “" + text + "”");
        return new Policy.LeastCost(new CostModel(n[0], n[1], n.length == 4 ? n[3] : Double.NaN, n[2]));
    }

    private static double[] numbers(String text, String whole) {
        try {
            return Arrays.stream(text.split(":", -1))
                    .mapToDouble(Double::parseDouble)
                    .toArray();
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("“" + whole + "” holds something that is not a number", e);
        }
    }

    private static double at(double[] numbers, int index, int most, double otherwise, String text) {
        require(numbers.length <= most, "“" + text + "” holds too many numbers");
        double value = index < numbers.length ? numbers[index] : otherwise;
        require(Double.isFinite(value), "“" + text + "” needs a number");
        return value;
    }

    private static int whole(double value, String text) {
        require(value == Math.rint(value) && Math.abs(value) < 1e9, "“" + text + "” needs a whole number");
        return (int) value;
    }

    static void requireShare(double share) {
        require(share > 0 && share < 1, "a share must lie between 0 and 1, not " + share);
    }

    static void require(boolean condition, String reason) {
        if (!condition) {
            throw new IllegalArgumentException(reason);
        }
    }

    static String plain(double value) {
        return new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
    }
}
