package loupe.train.npad;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import loupe.calibrate.Metrics;
import loupe.calibrate.PixelMetrics;
import loupe.detect.Detectors;
import loupe.detect.ProviderPreference;
import loupe.domain.Detector;
import loupe.domain.Image;
import loupe.domain.ImageSequence;
import loupe.domain.Prediction;
import loupe.domain.Progress;
import loupe.domain.SampleSet;
import loupe.imaging.ImageCodec;
import loupe.imaging.SampleFolders;
import loupe.train.backbone.Backbone;
import loupe.train.backbone.Backbones;

/** Prints what N-pad reaches on a data set: {@code MeasureNpad BACKBONE DATASET…}. Run by hand, no test. */
public final class MeasureNpad {
    private static final int SIDE = 256;

    private MeasureNpad() {}

    public static void main(String[] args) throws Exception {
        Backbone backbone = Backbones.open(args[0]);
        for (String folder : Arrays.asList(args).subList(1, args.length)) {
            measure(backbone, Path.of(folder));
        }
    }

    private static void measure(Backbone backbone, Path folder) throws Exception {
        SampleSet set = SampleFolders.read(folder);
        ImageSequence good = new ImageSequence() {
            @Override
            public int size() {
                return set.training().size();
            }

            @Override
            public Image load(int index) {
                return ImageCodec.read(set.training().get(index));
            }
        };
        long start = System.nanoTime();
        TaughtModel taught = Npad.teach(good, backbone, NpadSettings.DEFAULTS, Progress.NONE);
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf(
                Locale.ROOT,
                "%s: taught %d images in %.1f s %s, omega %.2f, %d bytes%n",
                set.name(),
                good.size(),
                seconds,
                rounded(taught.seconds()),
                taught.omega(),
                taught.onnx().length);
        Path file = Files.createTempFile("npad", ".onnx");
        Files.write(file, taught.onnx());
        try (Detector detector = Detectors.open(file, ProviderPreference.AUTO)) {
            evaluate(set, detector);
        } finally {
            Files.delete(file);
        }
    }

    private static Map<String, String> rounded(Map<String, Double> seconds) {
        Map<String, String> text = new TreeMap<>();
        seconds.forEach((k, v) -> text.put(k.replace("teach.", ""), String.format(Locale.ROOT, "%.1f", v)));
        return text;
    }

    private static void evaluate(SampleSet set, Detector detector) {
        List<Float> good = new ArrayList<>();
        Map<String, List<Float>> defects = new TreeMap<>();
        PixelMetrics pixels = new PixelMetrics();
        List<Long> nanos = new ArrayList<>();
        for (SampleSet.Sample sample : set.test()) {
            Prediction p = detector.predict(ImageCodec.read(sample.image()));
            nanos.add(p.timings().inference());
            (sample.isDefect() ? defects.computeIfAbsent(sample.type(), t -> new ArrayList<>()) : good).add(p.score());
            if (!sample.isDefect() || sample.mask().isPresent()) {
                boolean[] mask =
                        sample.mask().map(m -> mask(ImageCodec.read(m))).orElse(new boolean[SIDE * SIDE]);
                pixels.add(enlarge(p.map().scores(), p.map().width()), mask, SIDE);
            }
        }
        List<Float> all = new ArrayList<>();
        defects.values().forEach(all::addAll);
        nanos.sort(null);
        System.out.printf(
                Locale.ROOT,
                "   image AUROC %.4f  pixel AUROC %.4f  AU-PRO %.4f  run p50 %.1f ms ",
                Metrics.auroc(array(good), array(all)),
                pixels.auroc().orElse(Double.NaN),
                pixels.auPro(0.3).orElse(Double.NaN),
                nanos.get(nanos.size() / 2) / 1e6);
        defects.forEach((t, s) -> System.out.printf(Locale.ROOT, " %s %.3f", t, Metrics.auroc(array(good), array(s))));
        System.out.println();
    }

    private static boolean[] mask(Image image) {
        boolean[] mask = new boolean[SIDE * SIDE];
        int step = image.order().bytesPerPixel();
        for (int i = 0; i < mask.length; i++) {
            int row = i / SIDE;
            int column = i % SIDE;
            int y = (int) ((row + 0.5) * image.height() / SIDE);
            int x = (int) ((column + 0.5) * image.width() / SIDE);
            mask[i] = image.pixels()[(y * image.width() + x) * step] != 0;
        }
        return mask;
    }

    private static float[] enlarge(float[] map, int side) {
        float[] large = new float[SIDE * SIDE];
        for (int i = 0; i < large.length; i++) {
            int row = i / SIDE;
            int column = i % SIDE;
            double y = Math.min(side - 1, Math.max(0, (row + 0.5) * side / SIDE - 0.5));
            double x = Math.min(side - 1, Math.max(0, (column + 0.5) * side / SIDE - 0.5));
            int y0 = (int) y;
            int x0 = (int) x;
            int y1 = Math.min(side - 1, y0 + 1);
            int x1 = Math.min(side - 1, x0 + 1);
            double top = map[y0 * side + x0] * (1 - x + x0) + map[y0 * side + x1] * (x - x0);
            double bottom = map[y1 * side + x0] * (1 - x + x0) + map[y1 * side + x1] * (x - x0);
            large[i] = (float) (top * (1 - y + y0) + bottom * (y - y0));
        }
        return large;
    }

    private static float[] array(List<Float> values) {
        float[] array = new float[values.size()];
        for (int i = 0; i < array.length; i++) {
            array[i] = values.get(i);
        }
        return array;
    }
}
