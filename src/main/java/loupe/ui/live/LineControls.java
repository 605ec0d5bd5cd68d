package loupe.ui.live;

import java.util.function.Consumer;

/**
 * What Live may do to a line. Quick calls, JavaFX thread.
 *
 * @param start starts a line that is idle or has failed
 * @param pause holds a running line
 * @param resume lets a paused line go on
 * @param step lets one part through while paused
 * @param repairs true = somebody looks at repaired pictures from now on
 */
public record LineControls(Runnable start, Runnable pause, Runnable resume, Runnable step, Consumer<Boolean> repairs) {}
