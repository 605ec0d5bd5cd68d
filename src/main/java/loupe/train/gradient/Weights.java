package loupe.train.gradient;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * A network's numbers by name: trained ones and running statistics. A name that is asked for the first time is made,
 * from a checkpoint's values if there are any, else drawn from seed and name alone. One thread; native memory until
 * closed.
 */
public final class Weights implements AutoCloseable {
    private final NDManager memory;
    private final long seed;
    private final OptionalDouble spread;
    private final Map<String, float[]> known;
    private final Map<String, NDArray> trained = new LinkedHashMap<>();
    private final Map<String, NDArray> statistics = new LinkedHashMap<>();

    /** Kernels begin as He et al. 2015 have it: variance 2 / inputs. */
    public Weights(Torch torch, long seed, Map<String, float[]> known) {
        this(torch, seed, known, OptionalDouble.empty());
    }

    /** All kernels begin with the same standard deviation. */
    public static Weights normal(Torch torch, long seed, Map<String, float[]> known, double spread) {
        return new Weights(torch, seed, known, OptionalDouble.of(spread));
    }

    private Weights(Torch torch, long seed, Map<String, float[]> known, OptionalDouble spread) {
        this.spread = spread;
        this.memory = torch.scope();
        this.seed = seed;
        this.known = Map.copyOf(known);
    }

    /** A convolution's kernel [out,in,k,k]. */
    NDArray kernel(String name, Shape shape) {
        return trained.computeIfAbsent(name, n -> {
            int inputs = (int) (shape.size() / shape.get(0));
            SplittableRandom random = new SplittableRandom(seed * 31 + n.hashCode());
            float[] values = new float[(int) shape.size()];
            double deviation = spread.orElse(Math.sqrt(2.0 / inputs));
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) (deviation * random.nextGaussian());
            }
            return trainable(n, values, shape);
        });
    }

    NDArray vector(String name, int size, float start) {
        return trained.computeIfAbsent(name, n -> trainable(n, filled(size, start), new Shape(size)));
    }

    NDArray statistic(String name, int size, float start) {
        return statistics.computeIfAbsent(name, n -> make(n, filled(size, start), new Shape(size)));
    }

    private NDArray trainable(String name, float[] values, Shape shape) {
        NDArray array = make(name, values, shape);
        array.setRequiresGradient(true);
        return array;
    }

    private NDArray make(String name, float[] start, Shape shape) {
        float[] values = known.getOrDefault(name, start);
        return Torch.copy(memory, values, shape);
    }

    private static float[] filled(int size, float value) {
        float[] values = new float[size];
        Arrays.fill(values, value);
        return values;
    }

    /** The trained arrays in the order they were first asked for. */
    List<NDArray> trained() {
        return new ArrayList<>(trained.values());
    }

    /** False = gradients flow through and leave no trace here, until it is true again. */
    public void setLearning(boolean learning) {
        trained.values().forEach(array -> array.setRequiresGradient(learning));
    }

    /** How many numbers are trained. */
    public long count() {
        return trained.values().stream().mapToLong(NDArray::size).sum();
    }

    /** Copies of everything, by name. */
    public SortedMap<String, float[]> values() {
        SortedMap<String, float[]> copy = new TreeMap<>();
        trained.forEach((name, array) -> copy.put(name, array.toFloatArray()));
        statistics.forEach((name, array) -> copy.put(name, array.toFloatArray()));
        return copy;
    }

    @Override
    public void close() {
        memory.close();
    }
}
