package loupe.ui.widget;

import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import loupe.domain.Inspection;

/** Takes the next parts of the line, on the threads of {@code disk}. JavaFX thread. */
public final class PartCatcher {
    private final Consumer<Consumer<Inspection>> listen;
    private final Consumer<Consumer<Inspection>> unlisten;
    private final Executor disk;
    private Optional<Consumer<Inspection>> hears = Optional.empty();

    /** {@code listen} begins to hear every part of the line, on the line's thread; {@code unlisten} ends it. */
    public PartCatcher(Consumer<Consumer<Inspection>> listen, Consumer<Consumer<Inspection>> unlisten, Executor disk) {
        this.listen = listen;
        this.unlisten = unlisten;
        this.disk = disk;
    }

    /** Hands over the next parts that have a picture; whoever waited for parts before gets no more. */
    public void start(int count, Consumer<Inspection> keep) {
        stop();
        AtomicInteger left = new AtomicInteger(count);
        Consumer<Inspection> hear = part -> {
            if (!part.frame().image().isEmpty() && left.getAndDecrement() > 0) {
                disk.execute(() -> keep.accept(part));
            }
        };
        hears = Optional.of(hear);
        listen.accept(hear);
    }

    public void stop() {
        hears.ifPresent(unlisten);
        hears = Optional.empty();
    }

    public boolean isRunning() {
        return hears.isPresent();
    }
}
