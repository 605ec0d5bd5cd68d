package loupe.train.npad;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import loupe.detect.Detectors;
import loupe.detect.ProviderPreference;
import loupe.domain.Detector;
import loupe.domain.Image;
import loupe.domain.ImageSequence;
import loupe.domain.Prediction;
import loupe.domain.Progress;
import loupe.train.Contract;
import loupe.train.FeatureStore;
import loupe.train.Stopwatch;
import loupe.train.TeachingImages;
import loupe.train.backbone.Backbone;
import loupe.train.backbone.BackboneCard;
import loupe.train.backbone.BackboneCard.Layout;
import loupe.train.backbone.Tap;
import loupe.train.graph.ConvShape;
import loupe.train.graph.ForeignGraph;
import loupe.train.graph.GraphWriter;
import loupe.train.graph.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The exported file against the formulas of methods.md, written down here once more in the plainest way: two-pass
 * covariances over listed samples, Gaussian elimination instead of Cholesky, brute force over neighbours and centroids.
 */
class ExportParityTest {
    private static final int SIZE = 64;
    private static final int GRID = 8;
    private static final int IMAGES = 12;

    private static final NpadSettings SETTINGS = new NpadSettings(SIZE, 12, 3, 64, 2, 0, 4);

    @TempDir
    Path folder;

    @Test
    void theFileEqualsTheFormulas() throws IOException {
        compare(randomBackbone(4, 8, 16), List.of(0.3, 0.7));
        compare(randomBackbone(8), List.of(0.6, 0.4)); // a level that is alone is judged both ways
        compare(randomBackbone(8, 16, 32), List.of(0.2, 0.3, 0.5));
    }

    private void compare(Backbone backbone, List<Double> weights) throws IOException {
        List<Image> good = new ArrayList<>();
        for (int i = 0; i < IMAGES; i++) {
            good.add(Contract.noise(SIZE, 100 + i));
        }
        TeachingImages images = new TeachingImages(ImageSequence.of(good), IMAGES);
        try (Features network = Features.open(backbone, SETTINGS, images);
                FeatureStore store = network.newStore()) {
            List<List<float[]>> features = good.stream().map(network::of).toList();
            features.forEach(store::add);
            Fitted fitted = HeldOut.fit(store, network.front(), SETTINGS, new Stopwatch(Progress.NONE))
                    .whole();
            List<Scale> scales =
                    List.of(new Scale(3, 2), new Scale(1, 0.5), new Scale(2, 3)).subList(0, weights.size());
            byte[] onnx = DetectorGraph.write(
                    network,
                    fitted,
                    new Mixture(scales, weights),
                    new Contract("npad").input(SIZE).metadata());
            Path file = Files.write(folder.resolve("npad.onnx"), onnx);
            Image seen = Contract.noise(SIZE, 7);
            double[] sum = new double[GRID * GRID];
            for (int view = 0; view < weights.size(); view++) {
                int own = view;
                int side = network.front().level(view).side();
                float[] feature = network.of(seen).get(view);
                double[] plane = view == 0
                        ? mahalanobis(features.stream().map(f -> f.get(own)).toList(), feature, side)
                        : euclid((Memory) fitted.views().get(view), feature, side);
                for (int cell = 0; cell < plane.length; cell++) {
                    plane[cell] = weighted(plane[cell], view, scales, weights);
                }
                double[] fine = enlarge(plane, side, GRID);
                for (int cell = 0; cell < sum.length; cell++) {
                    sum[cell] += fine[cell];
                }
            }
            check(file, seen, blur(enlarge(sum, GRID, 2 * GRID)));
        }
    }

    private static double weighted(double distance, int plane, List<Scale> scales, List<Double> weights) {
        Scale scale = scales.get(plane);
        return weights.get(plane) * (distance - scale.zero()) / scale.unit();
    }

