package loupe.detect;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import loupe.domain.Acceleration;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;

/**
 * Where a model should run.
 *
 * @param only the one provider that is acceptable; empty = the best that works
 * @param threads threads for the CPU's share of a model, ≥ 1
 * @param acceleration options of the providers
 */
public record ProviderPreference(Optional<Provider> only, int threads, Acceleration acceleration) {
    private static final int MOST_THREADS = 4;

    /** The best provider that works, on up to four cores. */
    public static final ProviderPreference AUTO =
            new ProviderPreference(Optional.empty(), defaultThreads(), Acceleration.DEFAULT);

    public static final ProviderPreference CPU = AUTO.on(Provider.CPU);

    public ProviderPreference {
        if (threads < 1) {
            throw new IllegalArgumentException("threads " + threads);
        }
    }

    /**
     * Reads {@code auto} or a provider's name, in any case.
     *
     * @throws InspectionFault MOD-08 when there is no such provider
     */
    public static ProviderPreference parse(String text) {
        String name = text.strip().toUpperCase(Locale.ROOT);
        if (name.equals("AUTO")) {
            return AUTO;
        }
        return Arrays.stream(Provider.values())
                .filter(p -> p.name().equals(name))
                .findFirst()
                .map(AUTO::on)
                .orElseThrow(() -> new InspectionFault(FaultCode.MOD_08, text, "there are only " + names()));
    }

    public ProviderPreference on(Provider provider) {
        return new ProviderPreference(Optional.of(provider), threads, acceleration);
    }

    public ProviderPreference withThreads(int count) {
        return new ProviderPreference(only, count, acceleration);
    }

    public ProviderPreference with(Acceleration options) {
        return new ProviderPreference(only, threads, options);
    }

    private static String names() {
        return Arrays.stream(Provider.values()).map(Provider::label).collect(Collectors.joining(", "));
    }

    private static int defaultThreads() {
        return Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors());
    }
}
