package loupe.detect;

import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import loupe.detect.profile.ModelProfile;
import loupe.detect.profile.Reading.Role;
import loupe.detect.profile.TensorPort;
import loupe.domain.Image;
import loupe.domain.InspectionFault;
import loupe.domain.PixelOrder;
import loupe.imaging.Palette;

/** Everything that a model gives for one picture, unread: thumbnails by which a person sees what each output is. */
public final class RawOutputs {
    private static final Set<String> NUMBERS =
            Set.of("float32", "float16", "double", "float64", "int64", "int32", "uint8", "int8", "bool", "unknown");
    private static final int MOST = 16;
    private static final int MOST_CLASSES = 100;
    private static final int COLOURS = 3;
    private static final int BAR_HEIGHT = 48;
    private static final int BAR_WIDTH = 4;
    private static final int MOST_BARS = 64;
    private static final int DARK = 0x30123b;

    private RawOutputs() {}

    /**
     * One output.
     *
     * @param shape as it really came
     * @param lowest of the finite values
     * @param highest of the finite values
     * @param picture drawn from the values, lowest to highest; empty for a single number
     * @param guess what its shape suggests
     */
    public record Raw(
            String name, List<Long> shape, float lowest, float highest, Optional<Image> picture, Optional<Role> guess) {
        public Raw {
            shape = List.copyOf(shape);
        }
    }

    /**
     * Feeds a picture as the profile says and reads up to 16 outputs that are numbers. Opens a session of its own.
     *
     * @throws InspectionFault MOD-01…MOD-04, MOD-07, MOD-09
     */
    public static List<Raw> of(Path model, ModelProfile profile, Image image) {
        ModelFile file = ModelFile.read(model);
        List<TensorPort> ports = file.outline().outputs().stream()
                .filter(p -> NUMBERS.contains(p.type()))
                .limit(MOST)
                .toList();
        ports.forEach(p -> OnnxNetwork.checkSize(file.name(), p));
        List<String> names = ports.stream().map(TensorPort::name).toList();
        Feed feed =
                new Feed(profile.input(), profile.size().width(), profile.size().height(), profile.scalars(), names);
        try (OnnxNetwork network =
                        Providers.open(file, feed, ProviderPreference.CPU).network();
                PictureFeeder feeder = new PictureFeeder(profile, network.input())) {
            feeder.feed(image);
            network.run();
            List<Raw> all = new ArrayList<>();
            for (OnnxNetwork.Output output : network.outputs()) {
                all.add(raw(output, typeOf(ports, output.name()), profile));
            }
            return List.copyOf(all);
        }
    }

    private static String typeOf(List<TensorPort> ports, String name) {
        return ports.stream()
                .filter(p -> p.name().equals(name))
                .map(TensorPort::type)
                .findFirst()
                .orElse("");
    }

    private static Raw raw(OnnxNetwork.Output output, String type, ModelProfile profile) {
        float lowest = Float.POSITIVE_INFINITY;
        float highest = Float.NEGATIVE_INFINITY;
        FloatBuffer values = output.values();
        for (int i = 0; i < values.capacity(); i++) {
            float v = values.get(i);
            if (Float.isFinite(v)) {
                lowest = Math.min(lowest, v);
                highest = Math.max(highest, v);
            }
        }
        boolean none = lowest > highest;
        Shape shape = Shape.of(output.shape());
        Scale scale = new Scale(none ? 0 : lowest, none ? 0 : highest);
        return new Raw(
                output.name(),
                output.shape(),
                scale.lowest(),
                scale.highest(),
                draw(values, shape, scale),
                guess(shape, type, profile));
    }

