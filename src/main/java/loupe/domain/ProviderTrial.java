package loupe.domain;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What came of running a model on one execution provider.
 *
 * @param provider as people write it
 * @param ok true when it ran there
 * @param reason why not; empty when it did
 * @param missing the library that could not be loaded, if that was it
 * @param p50Ms median time of a whole prediction, milliseconds; NaN when it did not run
 * @param p95Ms 95th percentile of the same
 * @param parity with the CPU; empty where nothing was compared
 * @param nodes provider as the runtime names it → nodes that really ran there
 */
public record ProviderTrial(
        String provider,
        boolean ok,
        String reason,
        Optional<String> missing,
        double p50Ms,
        double p95Ms,
        Optional<Parity> parity,
        Map<String, Integer> nodes) {
    /** The provider that is always there and that the others are compared with. */
    public static final String CPU = "CPU";

    /** The reason of a provider that the runtime on the class path was built without. */
    public static final String NOT_BUILT = "not in this build of ONNX Runtime";

    public ProviderTrial {
        nodes = Map.copyOf(nodes);
    }

    /**
     * How a provider's results compare with those of the CPU on the reference pictures.
     *
     * @param pictures compared
     * @param same of them, within the tolerance
     * @param difference the largest, absolute for values up to 1, relative above
     * @param tolerance what is allowed
     */
    public record Parity(int pictures, int same, double difference, double tolerance) {
        public boolean agrees() {
            return same == pictures;
        }
    }

    /** A provider that does not run the model. */
    public static ProviderTrial failed(
            String provider, String reason, Optional<String> missing, Map<String, Integer> nodes) {
        return new ProviderTrial(provider, false, reason, missing, Double.NaN, Double.NaN, Optional.empty(), nodes);
    }

    public boolean isCpu() {
        return provider.equals(CPU);
    }

    /** True when the provider was opened and none of the model's nodes ran there. */
    public boolean isFallback() {
        return !isCpu() && !nodes.isEmpty() && nodes.keySet().stream().allMatch(CPU::equals);
    }

    /** True when the results are those of the CPU within the tolerance, or were not compared. */
    public boolean agrees() {
        return ok && parity.map(Parity::agrees).orElse(true);
    }

    /** True where a line may run: it runs really there and gives what the CPU gives. */
    public boolean isUsable() {
        return ok && !isFallback() && agrees();
    }

    /** The fastest by its median on which a line may run; the earlier of two equals. */
    public static Optional<ProviderTrial> fastest(List<ProviderTrial> trials) {
        return trials.stream().filter(ProviderTrial::isUsable).min(Comparator.comparingDouble(ProviderTrial::p50Ms));
    }

    /** True when something must be looked at: a silent fall-back, or other results than the CPU's. */
    public static boolean isAlarming(List<ProviderTrial> trials) {
        return trials.stream().anyMatch(t -> t.isFallback() || (t.ok() && !t.agrees()));
    }
}
