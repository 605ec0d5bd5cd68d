package loupe.calibrate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ZeroMissTest {
    /** Good 1, 2, 3, 6; defects 3, 5, 7, 8. By hand: at 3 TNR ½, at 5 TPR ¾ and TNR ¾, at 7 TPR ½ and TNR 1. */
    @Test
    void equalsTheHandComputedCase() {
        ZeroMiss found = ZeroMiss.of(Scoreboard.of(new float[] {6, 1, 3, 2}, new float[] {8, 3, 7, 5}));
        assertThat(found.accuracyZfn()).hasValue(0.75);
        assertThat(found.threshold()).hasValue(3);
        assertThat(found.accuracy()).hasValue(0.75);
        assertThat(found.auroc()).hasValue((2.5 + 3 + 4 + 4) / 16);
    }

    @Test
    void oneClassAloneSaysNothing() {
        assertThat(ZeroMiss.of(Scoreboard.of(new float[] {1}, new float[0])).auroc())
                .isEmpty();
    }
}
