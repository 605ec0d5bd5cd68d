package loupe.ui.teach;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import loupe.domain.FaultCode;
import loupe.domain.Inspection;
import loupe.domain.InspectionFault;
import loupe.domain.SampleSet;
import loupe.imaging.ImageCodec;
import loupe.samples.Reading.Choice;
import loupe.samples.Reading.Unclear;
import loupe.samples.SampleCard;
import loupe.samples.SampleCard.Origin;
import loupe.samples.SampleCard.Signature;
import loupe.samples.SampleStore;
import loupe.samples.TeachingPictures;
import loupe.ui.teach.PictureReading.Role;
import loupe.ui.widget.Drop;
import loupe.ui.widget.FaultDialog;
import loupe.ui.widget.Job;
import loupe.ui.widget.PartCatcher;

/**
 * Which pictures are taught from. What a folder leaves open is asked, unless the place where it was dropped says it.
 * JavaFX thread.
 */
public final class PicturesViewModel {
    /** Parts taken from the line, of those that were asked for. */
    record Caught(int done, int wanted) {}

    private final TeachDesk desk;
    private final Executor work;
    private final Executor fx;
    private final PictureReading reader;
    private final PartCatcher catcher;
    private final Job<PictureReading.Read> reading;
    private final ReadOnlyObjectWrapper<TeachingPictures> pictures = new ReadOnlyObjectWrapper<>(TeachingPictures.NONE);
    private final StringProperty name = new SimpleStringProperty("");
    private final ReadOnlyObjectWrapper<Optional<Caught>> caught = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<InspectionFault>> fault =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final Drop drop = new Drop();
    private Role role = Role.ANY;
    private boolean fromLine;

    PicturesViewModel(TeachDesk desk, Executor work, Executor fx, LongSupplier nanoTime) {
        this.desk = desk;
        this.work = work;
        this.fx = fx;
        this.reader = new PictureReading(desk.scratch());
        this.catcher = new PartCatcher(desk.listen(), desk.unlisten(), work);
        this.reading = new Job<>(work, fx, nanoTime);
    }

    /** Takes files, folders and archives; what they hold is added. */
    void drop(Collection<Path> paths, Role as) {
        drop.take(paths);
        role = as;
        read();
    }

    /** Answers the question in view. */
    void answer(Choice choice) {
        drop.answer(choice);
        read();
    }

    /** Parts that the line has seen before are added. */
    void add(TeachingPictures parts) {
        fromLine = true;
        pictures.set(pictures.get().plus(parts));
    }

    /** Leaves the question; nothing is added. */
    void forgetQuestion() {
        drop.forget();
    }

    private void read() {
        fault.set(Optional.empty());
        List<Path> paths = drop.paths();
        boolean first = pictures.get().good().isEmpty();
        Role as = role == Role.ANY && first ? Role.GOOD : role;
        boolean whole = role == Role.ANY;
        Map<Path, Set<String>> said = drop.said();
        reading.start(progress -> reader.read(paths, said, as, whole), this::take, this::failed);
    }

    private void take(PictureReading.Read read) {
        if (read instanceof PictureReading.Asks asks) {
            drop.ask(asks.root(), asks.unclear());
        } else if (read instanceof PictureReading.Found found) {
            if (name.get().isBlank()) {
                name.set(found.name());
            }
            if (found.pictures().all().isEmpty()) {
                fault.set(Optional.of(new InspectionFault(
                        FaultCode.IMG_08, drop.paths().get(0).getFileName())));
            }
            pictures.set(pictures.get().plus(found.pictures()));
        }
    }

    private void failed(InspectionFault why) {
        fault.set(Optional.of(why).filter(f -> f.code() != FaultCode.OPS_01));
    }

    /** Takes the next parts of the line as good ones; they are kept in a sample set. */
    void capture(int count) {
        fault.set(Optional.empty());
        caught.set(Optional.of(new Caught(0, count)));
        fromLine = true;
        String set = name.get().isBlank() ? "line" : name.get();
        List<Path> files = new ArrayList<>();
        work.execute(() -> attempt(() -> {
            SampleStore store = desk.newSet().apply(set);
            fx.execute(() -> catcher.start(
                    count,
                    part -> attempt(() -> {
                        SampleCard card = store.add(ImageCodec.png(part.frame().image()), card(part));
                        Path file = store.image(card);
                        fx.execute(() -> caught(files, file, count));
                    })));
        }));
    }

    private static SampleCard card(Inspection part) {
        Origin from = new Origin(part.id(), "", "");
        String piece = "part-" + part.id();
        return new SampleCard(piece + ".png", SampleSet.GOOD, true, piece, false, Signature.NONE, from);
    }

    private void caught(List<Path> files, Path file, int count) {
        if (caught.get().isEmpty()) {
            return; // cancelled meanwhile
        }
        files.add(file);
        pictures.set(pictures.get().plus(new TeachingPictures(List.of(file), List.of())));
        caught.set(Optional.of(new Caught(files.size(), count)));
        if (files.size() >= count) {
            cancel();
        }
    }

    private void attempt(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            InspectionFault why = FaultDialog.faultOf(e);
            fx.execute(() -> {
                cancel();
                fault.set(Optional.of(why));
            });
        }
    }

    /** Ends reading and catching; what has come stays. */
    void cancel() {
        reading.cancel();
        catcher.stop();
        caught.set(Optional.empty());
    }

    void clearGood() {
        pictures.set(new TeachingPictures(List.of(), pictures.get().defects()));
        fromLine = false;
    }

    void clearDefects() {
        pictures.set(new TeachingPictures(pictures.get().good(), List.of()));
    }

    /** Forgets everything. */
    void clear() {
        cancel();
        forgetQuestion();
        pictures.set(TeachingPictures.NONE);
        name.set("");
        fromLine = false;
    }

    /** The address that a recipe of these pictures belongs to. */
    String source() {
        List<Path> good = pictures.get().good();
        return fromLine || good.isEmpty()
                ? desk.source().get()
                : "folder:" + good.get(0).toAbsolutePath().getParent();
    }

    /** Name of the product. */
    public StringProperty nameProperty() {
        return name;
    }

    ReadOnlyObjectProperty<TeachingPictures> picturesProperty() {
        return pictures.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<Unclear>> questionProperty() {
        return drop.questionProperty();
    }

    ReadOnlyObjectProperty<Optional<Job.Stand>> readingProperty() {
        return reading.standProperty();
    }

    ReadOnlyObjectProperty<Optional<Caught>> caughtProperty() {
        return caught.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<InspectionFault>> faultProperty() {
        return fault.getReadOnlyProperty();
    }
}
