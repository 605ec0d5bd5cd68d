package loupe.ui.live;

import java.util.Optional;
import java.util.function.Supplier;
import loupe.domain.InspectionFault;
import loupe.station.StationState;
import loupe.station.StationStats;

/** What Live asks of a line. Quick calls, any thread. */
public record LineFeed(
        Supplier<StationState> state, Supplier<StationStats> stats, Supplier<Optional<InspectionFault>> fault) {}
