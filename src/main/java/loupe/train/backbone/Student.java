package loupe.train.backbone;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import loupe.train.gradient.Layers;
import loupe.train.gradient.Layers.Channels;
import loupe.train.graph.ConvShape;

/**
 * The small network that learns another one's features: plain 3 × 3 convolutions, which the runtime's CPU kernels like
 * best. A stem at stride 2, three stages of residual blocks (He et al. 2016) at stride 4, 8 and 16, and a 1 × 1
 * convolution from each to the teacher's channels.
 *
 * @param name of the size, part of the file's name
 * @param stem channels at stride 2
 * @param widths channels of the three stages
 * @param blocks residual blocks of the three stages
 */
public record Student(String name, int stem, List<Integer> widths, List<Integer> blocks) {
    private static final ConvShape THREE = new ConvShape(3, 1, 1, 1);
    private static final ConvShape ONE = ConvShape.valid(1);

    /** Input pixels per cell of the three stages. */
    static final List<Integer> STRIDES = List.of(4, 8, 16);

    /**
     * The sizes that Loupe knows, smallest first. Multiples of 16: what the CPU kernels work on at once. 48 channels at
     * stride 4 are as many numbers as the picture has; with 32 the student never got below 0.47 / 0.48 / 0.56 of the
     * variance in 5,958 steps.
     */
    public static final List<Student> SIZES = List.of(
            new Student("xs", 16, List.of(32, 48, 96), List.of(0, 1, 1)),
            new Student("s", 32, List.of(48, 96, 160), List.of(1, 1, 1)),
            new Student("m", 32, List.of(64, 112, 192), List.of(1, 2, 2)));

    public Student {
        widths = List.copyOf(widths);
        blocks = List.copyOf(blocks);
    }

    /**
     * Describes the network.
     *
     * @param heads the teacher's channels at stride 4, 8 and 16
     * @return the three predictions
     */
    <T> List<T> build(Layers<T> layers, T image, List<Integer> heads) {
        T x = layers.rectified(image, Optional.empty(), "stem", THREE.strided(2), new Channels(3, stem));
        int channels = stem;
        List<T> taps = new ArrayList<>();
        for (int stage = 0; stage < STRIDES.size(); stage++) {
            int width = widths.get(stage);
            String prefix = stage(stage);
            Channels wider = new Channels(channels, width);
            x = layers.rectified(x, Optional.empty(), prefix + ".down", THREE.strided(2), wider);
            for (int b = 0; b < blocks.get(stage); b++) {
                x = residual(layers, x, prefix + ".block" + b, width);
            }
            channels = width;
            taps.add(layers.conv(x, head(stage), ONE, new Channels(width, heads.get(stage)), false));
        }
        return taps;
    }

    private static String stage(int index) {
        return "stage" + (index + 1);
    }

    /** Name of the convolution that predicts a tap. */
    static String head(int tap) {
        return stage(tap) + ".head";
    }

    private static <T> T residual(Layers<T> layers, T x, String name, int width) {
        Channels same = new Channels(width, width);
        T inner = layers.rectified(x, Optional.empty(), name + ".first", THREE, same);
        return layers.rectified(inner, Optional.of(x), name + ".second", THREE, same);
    }
}
