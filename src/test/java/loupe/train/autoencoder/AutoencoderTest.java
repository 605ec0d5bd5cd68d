package loupe.train.autoencoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import loupe.NeedsPyTorch;
import loupe.detect.FeatureMap;
import loupe.detect.FeatureNetwork;
import loupe.domain.Image;
import loupe.domain.InspectionFault;
import loupe.domain.PixelOrder;
import loupe.train.Quantiles;
import loupe.train.gradient.Step;
import loupe.train.gradient.Torch;
import loupe.train.gradient.TorchLayers;
import loupe.train.gradient.Weights;
import loupe.train.repair.RepairFolder;
import loupe.train.repair.RepairResult;
import loupe.train.repair.RepairSettings;
import loupe.train.repair.RepairTraining;
import loupe.train.repair.RepairWatcher;
import loupe.train.repair.Textures;
import org.hipparchus.analysis.interpolation.LinearInterpolator;
import org.hipparchus.analysis.polynomials.PolynomialSplineFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
@NeedsPyTorch
class AutoencoderTest {
    private static final int SIDE = Textures.SIDE;
    private static final int[] SIGNS = {-1, 1};
    private static final int LOOKS = 4;
    private static final RepairSettings SETTINGS = new RepairSettings(64, 2, 12, 0, 7, 1);
    private static final Autoencoder.Kind TINY =
            new Autoencoder.Kind(new AutoencoderNetwork("tiny", List.of(8, 16), 1, List.of(1, 4), true), true);

    @TempDir
    private Path temp;

    @Test
    void theFileEqualsTheTrainedNetwork() throws IOException {
        RepairFolder folder = pictures("parity", 10);
        RepairSettings settings = new RepairSettings(96, 2, 3, 0, 7, 1);
        RepairTraining.run(
                Autoencoder.Kind.SMALL.job(folder, false, 1e9),
                settings,
                Autoencoder.Kind.SMALL.maker(settings),
                step -> {});
        Image image = Textures.of(99);
        float[] planes = Textures.planes(image);
        float[] trained;
        List<List<float[]>> good = new ArrayList<>();
        List<float[]> lights = new ArrayList<>();
        try (Torch torch = Torch.start(1);
                Weights weights = new Weights(torch, 1, Textures.best(folder));
                NDManager scope = torch.scope()) {
            trained = repaired(weights, scope, planes);
            for (int i = 0; i < 10; i++) {
                float[] one = Textures.planes(Textures.of(i));
                float[] repaired = repaired(weights, scope, one);
                good.add(looks(one, repaired));
                lights.add(light(repaired));
            }
            assertThat(weights.count()).as("a quarter of a million").isBetween(200_000L, 320_000L);
        }
        try (FeatureNetwork file = FeatureNetwork.open(Files.readAllBytes(folder.model()), SIDE, SIDE)) {
            List<FeatureMap> outputs = file.extract(image);
            assertThat(outputs)
                    .extracting(FeatureMap::name)
                    .containsExactly("anomaly_map", "pred_score", "reconstruction");
            assertThat(outputs.get(2).values()).containsExactly(trained, within(1e-4f));
            float[] map = new float[SIDE * SIDE / 4];
            List<float[]> residuals = looks(planes, trained);
            for (int k = 0; k < LOOKS; k++) {
                int look = k;
                List<float[]> maps = good.stream().map(l -> l.get(look)).toList();
                double[][] curve = noiseCurve(maps, lights);
                List<float[]> divided = IntStream.range(0, 10)
                        .mapToObj(i -> byNoise(maps.get(i), lights.get(i), curve))
                        .toList();
                float[] own = inUnits(byNoise(residuals.get(k), light(trained), curve), divided);
                for (int i = 0; i < map.length; i++) {
                    map[i] = k == 0 ? own[i] : Math.max(map[i], own[i]);
                }
            }
            assertThat(outputs.get(0).values()).containsExactly(map, within(1e-4f));
            assertThat(outputs.get(1).values()[0]).isCloseTo((float) top(map), within(1e-4f));
        }
    }

    /** Mean of the highest 0.2 % of 64 × 64. */
    private static double top(float[] map) {
        float[] sorted = map.clone();
        Arrays.sort(sorted);
        double top = 0;
        for (int i = sorted.length - 8; i < sorted.length; i++) {
            top += sorted[i] / 8;
        }
        return top;
    }

