package loupe.ui.shell;

import java.util.Optional;
import loupe.app.Workstation;
import loupe.domain.DetectorInfo;
import loupe.domain.InspectionFault;
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
 * @param trace how the journal is doing
 * @param recipe that judges
 */
record Status(
        StationState state,
        StationStats stats,
        Optional<InspectionFault> fault,
        String source,
        Optional<DetectorInfo> detector,
        TraceHealth trace,
        Optional<Recipe> recipe) {
    static Status of(Workstation station) {
        return new Status(
                station.line().state(),
                station.line().stats(),
                station.line().fault(),
                station.settings().get().source(),
                station.line().detector(),
                station.trace().health(),
                station.line().recipe());
    }
}
