package loupe.ui.calibrate;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import loupe.domain.Inspection;
import loupe.domain.Progress;
import loupe.imaging.ImageCodec;
import loupe.samples.Added;
import loupe.samples.Reading.Choice;
import loupe.samples.Reading.Unclear;
import loupe.samples.SampleCard;
import loupe.samples.SampleCard.Origin;
import loupe.samples.SampleCard.Signature;
import loupe.samples.SampleIntake;
import loupe.samples.SampleStore;
import loupe.ui.widget.Drop;
import loupe.ui.widget.Latest;
import loupe.ui.widget.PartCatcher;

/**
 * Brings dropped files and the line's parts into the sample set in work, or into a new one. What a folder leaves open
 * is asked; nothing is copied before it is answered. JavaFX thread.
 */
public final class SampleArrivals {
    /** How far the copying is; running until all is done or cancelled. */
    record Work(long done, long total) {}

    /** What the last arrival has brought. */
    record Brought(int added, int known, int unreadable) {}

    private final SamplesDesk desk;
    private final Executor disk;
    private final Executor fx;
    private final SamplesViewModel samples;
    private final SampleIntake intake;
    private final PartCatcher catcher;
    private final ReadOnlyObjectWrapper<Optional<Work>> work = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Brought>> brought = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final Drop drop = new Drop();
    private volatile boolean cancelled;

    SampleArrivals(SamplesDesk desk, Executor disk, Executor fx, SamplesViewModel samples) {
        this.desk = desk;
        this.disk = disk;
        this.fx = fx;
        this.samples = samples;
        this.intake = new SampleIntake(desk.scratch());
        this.catcher = new PartCatcher(desk.listen(), desk.unlisten(), disk);
    }

    /** Takes files, folders and zip archives; a folder that is a sample set is opened instead. */
    public void onFilesDropped(List<File> files) {
        drop.take(files.stream().map(File::toPath).toList());
        brought.set(Optional.empty());
        samples.clearFault();
        read();
    }

    /** Answers the question in view. */
    void answer(Choice choice) {
        drop.answer(choice);
        read();
    }

    /** Leaves the question; nothing was copied. */
    void forgetQuestion() {
        drop.forget();
    }

    private void read() {
        work.set(Optional.of(new Work(0, 0)));
        cancelled = false;
        List<Path> paths = drop.paths();
        Map<Path, Set<String>> said = drop.said();
        Optional<SampleStore> into = samples.storeProperty().get();
        disk.execute(() -> {
            samples.attempt(() -> take(intake.read(paths, said), into));
            fx.execute(() -> work.set(Optional.empty()));
        });
    }

    private void take(SampleIntake.Result result, Optional<SampleStore> into) {
        if (result instanceof SampleIntake.Asks asks) {
            fx.execute(() -> drop.ask(asks.root(), asks.unclear()));
        } else if (result instanceof SampleIntake.Opens opens) {
            fx.execute(() -> samples.open(opens.set()));
        } else if (result instanceof SampleIntake.Brings brings) {
            SampleStore store = into.orElseGet(() -> desk.shelf().create(brings.name()));
            Progress progress = progress();
            Added added = store.add(brings.incoming(), desk.signature(), progress);
            fx.execute(() -> brought.set(Optional.of(new Brought(
                    added.cards().size(), added.known(), added.faults().size()))));
            if (into.isEmpty()) {
                samples.use(store);
            } else {
                fx.execute(() -> samples.arrived(added.cards()));
            }
        }
    }

    private Progress progress() {
        Latest<Work> news = new Latest<>(fx, w -> work.set(work.get().map(o -> w)));
        return new Progress() {
            @Override
            public void update(String phase, long done, long total) {
                news.accept(new Work(done, total));
            }

            @Override
            public boolean isCancelled() {
                return cancelled || Thread.currentThread().isInterrupted();
            }
        };
    }

    /** Takes the next parts of the line into the set, unlabelled. */
    void capture(int count) {
        catcher.stop();
        List<SampleCard> caught = new ArrayList<>();
        SampleStore store =
                samples.storeProperty().get().orElseGet(() -> desk.shelf().create("capture"));
        if (samples.storeProperty().get().isEmpty()) {
            samples.use(store);
        }
        work.set(Optional.of(new Work(0, count)));
        catcher.start(
                count,
                part -> samples.attempt(() -> {
                    caught.add(store.add(ImageCodec.png(part.frame().image()), card(part)));
                    int done = caught.size();
                    fx.execute(() -> caught(done, count, List.copyOf(caught)));
                }));
    }

    private static SampleCard card(Inspection part) {
        String name = "part-" + part.id() + ".png";
        Origin from = new Origin(part.id(), "", "");
        return new SampleCard(name, SampleCard.UNLABELLED, false, "part-" + part.id(), false, Signature.NONE, from);
    }

    private void caught(int done, int count, List<SampleCard> all) {
        work.set(Optional.of(new Work(done, count)));
        if (done >= count) {
            catcher.stop();
            work.set(Optional.empty());
            samples.arrived(all);
        }
    }

    /** Ends copying and capturing; what is in the set stays. */
    public void cancel() {
        cancelled = true;
        if (catcher.isRunning()) {
            catcher.stop();
            work.set(Optional.empty());
        }
    }

    ReadOnlyObjectProperty<Optional<Unclear>> questionProperty() {
        return drop.questionProperty();
    }

    ReadOnlyObjectProperty<Optional<Work>> workProperty() {
        return work.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<Brought>> broughtProperty() {
        return brought.getReadOnlyProperty();
    }
}
