package loupe.domain;

import java.util.Optional;

/**
 * A source of frames. {@link #grab} is called by one thread, {@link #close} by any.
 *
 * <p>A camera that lost its device reconnects by itself: {@code grab} throws a fault when no frame can be had and may
 * be called again; it then waits its back-off and tries once more.
 */
public interface Camera extends AutoCloseable {
    /** How frames relate to parts, and so which mailbox they need. */
    enum Cadence {
        /** Every frame is a part: none may be dropped. */
        TRIGGERED,
        /** Frames come as they come: only the newest matters. */
        FREE_RUNNING
    }

    /**
     * Blocks until the next frame.
     *
     * @return the frame, or empty when a finite source has ended or the camera was closed
     * @throws InspectionFault when no frame can be had now; calling again is allowed
     */
    Optional<Frame> grab();

    /** For people: what the status bar shows. */
    String name();

    Cadence cadence();

    /** Frees the device and ends a blocked {@link #grab}, which then returns empty. May be called twice. */
    @Override
    void close();
}
