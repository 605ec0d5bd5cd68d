package loupe.ui.shell;

import java.util.Optional;
import loupe.app.Workstation;
import loupe.domain.DetectorInfo;
import loupe.domain.InspectionFault;
import loupe.domain.ProviderMeasurement;
import loupe.domain.ProviderTrial;
import loupe.domain.Recipe;
import loupe.station.StationState;
import loupe.station.StationStats;
import loupe.trace.TraceHealth;

/**
 * What the status bar tells, read at one moment.
 *
 * @param state of the line
 * @param stats of the line
 * @param fault of the line or its camera
 * @param source address of the camera
 * @param detector in use, with the provider that really runs
 * @param alarm why the line does not run where it should
 * @param measured what the providers were worth when they were measured last
 * @param trace how the journal is doing
 * @param recipe that judges
 */
record Status(
        StationState state,
        StationStats stats,
        Optional<InspectionFault> fault,
        String source,
        Optional<DetectorInfo> detector,
        Optional<InspectionFault> alarm,
        Optional<ProviderMeasurement> measured,
        TraceHealth trace,
        Optional<Recipe> recipe) {
    /** What was measured of the provider that the line runs on, with the line's model. */
    Optional<ProviderTrial> trial() {
        return measured.filter(
                        m -> detector.filter(d -> d.sha256().equals(m.model())).isPresent())
                .flatMap(m -> m.of(detector.map(DetectorInfo::provider).orElse("")));
    }

    static Status of(Workstation station) {
        return new Status(
                station.line().state(),
                station.line().stats(),
                station.line().fault(),
                station.settings().get().source(),
                station.line().detector(),
                station.inspectors().alarm(),
                station.providers().newest(),
                station.trace().health(),
                station.line().recipe());
    }
}
