package loupe.calibrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import loupe.calibrate.DriftLamp.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DriftLampTest {
    private static final int LOOKS = 20_000;

    /** Skewed as scores of real detectors are. */
    private static float[] scores(Random random, int count, double shift) {
        float[] scores = new float[count];
        for (int i = 0; i < count; i++) {
            scores[i] = (float) Math.exp(0.4 * random.nextGaussian() + shift);
        }
        return scores;
    }

    private static float[] passed(float[] scores, double limit) {
        double[] below = IntStream.range(0, scores.length)
                .mapToDouble(i -> scores[i])
                .filter(s -> s < limit)
                .toArray();
        float[] passed = new float[below.length];
        for (int i = 0; i < passed.length; i++) {
            passed[i] = (float) below[i];
        }
        return passed;
    }

    /** 20,000 looks at lines where nothing changed: each rate within 4 standard errors of what is promised. */
    @ParameterizedTest
    @CsvSource({"40, 300, 1.9", "100, 100, 3", "100, 300, 1.9", "300, 300, 1.2"})
    void isFalseAsOftenAsItSays(int calibration, int recent, double limit) {
        Random random = new Random(11);
        int amber = 0;
        int red = 0;
        for (int i = 0; i < LOOKS; i++) {
            float[] good = scores(random, calibration, 0);
            State state = DriftLamp.of(good, passed(scores(random, recent, 0), limit), limit)
                    .state();
            amber += state == State.AMBER || state == State.RED ? 1 : 0;
            red += state == State.RED ? 1 : 0;
        }
        assertThat(amber / (double) LOOKS).isLessThan(DriftLamp.AMBER + 4 * error(DriftLamp.AMBER));
        assertThat(red / (double) LOOKS).isLessThan(DriftLamp.RED + 4 * error(DriftLamp.RED));
        assertThat(amber / (double) LOOKS).as("not blind").isGreaterThan(DriftLamp.AMBER / 2);
    }

    private static double error(double rate) {
        return Math.sqrt(rate * (1 - rate) / LOOKS);
    }

    @Test
    void seesALampThatAges() {
        Random random = new Random(3);
        float[] good = scores(random, 100, 0);
        int red = 0;
        for (int i = 0; i < 200; i++) { // half a standard deviation of the scores' logarithm
            red += DriftLamp.of(good, passed(scores(random, 300, 0.2), 3), 3).state() == State.RED ? 1 : 0;
        }
        assertThat(red).isGreaterThan(150);
    }

    @Test
    void tenthsAreEvenWithoutDriftAndLeanWithIt() {
        Random random = new Random(5);
        float[] good = scores(random, 5_000, 0);
        DriftLamp even = DriftLamp.of(good, scores(random, 5_000, 0), 1e9);
        assertThat(Arrays.stream(even.pValues()).sum()).isEqualTo(5_000);
        assertThat(Arrays.stream(even.pValues())).allSatisfy(n -> assertThat(n).isBetween(400, 600));
        DriftLamp worse = DriftLamp.of(good, scores(random, 5_000, 0.4), 1e9);
        assertThat(worse.pValues()[0]).isGreaterThan(5 * worse.pValues()[9]);
        assertThat(worse.drift().shift()).isGreaterThan(0.7);
    }

    @Test
    void tooFewSayNothing() {
        float[] few = scores(new Random(1), 19, 0);
        float[] many = scores(new Random(2), 400, 0);
        assertThat(DriftLamp.of(few, many, 1e9).state()).isEqualTo(State.DARK);
        assertThat(DriftLamp.of(many, few, 1e9).state()).isEqualTo(State.DARK);
        assertThat(DriftLamp.of(many, many, 0).state()).isEqualTo(State.DARK);
        assertThat(DriftLamp.of(new float[0], many, 1).state()).isEqualTo(State.DARK);
        float[] equal = new float[50];
        assertThat(DriftLamp.of(equal, equal, 1).state()).as("all scores equal").isEqualTo(State.GREEN);
    }
}
