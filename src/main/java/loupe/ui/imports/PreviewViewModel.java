package loupe.ui.imports;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import loupe.app.ImportDraft;
import loupe.app.ModelAssistant;
import loupe.app.ModelAssistant.Tried;
import loupe.app.RawOutput;
import loupe.domain.DisplayScale;
import loupe.domain.FaultCode;
import loupe.domain.Image;
import loupe.domain.InspectionFault;
import loupe.ui.widget.Job;
import loupe.ui.widget.PartCatcher;

/** Tries a model on a picture: what it is fed, what it gives, and what is odd about it. JavaFX thread. */
final class PreviewViewModel {
    /** The picture to try with; without a name it is a drawn one. */
    record Source(String name, Optional<Path> file, Supplier<Image> picture) {
        static final Source DRAWN = new Source("", Optional.empty(), ModelAssistant::drawn);
    }

    private final ImportDesk desk;
    private final Executor fx;
    private final Job<Tried> trying;
    private final Job<List<RawOutput>> showing;
    private final PartCatcher catcher;
    private final ReadOnlyObjectWrapper<Optional<Tried>> tried = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<List<RawOutput>> outputs = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<Source> source = new ReadOnlyObjectWrapper<>(Source.DRAWN);
    private final ReadOnlyObjectWrapper<Optional<InspectionFault>> fault =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private Optional<ImportDraft> asked = Optional.empty();
    private Optional<Source> triedWith = Optional.empty();
    private Optional<Source> shownWith = Optional.empty();

    PreviewViewModel(ImportDesk desk, Executor work, Executor fx, LongSupplier nanoTime) {
        this.desk = desk;
        this.fx = fx;
        this.trying = new Job<>(work, fx, nanoTime);
        this.showing = new Job<>(work, fx, nanoTime);
        this.catcher = new PartCatcher(desk.listen(), desk.unlisten(), work);
    }

    void clear() {
        trying.forget();
        showing.forget();
        catcher.stop();
        asked = Optional.empty();
        triedWith = Optional.empty();
        shownWith = Optional.empty();
        tried.set(Optional.empty());
        outputs.set(List.of());
        source.set(Source.DRAWN);
        fault.set(Optional.empty());
    }

    /** Tries another picture. */
    void use(Path picture) {
        use(new Source(
                String.valueOf(picture.getFileName()), Optional.of(picture), () -> ModelAssistant.read(picture)));
    }

    /** Tries the next part of the line. */
    void useNextPart(String name) {
        catcher.start(1, part -> {
            Image image = part.frame().image();
            fx.execute(() -> {
                if (catcher.isRunning()) { // else another picture was chosen while this one was on its way
                    use(new Source(name, Optional.empty(), () -> image));
                }
            });
        });
    }

    private void use(Source other) {
        catcher.stop();
        source.set(other);
        Optional<ImportDraft> again = asked;
        asked = Optional.empty();
        again.ifPresent(this::load);
    }

    /** The model is read in another way: what was asked of the old way says nothing any more. */
    void follow(ImportDraft draft) {
        if (asked.filter(a -> a.isReadAs(draft)).isEmpty()) {
            trying.forget();
            asked = Optional.empty();
        }
    }

    /** Tries the model as it is read by now, unless that was done or is under way. */
    void load(ImportDraft draft) {
        boolean known = asked.filter(a -> a.isReadAs(draft)).isPresent();
        if (known) {
            return;
        }
        asked = Optional.of(draft);
        fault.set(Optional.empty());
        if (draft.isCustom() && !Optional.of(source.get()).equals(shownWith)) {
            show(draft);
        }
        if (!draft.isAnswered()) {
            trying.forget();
            tried.set(Optional.empty());
            return;
        }
        Source from = source.get();
        trying.start(
                progress -> desk.assistant().tryOut(draft, from.picture().get(), progress),
                done -> {
                    asked = Optional.of(done.draft());
                    triedWith = Optional.of(from);
                    tried.set(Optional.of(done));
                },
                this::failed);
    }

    private void show(ImportDraft draft) {
        Source from = source.get();
        shownWith = Optional.of(from);
        showing.start(progress -> desk.assistant().outputs(draft, from.picture().get()), outputs::set, this::failed);
    }

    private void failed(InspectionFault why) {
        asked = Optional.empty();
        tried.set(Optional.empty());
        fault.set(Optional.of(why).filter(f -> f.code() != FaultCode.OPS_01));
    }

    void cancel() {
        trying.cancel();
        catcher.stop();
    }

    /** Whether the model was tried as it is read now. */
    boolean isTried(ImportDraft draft) {
        return !trying.isRunning()
                && tried.get().filter(t -> t.draft().isReadAs(draft)).isPresent();
    }

    /** The file that was tried, if it was one. */
    Optional<Path> file() {
        return triedWith.flatMap(Source::file);
    }

    /** Colours for the map: the maker's scale where scores are normalised, else from its lowest to its highest. */
    static DisplayScale scale(Tried tried) {
        if (tried.draft().isNormalised()) {
            return new DisplayScale(0, 0.5);
        }
        double lowest = Double.POSITIVE_INFINITY;
        double highest = Double.NEGATIVE_INFINITY;
        for (float s : tried.prediction().map().scores()) {
            lowest = Math.min(lowest, s);
            highest = Math.max(highest, s);
        }
        return new DisplayScale(lowest, highest > lowest ? (lowest + highest) / 2 : lowest + 1);
    }

    ReadOnlyObjectProperty<Optional<Tried>> triedProperty() {
        return tried.getReadOnlyProperty();
    }

    /** Every output of a model that nobody knows. */
    ReadOnlyObjectProperty<List<RawOutput>> outputsProperty() {
        return outputs.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Source> sourceProperty() {
        return source.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<Job.Stand>> standProperty() {
        return trying.standProperty();
    }

    ReadOnlyObjectProperty<Optional<InspectionFault>> faultProperty() {
        return fault.getReadOnlyProperty();
    }
}