    /** Channels, rows and columns of one picture's slot; one row and column for values without places. */
    private record Shape(int channels, int height, int width) {
        static Shape of(List<Long> shape) {
            List<Long> own = new ArrayList<>(shape);
            while (own.size() > 2 && own.get(0) == 1) {
                own.remove(0);
            }
            int n = own.size();
            boolean vector = n < 2 || own.get(0) == 1 || own.get(n - 1) == 1;
            if (vector || n > COLOURS) {
                long all = 1;
                for (long d : shape) {
                    all *= d;
                }
                return new Shape((int) all, 1, 1);
            }
            long channels = n == COLOURS ? own.get(0) : 1;
            return new Shape((int) channels, (int) (long) own.get(n - 2), (int) (long) own.get(n - 1));
        }

        boolean hasPlaces() {
            return height > 1 || width > 1;
        }
    }

    /** Lowest to highest as 0…1. */
    private record Scale(float lowest, float highest) {
        double of(float v) {
            return highest > lowest && Float.isFinite(v) ? (v - lowest) / (highest - lowest) : 0;
        }
    }

    private static Optional<Role> guess(Shape shape, String type, ModelProfile profile) {
        boolean whole = type.startsWith("int") || type.equals("uint8");
        if (type.equals("bool")) {
            return Optional.of(shape.hasPlaces() ? Role.MASK : Role.LABEL);
        }
        if (!shape.hasPlaces()) {
            boolean classes = shape.channels() <= MOST_CLASSES && !whole;
            return shape.channels() == 1
                    ? Optional.of(whole ? Role.LABEL : Role.SCORE)
                    : Optional.of(classes ? Role.CLASSIFICATION : Role.FEATURES);
        }
        if (shape.channels() == 1) {
            return Optional.of(whole ? Role.CLASS_MAP : Role.MAP);
        }
        boolean asFed = shape.channels() == profile.input().channels()
                && shape.width() == profile.size().width()
                && shape.height() == profile.size().height();
        if (asFed) {
            return Optional.of(Role.RECONSTRUCTION);
        }
        return Optional.of(shape.channels() <= MOST_CLASSES / 4 ? Role.SEGMENTATION : Role.FEATURES);
    }

    private static Optional<Image> draw(FloatBuffer values, Shape shape, Scale scale) {
        if (!shape.hasPlaces()) {
            return shape.channels() < 2 ? Optional.empty() : Optional.of(bars(values, shape.channels(), scale));
        }
        int n = shape.width() * shape.height();
        byte[] pixels = new byte[n * COLOURS];
        boolean coloured = shape.channels() == COLOURS;
        for (int i = 0; i < n; i++) {
            int rgb = coloured ? 0 : Palette.TURBO.argb(mean(values, shape.channels(), n, i, scale));
            for (int c = 0; c < COLOURS; c++) {
                pixels[i * COLOURS + c] =
                        (byte) (coloured ? Math.round(255 * scale.of(values.get(c * n + i))) : rgb >> (16 - 8 * c));
            }
        }
        return Optional.of(new Image(shape.width(), shape.height(), PixelOrder.RGB8, pixels));
    }

    private static double mean(FloatBuffer values, int channels, int n, int i, Scale scale) {
        double sum = 0;
        for (int c = 0; c < channels; c++) {
            sum += scale.of(values.get(c * n + i));
        }
        return sum / channels;
    }

    /** A bar for each value. */
    private static Image bars(FloatBuffer values, int count, Scale scale) {
        int bars = Math.min(MOST_BARS, count);
        int width = bars * BAR_WIDTH;
        byte[] pixels = new byte[width * BAR_HEIGHT * COLOURS];
        for (int x = 0; x < width; x++) {
            double value = scale.of(values.get(x / BAR_WIDTH));
            for (int y = 0; y < BAR_HEIGHT; y++) {
                boolean inside = x % BAR_WIDTH > 0 && BAR_HEIGHT - y <= 1 + value * (BAR_HEIGHT - 2);
                int rgb = inside ? Palette.TURBO.argb(value) : DARK;
                for (int c = 0; c < COLOURS; c++) {
                    pixels[(y * width + x) * COLOURS + c] = (byte) (rgb >> (16 - 8 * c));
                }
            }
        }
        return new Image(width, BAR_HEIGHT, PixelOrder.RGB8, pixels);
    }
}
