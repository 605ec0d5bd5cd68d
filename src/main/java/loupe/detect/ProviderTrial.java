package loupe.detect;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import loupe.detect.profile.Reference;
import loupe.domain.Image;
import loupe.domain.InspectionFault;

/**
 * What came of running a model on one execution provider.
 *
 * @param provider as people write it
 * @param ok true when it ran
 * @param reason why not; empty when it did
 * @param missing the library that could not be loaded, if that was it
 * @param nanos sorted times of whole predictions, or of bare runs without a detector
 * @param difference to the CPU's results, {@link Reference#differenceTo}; NaN where nothing was compared
 * @param tolerance what is allowed
 * @param nodes provider as the runtime names it → nodes that really ran there
 */
public record ProviderTrial(
        String provider,
        boolean ok,
        String reason,
        Optional<String> missing,
        long[] nanos,
        double difference,
        double tolerance,
        Map<String, Integer> nodes) {
    private static final Pattern LIBRARY = Pattern.compile(
            "([\\w.+-]+\\.(?:so(?:\\.\\d+)*|dll|dylib))(?=[^\\w]*(?:: cannot open|\\W+not found|\\W+which is"
                    + " missing|: The specified module))");

    /** True when the provider was opened and none of the model's nodes ran there. */
    public boolean isFallback() {
        return ok && !nodes.isEmpty() && nodes.keySet().stream().allMatch(n -> n.equals("CPU")) && !isCpu();
    }

    /** True when the results are those of the CPU within the tolerance. */
    public boolean agrees() {
        return ok && !(difference > tolerance);
    }

    private boolean isCpu() {
        return provider.equals(Provider.CPU.label());
    }

    /**
     * Runs a detector on every provider that the runtime knows, the CPU first.
     *
     * @param runs measured on each, ≥ 1
     * @throws InspectionFault when it does not even run on the CPU
     */
    public static List<ProviderTrial> of(Path model, int runs) {
        List<ProviderTrial> trials = new ArrayList<>();
        List<Reference> expected;
        try (OnnxDetector cpu = Detectors.open(model, ProviderPreference.CPU)) {
            expected = GoldenVectors.freeze(cpu, Map.of());
        }
        ModelFile file = ModelFile.read(model);
        for (Provider provider : Provider.values()) {
            trials.add(trial(file, provider, expected, runs));
        }
        return List.copyOf(trials);
    }

    private static ProviderTrial trial(ModelFile file, Provider provider, List<Reference> expected, int runs) {
        try (OnnxDetector detector =
                OnnxDetector.open(file, OnnxDetector.profile(file), ProviderPreference.AUTO.on(provider))) {
            double difference = 0;
            List<Reference> given = GoldenVectors.freeze(detector, Map.of());
            for (int i = 0; i < given.size(); i++) {
                difference = Math.max(difference, expected.get(i).differenceTo(given.get(i)));
            }
            Image image = GoldenVectors.draw("noise");
            long[] nanos = new long[runs];
            for (int i = 0; i < runs; i++) {
                nanos[i] = detector.predict(image).timings().total();
            }
            Map<String, Integer> nodes = NodePlacement.of(file, Feed.of(detector.profile()), provider);
            return ran(provider, nanos, difference, detector.tolerance(), nodes);
        } catch (InspectionFault fault) {
            return failed(provider, fault);
        }
    }

    /** The same with a model of one node: what this computer can run on. Nothing is compared. */
    public static List<ProviderTrial> ofThisComputer(int runs) {
        ModelFile identity = ModelFile.of(HexFormat.of().parseHex(OnnxModels.IDENTITY), "identity");
        Feed feed = Feed.plain("input", 1, 1, List.of("output"));
        List<ProviderTrial> trials = new ArrayList<>();
        for (Provider provider : Provider.values()) {
            try (OnnxNetwork network = Providers.open(identity, feed, ProviderPreference.AUTO.on(provider))
                    .network()) {
                long[] nanos = new long[runs];
                for (int i = 0; i < runs; i++) {
                    long start = System.nanoTime();
                    network.run();
                    nanos[i] = System.nanoTime() - start;
                }
                trials.add(ran(provider, nanos, Double.NaN, Double.NaN, NodePlacement.of(identity, feed, provider)));
            } catch (InspectionFault fault) {
                trials.add(failed(provider, fault));
            }
        }
        return List.copyOf(trials);
    }

    private static ProviderTrial ran(
            Provider provider, long[] nanos, double difference, double tolerance, Map<String, Integer> nodes) {
        java.util.Arrays.sort(nanos);
        return new ProviderTrial(provider.label(), true, "", Optional.empty(), nanos, difference, tolerance, nodes);
    }

    private static ProviderTrial failed(Provider provider, InspectionFault fault) {
        String reason = fault.getMessage();
        return new ProviderTrial(
                provider.label(), false, reason, missing(reason), new long[0], Double.NaN, Double.NaN, Map.of());
    }

    /** The library that a loader's message complains of. */
    static Optional<String> missing(String message) {
        Matcher m = LIBRARY.matcher(message);
        return m.find() ? Optional.of(m.group(1)) : Optional.empty();
    }
}
