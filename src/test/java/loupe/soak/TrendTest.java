package loupe.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrendTest {
    private final Random random = new Random(4);

    @Test
    void findsASlopeAcrossProcessesOfDifferentLevels() {
        Trend trend = trend(List.of(samples(t -> 100 + 30 * t), samples(t -> 220 + 30 * t)));
        assertThat(trend.slope()).isCloseTo(30, within(1.0));
        assertThat(trend.isFlat()).isFalse();
        assertThat(trend.samples()).isEqualTo(2 * 708);
        assertThat(trend.hours()).isCloseTo(2 * 707 * 5 / 3600.0, within(1e-9));
    }

    @Test
    void noiseIsFlat() {
        Trend trend = trend(List.of(samples(t -> 100)));
        assertThat(trend.slope()).isBetween(-2 * trend.error(), 2 * trend.error());
        assertThat(trend.isFlat()).isTrue();
    }

    @Test
    void theFirstMinuteDoesNotCount() {
        Trend trend = trend(List.of(samples(t -> t < 59 / 3600.0 ? 5000 : 100)));
        assertThat(trend.mean()).isCloseTo(100, within(0.5));
    }

    @Test
    void fewSamplesSayNothing() {
        Trend trend = trend(List.of(samples(t -> 1).subList(0, 18)));
        assertThat(trend.isKnown()).isFalse();
        assertThat(trend.isFlat()).isFalse();
    }

    private static Trend trend(List<List<Told.Measured>> processes) {
        return Trend.of("heap", processes, m -> m.vitals().heapMb());
    }

    /** An hour, every five seconds, with a little noise; the figure as a function of hours. */
    private List<Told.Measured> samples(DoubleUnaryOperator figure) {
        return IntStream.range(0, 720)
                .mapToObj(i -> new Told.Measured(
                        i * 5_000_000_000L,
                        new Vitals(figure.applyAsDouble(i / 720.0) + random.nextGaussian(), 0, 0, 0),
                        1,
                        Told.Counts.NONE))
                .toList();
    }
}
