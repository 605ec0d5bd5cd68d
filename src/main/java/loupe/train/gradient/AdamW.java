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
 * Adam with decoupled weight decay (Loshchilov and Hutter, arXiv 1711.05101). Its moments can be
 * saved, so that training goes on as if it had never stopped. One thread; native memory until closed.
 */
public final class AdamW implements AutoCloseable {
    /** How the names of moments in a checkpoint begin, whatever follows. */
    static final String PREFIX = "adam";

    private static final float BETA1 = 0.9f;
    private static final float BETA2 = 0.999f;
    private static final float EPSILON = 1e-8f;
    private static final float NO_CLIPPING = -1;

    private final NDManager memory;
    private final List<NDArray> weights;
    private final List<NDArray> means = new ArrayList<>();
    private final List<NDArray> squares = new ArrayList<>();
    private final Setting setting;
    private long steps;

    /**
     * What can be chosen.
     *
     * @param name of the moments in checkpoints
     * @param decay weight decay, ≥ 0
     * @param beta1 of the gradients' mean; that of their squares is 0.999
     */
    public record Setting(String name, double decay, float beta1) {
        /** The same under another name. */
        public Setting named(String other) {
            return new Setting(other, decay, beta1);
        }
    }

    /** With β₁ = 0.9 and so much weight decay. */
    public AdamW(Torch torch, Weights weights, double decay, Map<String, float[]> known, long steps) {
        this(torch, weights, new Setting(PREFIX, decay, BETA1), known, steps);
    }

    /**
     * Moments for every trained array that exists by now.
     *
     * @param known moments of a checkpoint; empty at the start
     */
    public AdamW(Torch torch, Weights weights, Setting setting, Map<String, float[]> known, long steps) {
        this.memory = torch.scope();
        this.weights = weights.trained();
        this.setting = setting;
        this.steps = steps;
        for (int i = 0; i < this.weights.size(); i++) {
            means.add(moment(i, "mean", known));
            squares.add(moment(i, "square", known));
        }
    }

    private NDArray moment(int i, String kind, Map<String, float[]> known) {
        NDArray weight = weights.get(i);
        float[] values = known.get(setting.name() + "." + kind + "." + i);
        return values == null ? memory.zeros(weight.getShape()) : Torch.copy(memory, values, weight.getShape());
    }

    /** One step along the gradients, which are zero afterwards. */
    public void step(double rate) {
        steps++;
        double correction =
                Math.sqrt(1 - Math.pow(BETA2, (double) steps)) / (1 - Math.pow(setting.beta1(), (double) steps));
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
                                (float) setting.decay(),
                                1,
                                NO_CLIPPING,
                                setting.beta1(),
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
            copy.put(setting.name() + ".mean." + i, means.get(i).toFloatArray());
            copy.put(setting.name() + ".square." + i, squares.get(i).toFloatArray());
        }
        return copy;
    }

    @Override
    public void close() {
        memory.close();
    }
}
