package loupe.train.backbone;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import loupe.detect.FeatureMap;
import loupe.detect.FeatureNetwork;
import loupe.detect.ProviderPreference;
import loupe.domain.FaultCode;
import loupe.domain.Image;
import loupe.domain.InspectionFault;
import loupe.train.graph.GraphWriter;
import loupe.train.graph.Tensor;

/**
 * The network that is learned from, run by ONNX Runtime: its features at stride 4, 8 and 16, every channel with mean 0
 * and variance 1 over the training pictures. One thread; native memory until closed.
 */
final class Teacher implements AutoCloseable {
    private final FeatureNetwork network;
    private final List<Tap> taps;
    private final List<float[]> mean = new ArrayList<>();
    private final List<float[]> scale = new ArrayList<>();

    private Teacher(FeatureNetwork network, List<Tap> taps) {
        this.network = network;
        this.taps = taps;
    }

    /**
     * Opens a backbone as a teacher.
     *
     * @param crop side of the pictures it will see, pixels
     * @throws InspectionFault MOD-10 when it has no tap at stride 4, 8 or 16
     */
    static Teacher open(Backbone backbone, int crop, int threads) {
        List<Tap> all = new ArrayList<>(backbone.card().taps());
        Taps.all(backbone.graph()).stream()
                .filter(t -> backbone.graph().outputNames().contains(t.tensor()))
                .forEach(all::add);
        List<Tap> taps = Student.STRIDES.stream()
                .map(stride -> all.stream()
                        .filter(t -> t.stride() == stride)
                        .findFirst()
                        .orElseThrow(() -> new InspectionFault(
                                FaultCode.MOD_10, backbone.name(), "it has no tap at stride " + stride)))
                .toList();
        GraphWriter graph = new GraphWriter("teacher", backbone.graph().hostOpset());
        Tensor input = graph.input("input", 1, 3, crop, crop);
        Tensor fed = backbone.feed(graph, input);
        List<Tensor> raw = backbone.graph()
                .embed(graph, "teacher/", fed, taps.stream().map(Tap::tensor).toList());
        for (int i = 0; i < taps.size(); i++) {
            int side = crop / taps.get(i).stride();
            graph.output("tap" + i, raw.get(i), 1, taps.get(i).channels(), side, side);
        }
        ProviderPreference where = ProviderPreference.AUTO.withThreads(threads);
        return new Teacher(FeatureNetwork.open(graph.toBytes(new TreeMap<>()), crop, crop, where), taps);
    }

    List<Tap> taps() {
        return taps;
    }

    /** Measures mean and spread of every channel; before {@link #features}. */
    void standardise(List<Image> pictures) {
        List<ChannelSums> sums =
                taps.stream().map(t -> new ChannelSums(t.channels())).toList();
        for (Image picture : pictures) {
            List<FeatureMap> maps = network.extract(picture);
            for (int i = 0; i < maps.size(); i++) {
                sums.get(i).add(maps.get(i));
            }
        }
        for (ChannelSums sum : sums) {
            mean.add(sum.mean());
            scale.add(sum.scale());
        }
    }

    /** Writes one picture's standardised features behind what is in the buffers, one buffer a tap. */
    void features(Image picture, List<FloatBuffer> into) {
        List<FeatureMap> maps = network.extract(picture);
        for (int i = 0; i < maps.size(); i++) {
            float[] values = maps.get(i).values();
            int cells = values.length / maps.get(i).channels();
            for (int c = 0; c < maps.get(i).channels(); c++) {
                float centre = mean.get(i)[c];
                float factor = scale.get(i)[c];
                for (int p = c * cells; p < (c + 1) * cells; p++) {
                    values[p] = (values[p] - centre) * factor;
                }
            }
            into.get(i).put(values);
        }
    }

    /**
     * A student's values with heads that give the teacher's own scale instead of the standardised one: strong channels
     * stay strong, which detectors that compare distances need.
     */
    SortedMap<String, float[]> restored(SortedMap<String, float[]> values) {
        SortedMap<String, float[]> restored = new TreeMap<>(values);
        for (int i = 0; i < taps.size(); i++) {
            float[] kernel = values.get(Student.head(i) + ".kernel").clone();
            float[] bias = values.get(Student.head(i) + ".bias").clone();
            int inputs = kernel.length / bias.length;
            for (int c = 0; c < bias.length; c++) {
                float spread = 1 / scale.get(i)[c];
                for (int k = c * inputs; k < (c + 1) * inputs; k++) {
                    kernel[k] *= spread;
                }
                bias[c] = bias[c] * spread + mean.get(i)[c];
            }
            restored.put(Student.head(i) + ".kernel", kernel);
            restored.put(Student.head(i) + ".bias", bias);
        }
        return restored;
    }

    @Override
    public void close() {
        network.close();
    }

    private static final class ChannelSums {
        private static final double LEAST_SPREAD = 1e-4;

        private final double[] sum;
        private final double[] squares;
        private long count;

        ChannelSums(int channels) {
            sum = new double[channels];
            squares = new double[channels];
        }

        void add(FeatureMap map) {
            int cells = map.values().length / map.channels();
            for (int c = 0; c < map.channels(); c++) {
                for (int p = c * cells; p < (c + 1) * cells; p++) {
                    double v = map.values()[p];
                    sum[c] += v;
                    squares[c] += v * v;
                }
            }
            count += cells;
        }

        float[] mean() {
            float[] mean = new float[sum.length];
            for (int c = 0; c < mean.length; c++) {
                mean[c] = (float) (sum[c] / count);
            }
            return mean;
        }

        float[] scale() {
            float[] scale = new float[sum.length];
            for (int c = 0; c < scale.length; c++) {
                double m = sum[c] / count;
                double spread = Math.sqrt(Math.max(0, squares[c] / count - m * m));
                scale[c] = (float) (1 / Math.max(LEAST_SPREAD, spread));
            }
            return scale;
        }
    }
}