    /** One is the median score of the good pictures. */
    private static float[] inUnits(float[] map, List<float[]> good) {
        double[] scores = good.stream()
                .mapToDouble(g -> top(standardised(g, good)))
                .sorted()
                .toArray();
        float[] result = standardised(map, good);
        for (int i = 0; i < result.length; i++) {
            result[i] /= (float) Math.max(1, scores[scores.length / 2]);
        }
        return result;
    }

    /** Mean of the answers to the picture and to its mirror image. */
    private static float[] repaired(Weights weights, NDManager scope, float[] planes) {
        float[] own = asked(weights, scope, planes);
        float[] other = flipped(asked(weights, scope, flipped(planes)));
        float[] mean = new float[own.length];
        for (int i = 0; i < mean.length; i++) {
            mean[i] = Math.max(0, Math.min(1, (own[i] + other[i]) / 2));
        }
        return mean;
    }

    private static float[] flipped(float[] planes) {
        float[] flipped = new float[planes.length];
        for (int i = 0; i < planes.length; i++) {
            flipped[i] = planes[i - i % SIDE + SIDE - 1 - i % SIDE];
        }
        return flipped;
    }

    /** As the file does it: 16 mirrored pixels around, cut off again. */
    private static float[] asked(Weights weights, NDManager scope, float[] planes) {
        int margin = 16;
        int wide = SIDE + 2 * margin;
        float[] larger = new float[3 * wide * wide];
        for (int i = 0; i < larger.length; i++) {
            int y = mirror(i / wide % wide - margin, SIDE);
            int x = mirror(i % wide - margin, SIDE);
            larger[i] = planes[(i / wide / wide * SIDE + y) * SIDE + x];
        }
        return AutoencoderNetwork.SMALL
                .repair(new TorchLayers(weights, false), scope.create(larger, new Shape(1, 3, wide, wide)))
                .get(":, :, " + margin + ":" + (margin + SIDE) + ", " + margin + ":" + (margin + SIDE))
                .toFloatArray();
    }

