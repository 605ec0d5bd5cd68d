package loupe.train.gradient;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Adam with decoupled weight decay (Loshchilov and Hutter, arXiv 1711.05101), β = 0.9 and 0.999. Its moments can be
 * saved, so that training goes on as if it had never stopped. One thread; native memory until closed.
 */
public final class AdamW implements AutoCloseable {
    private static final float BETA1 = 0.9f;
    private static final float BETA2 = 0.999f;
    private static final float EPSILON = 1e-8f;
    private static final float NO_CLIPPING = -1;

    private final NDManager memory;
    private final List<NDArray> weights;
    private final List<NDArray> means = new ArrayList<>();
    private final List<NDArray> squares = new ArrayList<>();
    private final double decay;
    private long steps;

    /**
     * Moments for every trained array that exists by now.
     *
     * @param decay weight decay, ≥ 0
     * @param known moments of a checkpoint; empty at the start
     */
    public AdamW(Torch torch, Weights weights, double decay, Map<String, float[]> known, long steps) {
        this.memory = torch.scope();
        this.weights = weights.trained();
        this.decay = decay;
        this.steps = steps;
        for (int i = 0; i < this.weights.size(); i++) {
            means.add(moment(i, "mean", known));
            squares.add(moment(i, "square", known));
        }
    }

    private NDArray moment(int i, String kind, Map<String, float[]> known) {
        NDArray weight = weights.get(i);
        float[] values = known.get("adam." + kind + "." + i);
        return values == null ? memory.zeros(weight.getShape()) : Torch.copy(memory, values, weight.getShape());
    }

    /** One step along the gradients, which are zero afterwards. */
    public void step(double rate) {
        steps++;
        double correction = Math.sqrt(1 - Math.pow(BETA2, (double) steps)) / (1 - Math.pow(BETA1, (double) steps));
        for (int i = 0; i < weights.size(); i++) {
            NDArray weight = weights.get(i);
            try (NDArray gradient = weight.getGradient()) {
                NDList state = new NDList(weight, gradient, means.get(i), squares.get(i));
                weight.getNDArrayInternal()
                        .adamUpdate(
                                state,
                                new NDList(weight),
                                (float) rate,
                                (float) (rate * correction),
                                (float) decay,
                                1,
                                NO_CLIPPING,
                                BETA1,
                                BETA2,
                                EPSILON,
                                false,
                                true);
            }
        }
    }

    /** Copies of the moments, by name. */
    public SortedMap<String, float[]> values() {
        SortedMap<String, float[]> copy = new TreeMap<>();
        for (int i = 0; i < weights.size(); i++) {
            copy.put("adam.mean." + i, means.get(i).toFloatArray());
            copy.put("adam.square." + i, squares.get(i).toFloatArray());
        }
        return copy;
    }

    @Override
    public void close() {
        memory.close();
    }
}