    private static void check(Path file, Image seen, double[] expected) {
        try (Detector detector = Detectors.open(file, ProviderPreference.CPU)) {
            Prediction prediction = detector.predict(seen);
            double range = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
            assertThat(prediction.map().width()).isEqualTo(2 * GRID);
            for (int i = 0; i < expected.length; i++) {
                assertThat(Math.abs(prediction.map().scores()[i] - expected[i]) / range)
                        .isLessThan(1e-4);
            }
            // 0.1 %, 1 %, 3 % and 10 % of 256 cells
            double score = (top(expected, 1) + top(expected, 3) + top(expected, 8) + top(expected, 26)) / 4;
            assertThat(Math.abs(prediction.score() - score) / range).isLessThan(1e-4);
        }
    }

    private static double top(double[] map, int count) {
        return Arrays.stream(map)
                .map(v -> -v)
                .sorted()
                .limit(count)
                .map(v -> -v)
                .average()
                .orElseThrow();
    }

    /** A network of random weights with taps at these strides. */
    private static Backbone randomBackbone(Integer... strides) {
        Random random = new Random(3);
        GraphWriter graph = new GraphWriter("random", GraphWriter.OPSET);
        Tensor x = graph.input("image", GraphWriter.FREE, 3, GraphWriter.FREE, GraphWriter.FREE);
        int channels = 3;
        List<Tap> taps = new ArrayList<>();
        for (int stride = 2; stride <= 32; stride *= 2) {
            float[] weights = StatisticsTest.features(random, 8 * channels * 9, 0);
            Tensor w = graph.floats(weights, 8, channels, 3, 3);
            x = graph.relu(graph.conv(x, w, null, new ConvShape(3, 2, 1, 1)));
            channels = 8;
            if (List.of(strides).contains(stride)) {
                graph.output("tap" + stride, x, GraphWriter.FREE, 8, GraphWriter.FREE, GraphWriter.FREE);
                taps.add(new Tap("tap" + stride, 8, stride));
            }
        }
        BackboneCard card = new BackboneCard(
                "random",
                taps,
                List.of(0.5, 0.4, 0.3),
                List.of(0.2, 0.3, 0.4),
                1,
                Layout.NCHW,
                false,
                0,
                "none",
                "",
                "",
                Map.of());
        byte[] bytes = graph.toBytes(new TreeMap<>());
        return new Backbone(card, ForeignGraph.parse("random", bytes), "0");
    }

    private static double[] mahalanobis(List<float[]> training, float[] seen, int side) {
        int k = seen.length / (side * side);
        double[] nearest = new double[side * side];
        Arrays.fill(nearest, Double.POSITIVE_INFINITY);
        for (int centre = 0; centre < side * side; centre++) {
            List<double[]> samples = new ArrayList<>();
            for (float[] image : training) {
                for (int cell : around(centre, side)) {
                    samples.add(vector(image, cell, k));
                }
            }
            double[] mean = mean(samples, k);
            double[][] covariance = covariance(samples, mean, k);
            for (int cell : around(centre, side)) {
                double[] d = vector(seen, cell, k);
                for (int i = 0; i < k; i++) {
                    d[i] -= mean[i];
                }
                double[] solved = solve(covariance, d);
                double squared = 0;
                for (int i = 0; i < k; i++) {
                    squared += d[i] * solved[i];
                }
                nearest[cell] = Math.min(nearest[cell], Math.sqrt(squared));
            }
        }
        return nearest;
    }

    private static List<Integer> around(int cell, int side) {
        List<Integer> cells = new ArrayList<>();
        for (int other = 0; other < side * side; other++) {
            int dy = other / side - cell / side;
            int dx = other % side - cell % side;
            if (Math.abs(dy) <= 1 && Math.abs(dx) <= 1) {
                cells.add(other);
            }
        }
        return cells;
    }

    private static double[] vector(float[] image, int cell, int k) {
        double[] v = new double[k];
        for (int i = 0; i < k; i++) {
            v[i] = image[cell * k + i];
        }
        return v;
    }

    private static double[] mean(List<double[]> samples, int k) {
        double[] mean = new double[k];
        samples.forEach(s -> {
            for (int i = 0; i < k; i++) {
                mean[i] += s[i] / samples.size();
            }
        });
        return mean;
    }