    /** Means of light and residual of sixteen equal shares of all places, the darkest first. */
    private static double[][] noiseCurve(List<float[]> maps, List<float[]> lights) {
        float[] light = Quantiles.join(lights);
        float[] residual = Quantiles.join(maps);
        int[] order = IntStream.range(0, light.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> light[i]))
                .mapToInt(i -> i)
                .toArray();
        double tenth = 0.1
                * IntStream.of(order).mapToDouble(i -> residual[i]).average().orElseThrow();
        double least = Math.max(tenth, 1 / (12.0 * 255 * 255));
        List<double[]> knots = new ArrayList<>();
        for (int k = 0; k < 16; k++) {
            int[] share = Arrays.copyOfRange(order, order.length * k / 16, order.length * (k + 1) / 16);
            double at = IntStream.of(share).mapToDouble(i -> light[i]).average().orElseThrow();
            double level =
                    IntStream.of(share).mapToDouble(i -> residual[i]).average().orElseThrow();
            if (knots.isEmpty() || at - knots.get(knots.size() - 1)[0] >= 1 / 255.0) {
                knots.add(new double[] {at, Math.max(least, level)});
            }
        }
        return knots.toArray(double[][]::new);
    }

    private static float[] byNoise(float[] map, float[] light, double[][] curve) {
        double[] x = Arrays.stream(curve).mapToDouble(k -> k[0]).toArray();
        double[] y = Arrays.stream(curve).mapToDouble(k -> k[1]).toArray();
        PolynomialSplineFunction line = new LinearInterpolator().interpolate(x, y);
        float[] divided = new float[map.length];
        for (int i = 0; i < map.length; i++) {
            divided[i] = (float) (map[i] / line.value(Math.min(x[x.length - 1], Math.max(x[0], light[i]))));
        }
        return divided;
    }

    /** In deviations from the maps of good pictures, in plain Java: methods/autoencoder.md has the formulas. */
    private static float[] standardised(float[] map, List<float[]> good) {
        int n = good.size();
        double[] quartiles =
                good.stream().mapToDouble(AutoencoderTest::quartile).sorted().toArray();
        double typical = quartiles[n / 2];
        double[][] all = good.stream().map(g -> divided(g, typical)).toArray(double[][]::new);
        double everywhere =
                Arrays.stream(all).flatMapToDouble(Arrays::stream).average().orElseThrow();
        int places = map.length;
        double[] mean = new double[places];
        double[] squares = new double[places];
        for (int i = 0; i < places; i++) {
            int place = i;
            double sum = Arrays.stream(all).mapToDouble(a -> a[place]).sum();
            double mu = (sum + 5 * everywhere) / (n + 5);
            mean[i] = mu;
            squares[i] = Arrays.stream(all)
                    .mapToDouble(a -> Math.pow(a[place] - mu, 2))
                    .sum();
        }
        double common = Arrays.stream(squares).sum() / places / n;
        double[] own = divided(map, typical);
        float[] result = new float[places];
        for (int i = 0; i < places; i++) {
            result[i] = (float) ((own[i] - mean[i]) / Math.sqrt((squares[i] + 5 * common) / (n + 5)));
        }
        return result;
    }

    private static double quartile(float[] map) {
        float[] sorted = map.clone();
        Arrays.sort(sorted);
        return sorted[map.length * 3 / 4];
    }

    private static double[] divided(float[] map, double typical) {
        double by = quartile(map) + 0.1 * typical;
        return IntStream.range(0, map.length).mapToDouble(i -> map[i] / by).toArray();
    }

    @Test
    void sameSeedSameFileAlsoWhenStoppedOnTheWay() throws IOException {
        RepairFolder whole = pictures("whole", 10);
        RepairResult first = train(whole, SETTINGS, false, step -> {});
        RepairFolder cut = pictures("cut", 10);
        assertThatThrownBy(() -> train(cut, SETTINGS, false, new RepairWatcher() {
                    private long steps;

                    @Override
                    public void step(Step step) {
                        steps = step.step();
                    }

                    @Override
                    public boolean isStopped() {
                        return steps == 5;
                    }
                }))
                .hasMessageContaining("OPS-01");
        List<Long> steps = new ArrayList<>();
        RepairResult second = train(cut, SETTINGS, true, step -> steps.add(step.step()));
        assertThat(steps.get(0)).isEqualTo(6);
        assertThat(cut.model()).hasSameBinaryContentAs(whole.model());
        assertThat(second.heldOutScores()).containsExactly(first.heldOutScores());
        assertThat(RepairResult.read(cut.result()).facts())
                .containsEntry("steps", 12)
                .containsKey("engine");
        assertThat(cut.preview()).exists();
        assertThatThrownBy(() -> train(cut, new RepairSettings(64, 2, 12, 0, 8, 1), true, step -> {}))
                .as("another seed is another training")
                .hasMessageContaining("TEA-06");
    }

    /** Trained on stripes of one kind, a blot on them stands out; that is what the corruption is for. */
    @Test
    void repairsWhatDoesNotBelong() {
        RepairFolder folder = pictures("learn", 20);
        RepairResult result = train(folder, new RepairSettings(64, 4, 200, 0, 3, 1), false, step -> {});
        Image good = Textures.of(501);
        byte[] pixels = good.pixels().clone();
        for (int y = 60; y < 72; y++) {
            Arrays.fill(pixels, 3 * (y * SIDE + 40), 3 * (y * SIDE + 52), (byte) 10);
        }
        Image bad = new Image(SIDE, SIDE, PixelOrder.RGB8, pixels);
        float worstGood = 0;
        for (float s : result.heldOutScores()) {
            worstGood = Math.max(worstGood, s);
        }
        try (FeatureNetwork file = FeatureNetwork.open(bytes(folder.model()), SIDE, SIDE)) {
            assertThat(file.extract(bad).get(1).values()[0]).isGreaterThan(worstGood);
            assertThat(result.display().one()).isGreaterThan(result.display().zero());
        }
    }

    @Test
    void tooFewPicturesAreRefused() {
        assertThatThrownBy(() -> train(pictures("none", 0), SETTINGS, false, step -> {}))
                .isInstanceOf(InspectionFault.class)
                .hasMessageContaining("TEA-01");
        assertThatThrownBy(() -> train(pictures("one", 1), SETTINGS, false, step -> {}))
                .hasMessageContaining("TEA-01");
    }

    private RepairFolder pictures(String name, int count) {
        return Textures.folder(temp.resolve(name), count);
    }

    private static RepairResult train(RepairFolder folder, RepairSettings settings, boolean resume, RepairWatcher w) {
        return RepairTraining.run(TINY.job(folder, resume, 1e9), settings, TINY.maker(settings), w);
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Residuals as autoencoder.md has them, in plain Java: spots and lines, of both what is darker and lighter. */
    private static List<float[]> looks(float[] x, float[] y) {
        List<float[]> looks = new ArrayList<>();
        for (int sign : SIGNS) {
            looks.add(spots(x, y, sign));
        }
        for (int sign : SIGNS) {
            looks.add(lines(x, y, sign));
        }
        assertThat(looks).hasSize(LOOKS);
        return looks;
    }

    private static float[] spots(float[] x, float[] y, int sign) {
        int n = SIDE * SIDE;
        int half = SIDE / 2;
        double[] plane = new double[half * half];
        for (int i = 0; i < 3 * n; i++) {
            int p = i % n;
            double d = Math.max(0, sign * ((double) x[i] - y[i]));
            plane[p / SIDE / 2 * half + p % SIDE / 2] += d * d / 3 / 4;
        }
        return boxes(plane, 3, 7, 15);
    }

    /** Square of the highest mean change along 16 lines of 25 pixels through every place. */
    private static float[] lines(float[] x, float[] y, int sign) {
        int n = SIDE * SIDE;
        int half = SIDE / 2;
        double[] plane = new double[half * half];
        for (int i = 0; i < 3 * n; i++) {
            int p = i % n;
            plane[p / SIDE / 2 * half + p % SIDE / 2] += sign * ((double) x[i] - y[i]) / 3 / 4;
        }
        double[] highest = new double[plane.length];
        for (int k = 0; k < 16; k++) {
            double cos = Math.cos(Math.PI * k / 16);
            double sin = Math.sin(Math.PI * k / 16);
            for (int i = 0; i < highest.length; i++) {
                double sum = 0;
                double weight = 0;
                for (int dy = -12; dy <= 12; dy++) {
                    for (int dx = -12; dx <= 12; dx++) {
                        double covered = covered(dy * cos - dx * sin, 0.5) * covered(dx * cos + dy * sin, 12.5);
                        int row = mirror(i / half + dy, half);
                        sum += covered * plane[row * half + mirror(i % half + dx, half)];
                        weight += covered;
                    }
                }
                highest[i] = Math.max(highest[i], sum / weight);
            }
        }
        float[] map = new float[plane.length];
        for (int i = 0; i < map.length; i++) {
            map[i] = (float) (highest[i] * highest[i]);
        }
        return map;
    }

    /** Of a pixel, when what is nearer than {@code reach} counts. */
    private static double covered(double distance, double reach) {
        return Math.max(0, Math.min(1, reach + 0.5 - Math.abs(distance)));
    }

    private static float[] light(float[] repaired) {
        int n = SIDE * SIDE;
        int half = SIDE / 2;
        double[] plane = new double[half * half];
        for (int i = 0; i < 3 * n; i++) {
            plane[i % n / SIDE / 2 * half + i % SIDE / 2] += repaired[i] / 3.0 / 4;
        }
        return boxes(plane, 7);
    }

    /** Mean of the averages over these boxes. */
    private static float[] boxes(double[] plane, int... boxes) {
        int half = SIDE / 2;
        float[] map = new float[plane.length];
        for (int i = 0; i < map.length; i++) {
            double sum = 0;
            for (int box : boxes) {
                int r = box / 2;
                for (int dy = -r; dy <= r; dy++) {
                    for (int dx = -r; dx <= r; dx++) {
                        int row = mirror(i / half + dy, half);
                        sum += plane[row * half + mirror(i % half + dx, half)] / (box * box) / boxes.length;
                    }
                }
            }
            map[i] = (float) sum;
        }
        return map;
    }

    private static int mirror(int i, int size) {
        int positive = Math.abs(i);
        return positive < size ? positive : 2 * (size - 1) - positive;
    }
}
