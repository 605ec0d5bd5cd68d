package loupe.ui.teach;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import loupe.app.Candidate;
import loupe.app.Comparison;
import loupe.app.ComparisonRow;
import loupe.app.Method;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;
import loupe.domain.Progress;
import loupe.samples.TeachingPictures;
import loupe.ui.widget.Job;

/**
 * Teaches several methods from the same pictures and measures all of them on others, one after the other, however long
 * it takes. JavaFX thread.
 */
final class CompareViewModel {
    private static final long SEED = 1;

    /**
     * A line of the table.
     *
     * @param row what became of it; empty while it waits or is at work
     * @param working whether it is taught just now
     */
    record Line(Candidate candidate, Optional<ComparisonRow> row, boolean working) {
        /** Larger is better; what has no figure is last. */
        double auroc() {
            return row.flatMap(ComparisonRow::figures)
                    .map(f -> f.imageAuroc().orElse(-1))
                    .orElse(-1.0);
        }
    }

    private final TeachDesk desk;
    private final MethodsViewModel methods;
    private final Executor fx;
    private final Job<List<ComparisonRow>> job;
    private final Job<ResultViewModel.Result> opening;
    private final ReadOnlyObjectWrapper<Set<Method>> chosen = new ReadOnlyObjectWrapper<>(Set.of());
    private final ReadOnlyObjectWrapper<List<Line>> lines = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<Optional<InspectionFault>> fault =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private Optional<Comparison.Job> made = Optional.empty();

    CompareViewModel(TeachDesk desk, MethodsViewModel methods, Executor work, Executor fx, LongSupplier nanoTime) {
        this.desk = desk;
        this.methods = methods;
        this.fx = fx;
        this.job = new Job<>(work, fx, nanoTime);
        this.opening = new Job<>(work, fx, nanoTime);
    }

    /** Offers the methods that these pictures allow; all of them are chosen. */
    void load() {
        if (!job.isRunning()) {
            Set<Method> possible = EnumSet.allOf(Method.class);
            possible.removeIf(m -> methods.missing(m).isPresent());
            chosen.set(Set.copyOf(possible));
            lines.set(List.of());
            fault.set(Optional.empty());
            made = Optional.empty();
        }
    }

    void choose(Method method, boolean on) {
        Set<Method> next = EnumSet.noneOf(Method.class);
        next.addAll(chosen.get());
        if (on ? next.add(method) : next.remove(method)) {
            chosen.set(Set.copyOf(next));
        }
    }

    boolean canStart() {
        return chosen.get().size() > 1 && !job.isRunning();
    }

    /** Begins, or goes on where the same comparison was stopped. */
    void start(String product) {
        if (!canStart()) {
            return;
        }
        List<Candidate> candidates = chosen.get().stream()
                .sorted(Comparator.comparing(Method::isTrained).thenComparing(m -> m))
                .map(m -> Candidate.of(m, methods.plan(m)))
                .toList();
        lines.set(candidates.stream()
                .map(c -> new Line(c, Optional.empty(), false))
                .toList());
        fault.set(Optional.empty());
        Path folder = desk.trainings().comparison(product);
        TeachingPictures from = methods.picturesProperty().get();
        job.start(progress -> run(folder, from, candidates, progress), rows -> {}, this::failed);
    }

    private List<ComparisonRow> run(Path folder, TeachingPictures from, List<Candidate> candidates, Progress progress) {
        Comparison.Job wanted = Comparison.Job.of(folder, from.good(), from.defects(), candidates, SEED, progress);
        fx.execute(() -> made = Optional.of(wanted));
        return desk.engine().comparing().run(wanted, new Listener(), progress);
    }

    /** Called on the work thread. */
    private final class Listener implements Comparison.Listener {
        @Override
        public void begins(Candidate candidate) {
            fx.execute(() -> put(new Line(candidate, Optional.empty(), true)));
        }

        @Override
        public void ends(ComparisonRow row) {
            fx.execute(() -> put(new Line(row.candidate(), Optional.of(row), false)));
        }
    }

    private void put(Line line) {
        List<Line> next = new ArrayList<>(lines.get());
        next.replaceAll(l -> l.candidate().name().equals(line.candidate().name()) ? line : l);
        lines.set(List.copyOf(next));
    }

    private void failed(InspectionFault why) {
        lines.set(lines.get().stream()
                .map(l -> new Line(l.candidate(), l.row(), false))
                .toList());
        fault.set(Optional.of(why).filter(f -> f.code() != FaultCode.OPS_01));
    }

    /** Fetches the model of a line that has figures. */
    void open(Line line, Consumer<ResultViewModel.Result> onOpened) {
        made.filter(m -> line.row().flatMap(ComparisonRow::figures).isPresent())
                .ifPresent(m -> opening.start(
                        progress -> new ResultViewModel.Result(
                                Comparison.taught(m, line.candidate()),
                                line.candidate().method(),
                                new TeachingPictures(m.round().good(), m.round().defects()),
                                line.row()
                                        .flatMap(ComparisonRow::figures)
                                        .map(f -> f.teachSeconds().orElse(0))
                                        .orElse(0.0)),
                        onOpened,
                        why -> fault.set(Optional.of(why))));
    }

    /** Ends it; what was taught is kept, and the same comparison goes on from there. */
    void cancel() {
        job.cancel();
    }

    /** Whether the defects that are measured on are painted, because there are no others. */
    boolean isPainted() {
        return methods.picturesProperty().get().defects().isEmpty();
    }

    boolean isRunning() {
        return job.isRunning();
    }

    ReadOnlyObjectProperty<Set<Method>> chosenProperty() {
        return chosen.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<List<Line>> linesProperty() {
        return lines.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<Job.Stand>> standProperty() {
        return job.standProperty();
    }

    ReadOnlyObjectProperty<Optional<InspectionFault>> faultProperty() {
        return fault.getReadOnlyProperty();
    }
}
