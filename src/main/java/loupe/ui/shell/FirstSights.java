package loupe.ui.shell;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import javafx.animation.AnimationTimer;
import javafx.animation.PauseTransition;
import javafx.util.Duration;
import loupe.app.Line;
import loupe.domain.Inspection;
import loupe.ui.widget.FxThread;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notes in the log when the window, what is in it and the first verdict were drawn, which is where {@code loupe bench}
 * reads it. Started with {@code -Dloupe.bench.seconds=N}, the line is paused at the first verdict and the window closed
 * N seconds later. Listens on the inspect thread, everything else is on the JavaFX thread.
 */
final class FirstSights implements Consumer<Inspection> {
    private static final Logger LOG = LoggerFactory.getLogger(FirstSights.class);
    private static final int SECONDS = Integer.getInteger("loupe.bench.seconds", -1);
    private static final int DRAWN = 2; // the second pulse begins when the first was drawn

    private final Line line;
    private final FxThread fx;
    private final AtomicBoolean seen = new AtomicBoolean();

    FirstSights(Line line, FxThread fx) {
        this.line = line;
        this.fx = fx;
    }

    /** The window has just been shown; {@code next} when it is drawn. */
    static void window(Runnable next) {
        whenDrawn(() -> {
            tell("window");
            next.run();
        });
    }

    /** Everything was just put into it. */
    static void places() {
        whenDrawn(() -> tell("places"));
    }

    @Override
    public void accept(Inspection part) {
        if (seen.compareAndSet(false, true)) {
            line.removeListener(this);
            fx.execute(() -> whenDrawn(this::verdict));
        }
    }

    private void verdict() {
        tell("verdict");
        if (SECONDS >= 0) {
            line.pause();
            PauseTransition rest = new PauseTransition(Duration.seconds(SECONDS));
            rest.setOnFinished(e -> FxThread.exit());
            rest.play();
        }
    }

    /** With the processor time until now: on a busy computer it tells more than the clock. */
    private static void tell(String what) {
        long cpu = ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .orElse(java.time.Duration.ZERO)
                .toMillis();
        LOG.info("seen: {} after {} ms of processor time", what, cpu);
    }

    private static void whenDrawn(Runnable note) {
        new AnimationTimer() {
            private int pulses;

            @Override
            public void handle(long now) {
                if (++pulses == DRAWN) {
                    stop();
                    note.run();
                }
            }
        }.start();
    }
}
