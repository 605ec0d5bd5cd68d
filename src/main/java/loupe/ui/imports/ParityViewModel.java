package loupe.ui.imports;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import loupe.app.ImportDraft;
import loupe.app.ParityDoctor;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;
import loupe.domain.SampleSet;
import loupe.domain.SampleSet.Sample;
import loupe.samples.Incoming;
import loupe.samples.Reading.Choice;
import loupe.samples.Reading.Unclear;
import loupe.samples.SampleCard;
import loupe.samples.SampleFolders;
import loupe.samples.SampleIntake;
import loupe.ui.widget.Drop;
import loupe.ui.widget.Job;

/** Is the model fed as it was trained? Labelled samples, scored in every plausible way. JavaFX thread. */
final class ParityViewModel {
    private final ImportDesk desk;
    private final SampleIntake intake;
    private final Job<SampleIntake.Result> reading;
    private final Job<ParityDoctor> comparing;
    private final Drop drop = new Drop();
    private final ReadOnlyObjectWrapper<Optional<ImportDraft>> now = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<List<Sample>> samples = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<Optional<ParityDoctor>> result = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<InspectionFault>> fault =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private Optional<ImportDraft> base = Optional.empty();

    ParityViewModel(ImportDesk desk, Executor work, Executor fx, LongSupplier nanoTime) {
        this.desk = desk;
        this.intake = new SampleIntake(desk.scratch());
        this.reading = new Job<>(work, fx, nanoTime);
        this.comparing = new Job<>(work, fx, nanoTime);
    }

    void clear() {
        reading.forget();
        comparing.forget();
        drop.forget();
        samples.set(List.of());
        fault.set(Optional.empty());
        forget();
        now.set(Optional.empty());
    }

    private void forget() {
        base = Optional.empty();
        result.set(Optional.empty());
    }

    /** The model is read in another way: a comparison stays only where that is one of its rows. */
    void follow(ImportDraft draft) {
        now.set(Optional.of(draft));
        boolean among = result.get()
                .filter(r -> r.rows().stream().anyMatch(this::isInUse))
                .isPresent();
        if (!among && !comparing.isRunning()) {
            forget();
        }
    }

    /** Folders with good parts and defects, or an archive of such. */
    void drop(List<Path> paths) {
        drop.take(paths);
        read();
    }

    private void read() {
        fault.set(Optional.empty());
        List<Path> paths = drop.paths();
        Map<Path, Set<String>> answers = drop.said();
        reading.start(progress -> intake.read(paths, answers), this::found, this::failed);
    }

    private void found(SampleIntake.Result read) {
        if (read instanceof SampleIntake.Asks asks) {
            drop.ask(asks.root(), asks.unclear());
            return;
        }
        List<Incoming> all = read instanceof SampleIntake.Brings brings
                ? brings.incoming()
                : Incoming.of(SampleFolders.read(((SampleIntake.Opens) read).set()));
        samples.set(labelled(all));
        if (samples.get().isEmpty()) {
            fault.set(Optional.of(new InspectionFault(FaultCode.CAL_06, "")));
        } else {
            compare();
        }
    }

    /** Good parts that the model may have learned are taken only where there are no others. */
    private static List<Sample> labelled(List<Incoming> all) {
        boolean others = all.stream().anyMatch(i -> !i.training() && i.type().equals(SampleSet.GOOD));
        return all.stream()
                .filter(i -> !i.type().equals(SampleCard.UNLABELLED) && !(others && i.training()))
                .map(i -> new Sample(i.image(), i.type(), i.mask()))
                .toList();
    }

    void answer(Choice choice) {
        drop.answer(choice);
        read();
    }

    void forgetQuestion() {
        drop.forget();
    }

    /** Scores the samples in every way. */
    void compare() {
        forget();
        fault.set(Optional.empty());
        ImportDraft from = now.get().orElseThrow();
        List<Sample> all = samples.get();
        comparing.start(
                progress -> desk.assistant().compare(from, all, progress),
                done -> {
                    base = Optional.of(from);
                    result.set(Optional.of(done));
                    now.get().ifPresent(this::follow); // who changed a field meanwhile sees no rows of another model
                },
                this::failed);
    }

    private void failed(InspectionFault why) {
        fault.set(Optional.of(why).filter(f -> f.code() != FaultCode.OPS_01));
    }

    void cancel() {
        reading.cancel();
        comparing.cancel();
    }

    /** How the model was read when the comparison was made: its rows change that. */
    Optional<ImportDraft> base() {
        return base;
    }

    /** Whether the model is fed by now as this row was. */
    boolean isInUse(ParityDoctor.Row row) {
        return base.isPresent()
                && now.get().isPresent()
                && base.get().fedAs(row).isReadAs(now.get().get());
    }

    /** The row that the model is fed as. */
    Optional<ParityDoctor.Row> inUse() {
        return result.get().flatMap(r -> r.rows().stream().filter(this::isInUse).findFirst());
    }

    /** How the model is read by now: decides which row is in use. */
    ReadOnlyObjectProperty<Optional<ImportDraft>> nowProperty() {
        return now.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<List<Sample>> samplesProperty() {
        return samples.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<Unclear>> questionProperty() {
        return drop.questionProperty();
    }

    ReadOnlyObjectProperty<Optional<ParityDoctor>> resultProperty() {
        return result.getReadOnlyProperty();
    }

    /** Empty while nothing is read. */
    ReadOnlyObjectProperty<Optional<Job.Stand>> readingProperty() {
        return reading.standProperty();
    }

    /** Empty while nothing is compared. */
    ReadOnlyObjectProperty<Optional<Job.Stand>> comparingProperty() {
        return comparing.standProperty();
    }

    ReadOnlyObjectProperty<Optional<InspectionFault>> faultProperty() {
        return fault.getReadOnlyProperty();
    }
}
