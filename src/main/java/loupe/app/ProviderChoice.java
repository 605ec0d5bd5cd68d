package loupe.app;

import java.util.Optional;
import loupe.config.Settings.Compute;
import loupe.detect.Provider;
import loupe.detect.ProviderPreference;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;
import loupe.domain.ProviderMeasurement;
import loupe.domain.ProviderTrial;

/**
 * Where a model should run: a pure function of what a person chose and what was measured.
 *
 * @param provider to open
 * @param threads for what runs on the CPU
 * @param trial what was measured there; empty while nothing was
 */
record ProviderChoice(Provider provider, int threads, Optional<ProviderTrial> trial) {
    /**
     * Chooses. The provider that a person named; else the fastest that was measured to give what the CPU gives; before
     * anything was measured, the CPU.
     *
     * @throws InspectionFault MOD-08 when there is no provider of that name
     */
    static ProviderChoice of(Compute compute, Optional<ProviderMeasurement> measured) {
        Provider provider = (compute.isAuto()
                        ? measured.flatMap(ProviderMeasurement::fastest).map(ProviderTrial::provider)
                        : Optional.of(compute.provider()))
                .flatMap(name -> ProviderPreference.parse(name).only())
                .orElse(Provider.CPU);
        int threads =
                measured.flatMap(ProviderMeasurement::bestThreads).orElseGet(() -> ProviderPreference.AUTO.threads());
        return new ProviderChoice(provider, threads, measured.flatMap(m -> m.of(provider.label())));
    }

    /**
     * Refuses a provider that was measured to give other results than the CPU: a station does not start with it.
     *
     * @throws InspectionFault MOD-11
     */
    void check(String model) {
        trial.filter(t -> t.ok() && !t.agrees()).flatMap(ProviderTrial::parity).ifPresent(p -> {
            throw new InspectionFault(
                    FaultCode.MOD_11, model, provider.label(), String.format("%.3g", p.difference()), p.tolerance());
        });
    }
}
