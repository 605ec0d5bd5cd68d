package loupe.train.repair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NoiseCurveTest {
    /** EMVA 1288's camera: variance grows with the light, from that of the dark. */
    private static float variance(float light) {
        return 2e-5f + 3e-4f * light;
    }

    private static NoiseCurve camera(List<float[]> residuals, List<float[]> lights) {
        Random random = new Random(3);
        for (int k = 0; k < 4; k++) {
            float[] residual = new float[4000];
            float[] light = new float[4000];
            for (int i = 0; i < light.length; i++) {
                light[i] = 0.1f + 0.7f * random.nextFloat();
                residual[i] = (float) (variance(light[i]) * Math.pow(random.nextGaussian(), 2));
            }
            residuals.add(residual);
            lights.add(light);
        }
        return NoiseCurve.of(residuals, lights);
    }

    @Test
    void whatTheLightExplainsIsDividedAway() {
        List<float[]> residuals = new ArrayList<>();
        List<float[]> lights = new ArrayList<>();
        NoiseCurve curve = camera(residuals, lights);
        assertThat(curve.light()).isSorted().hasSize(16);
        for (int i = 0; i < 16; i++) {
            float expected = variance(curve.light()[i]);
            assertThat(curve.level()[i]).isCloseTo(expected, within(0.2f * expected));
        }
        double dark = 0;
        double bright = 0;
        int darks = 0;
        float[] divided = curve.divide(residuals.get(0), lights.get(0));
        for (int i = 0; i < divided.length; i++) {
            boolean isDark = lights.get(0)[i] < 0.45f;
            dark += isDark ? divided[i] : 0;
            bright += isDark ? 0 : divided[i];
            darks += isDark ? 1 : 0;
        }
        assertThat(dark / darks).isCloseTo(1, within(0.1));
        assertThat(bright / (divided.length - darks)).isCloseTo(1, within(0.1));
    }

    /** The graph adds ramps up where this class interpolates: the same curve. */
    @Test
    void bendsAddUpToTheCurve() {
        NoiseCurve curve = new NoiseCurve(new float[] {0.1f, 0.3f, 0.7f}, new float[] {4, 2, 8});
        float[] bends = curve.bends();
        float[] lights = {0, 0.1f, 0.2f, 0.3f, 0.5f, 0.7f, 1};
        float[] levels = {4, 4, 3, 2, 5, 8, 8};
        for (int i = 0; i < lights.length; i++) {
            double sum = curve.level()[0];
            for (int k = 0; k < bends.length; k++) {
                sum += bends[k] * Math.max(0, lights[i] - curve.light()[k]);
            }
            assertThat(sum).isCloseTo(levels[i], within(1e-5));
            assertThat(curve.divide(new float[] {1}, new float[] {lights[i]})[0])
                    .isCloseTo(1 / levels[i], within(1e-6f));
        }
    }

    @Test
    void oneLightOrNoNoiseAtAllGivesFiniteValues() {
        NoiseCurve flat = NoiseCurve.of(List.of(new float[64]), List.of(new float[64]));
        assertThat(flat.light()).hasSize(1);
        assertThat(flat.divide(new float[64], new float[64])).containsOnly(0f);
        assertThat(flat.divide(new float[] {0}, new float[] {1})).containsOnly(0f);
    }
}