    /** Shrunk towards (trace/k)·I while there are fewer than 5k samples; 0.001 on the diagonal. */
    private static double[][] covariance(List<double[]> samples, double[] mean, int k) {
        double[][] c = new double[k][k];
        double trace = 0;
        double keep = Math.min(1, samples.size() / (5.0 * k));
        for (int i = 0; i < k; i++) {
            for (int j = 0; j < k; j++) {
                for (double[] s : samples) {
                    c[i][j] += (s[i] - mean[i]) * (s[j] - mean[j]) / (samples.size() - 1);
                }
            }
            trace += c[i][i];
        }
        for (int i = 0; i < k; i++) {
            for (int j = 0; j < k; j++) {
                c[i][j] *= keep;
            }
            c[i][i] += (1 - keep) * trace / k + 0.001;
        }
        return c;
    }

    /** Gauss–Jordan with pivoting. */
    private static double[] solve(double[][] matrix, double[] right) {
        int n = right.length;
        double[][] a = new double[n][];
        for (int i = 0; i < n; i++) {
            a[i] = Arrays.copyOf(matrix[i], n + 1);
            a[i][n] = right[i];
        }
        for (int column = 0; column < n; column++) {
            int pivot = column;
            for (int row = column; row < n; row++) {
                pivot = Math.abs(a[row][column]) > Math.abs(a[pivot][column]) ? row : pivot;
            }
            double[] swap = a[pivot];
            a[pivot] = a[column];
            a[column] = swap;
            eliminate(a, column);
        }
        double[] x = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = a[i][n] / a[i][i];
        }
        return x;
    }

    private static void eliminate(double[][] a, int column) {
        for (int row = 0; row < a.length; row++) {
            double factor = row == column ? 0 : a[row][column] / a[column][column];
            for (int j = column; j <= a.length; j++) {
                a[row][j] -= factor * a[column][j];
            }
        }
    }

    private static double[] euclid(Memory memory, float[] seen, int side) {
        int k = memory.k();
        double[] nearest = new double[side * side];
        for (int cell = 0; cell < nearest.length; cell++) {
            nearest[cell] = Double.POSITIVE_INFINITY;
            for (int c = 0; c < memory.count(); c++) {
                double squared = 0;
                for (int j = 0; j < k; j++) {
                    double d = seen[cell * k + j] - memory.columns()[j * memory.count() + c];
                    squared += d * d;
                }
                nearest[cell] = Math.min(nearest[cell], Math.sqrt(squared));
            }
        }
        return nearest;
    }

    /** Bilinear, cell centre upon cell centre, clamped at the border. */
    private static double[] enlarge(double[] plane, int side, int fine) {
        double[] map = new double[fine * fine];
        for (int i = 0; i < map.length; i++) {
            double y = Math.min(side - 1, Math.max(0, (Math.floorDiv(i, fine) + 0.5) * side / fine - 0.5));
            double x = Math.min(side - 1, Math.max(0, (i % fine + 0.5) * side / fine - 0.5));
            for (int row = 0; row < side; row++) {
                for (int column = 0; column < side; column++) {
                    double weight = Math.max(0, 1 - Math.abs(row - y)) * Math.max(0, 1 - Math.abs(column - x));
                    map[i] += weight * plane[row * side + column];
                }
            }
        }
        return map;
    }

    /** Gaussian of σ = 1 cell cut at 3, mirrored at the border without repeating it. */
    private static double[] blur(double[] map) {
        int side = 2 * GRID;
        double[] out = new double[map.length];
        double norm = 0;
        for (int dy = -3; dy <= 3; dy++) {
            for (int dx = -3; dx <= 3; dx++) {
                double weight = Math.exp(-(dx * dx + dy * dy) / 2.0);
                norm += weight;
                for (int i = 0; i < out.length; i++) {
                    int y = Math.abs(i / side + dy);
                    int x = Math.abs(i % side + dx);
                    y = y >= side ? 2 * side - 2 - y : y;
                    x = x >= side ? 2 * side - 2 - x : x;
                    out[i] += weight * map[y * side + x];
                }
            }
        }
        for (int i = 0; i < out.length; i++) {
            out[i] /= norm;
        }
        return out;
    }
}
