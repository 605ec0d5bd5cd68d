package loupe.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import loupe.domain.DefectClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever sees two kinds of cones only still sees eight colours. */
class ClassColoursTest {
    /** Machado, Oliveira and Fernandes 2009, severity 1, on linear RGB; the first is full vision. */
    private static final List<double[]> VISION = List.of(
            new double[] {1, 0, 0, 0, 1, 0, 0, 0, 1},
            new double[] {0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998},
            new double[] {0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881},
            new double[] {1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.303900});

    private static final double[] TO_XYZ = {
        0.4124564, 0.3575761, 0.1804375, 0.2126729, 0.7151522, 0.0721750, 0.0193339, 0.1191920, 0.9503041
    };

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void anyTwoAreFarApart(int vision) {
        for (int i = 0; i < ClassColours.COUNT; i++) {
            for (int k = 0; k < i; k++) {
                double[] a = lab(ClassColours.argb(DefectClass.unnamed(i)), VISION.get(vision));
                double[] b = lab(ClassColours.argb(DefectClass.unnamed(k)), VISION.get(vision));
                double apart = Math.sqrt(
                        (a[0] - b[0]) * (a[0] - b[0]) + (a[1] - b[1]) * (a[1] - b[1]) + (a[2] - b[2]) * (a[2] - b[2]));
                assertThat(apart).as("CIE 1976 distance of %d and %d", i, k).isGreaterThan(15);
            }
        }
    }

    private static double[] lab(int argb, double[] vision) {
        double[] rgb = new double[3];
        for (int c = 0; c < 3; c++) {
            double v = (argb >> (16 - 8 * c) & 0xff) / 255.0;
            rgb[c] = v <= 0.04045 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4);
        }
        double[] seen = times(vision, rgb);
        for (int c = 0; c < 3; c++) {
            seen[c] = Math.min(1, Math.max(0, seen[c]));
        }
        double[] xyz = times(TO_XYZ, seen);
        double x = f(xyz[0] / 0.95047);
        double y = f(xyz[1]);
        double z = f(xyz[2] / 1.08883);
        return new double[] {116 * y - 16, 500 * (x - y), 200 * (y - z)};
    }

    private static double f(double t) {
        return t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16 / 116.0;
    }

    private static double[] times(double[] m, double[] v) {
        double[] out = new double[3];
        for (int i = 0; i < 9; i++) {
            out[Math.floorDiv(i, 3)] += m[i] * v[i % 3];
        }
        return out;
    }
}
