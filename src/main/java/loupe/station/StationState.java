package loupe.station;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** Where a run stands. Transitions are guarded: what is not listed cannot happen. */
public enum StationState {
    /** Nothing runs, nothing is held. */
    IDLE,
    /** Camera and detector are being opened. */
    STARTING,
    /** Frames are grabbed and inspected. */
    RUNNING,
    /** Everything is open, the camera waits for {@code resume} or {@code step}. */
    PAUSED,
    /** The camera is closed; what was grabbed is still being inspected. */
    STOPPING,
    /** Stopped by a fault that a person must look at. */
    FAULT;

    private static final Map<StationState, Set<StationState>> NEXT = Map.of(
            IDLE, EnumSet.of(STARTING),
            STARTING, EnumSet.of(RUNNING, STOPPING, FAULT, IDLE),
            RUNNING, EnumSet.of(PAUSED, STOPPING, FAULT),
            PAUSED, EnumSet.of(RUNNING, STOPPING, FAULT),
            STOPPING, EnumSet.of(IDLE, FAULT),
            FAULT, EnumSet.of(STARTING, IDLE));

    public boolean canBecome(StationState next) {
        return NEXT.get(this).contains(next);
    }

    /** True while frames may still become inspections. */
    public boolean isActive() {
        return this == RUNNING || this == PAUSED || this == STOPPING;
    }
}
