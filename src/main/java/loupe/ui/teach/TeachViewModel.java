package loupe.ui.teach;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import loupe.app.Lesson;
import loupe.app.Method;
import loupe.app.TeachingPlan;
import loupe.config.RecipeBook;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;
import loupe.samples.TeachingPictures;
import loupe.train.Taught;

/** Teach, page by page: pictures, what is odd about them, method, teaching, result. JavaFX thread. */
public final class TeachViewModel {
    private final TeachDesk desk;
    private final Executor work;
    private final Executor fx;
    private final PicturesViewModel pictures;
    private final ChecksViewModel checks;
    private final MethodsViewModel methods;
    private final LessonViewModel lesson;
    private final ResultViewModel result;
    private final CompareViewModel compare;
    private final ReadOnlyObjectWrapper<Boolean> comparing = new ReadOnlyObjectWrapper<>(false);
    private final ReadOnlyObjectWrapper<Optional<InspectionFault>> refused =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Step> step = new ReadOnlyObjectWrapper<>(Step.PICTURES);
    private Optional<Path> trained = Optional.empty(); // where the training of the result in view lies
    private boolean resumed; // its steps are then not of one run

    public TeachViewModel(TeachDesk desk, Executor work, Executor fx, LongSupplier nanoTime) {
        this.desk = desk;
        this.work = work;
        this.fx = fx;
        this.pictures = new PicturesViewModel(desk, work, fx, nanoTime);
        this.checks = new ChecksViewModel(work, fx, nanoTime);
        this.methods = new MethodsViewModel(desk, work, fx, nanoTime);
        this.lesson = new LessonViewModel(desk, work, fx, nanoTime);
        this.result = new ResultViewModel(desk, work, fx, nanoTime);
        this.compare = new CompareViewModel(desk, methods, work, fx, nanoTime);
    }

    /** Files, folders and archives dropped anywhere. */
    public void onFilesDropped(List<File> files) {
        if (isFree()) {
            go(Step.PICTURES);
            pictures.drop(files.stream().map(File::toPath).toList(), PictureReading.Role.ANY);
        }
    }

    /** Parts that the line has seen before, to teach from. */
    public void add(TeachingPictures parts) {
        if (isFree()) {
            go(Step.PICTURES);
            pictures.add(parts);
        }
    }

    /** Teaches with this network; pictures and everything else stay. */
    public void useBackbone(Path network) {
        if (isFree()) {
            methods.backboneProperty().set(network.toString());
        }
    }

    /** What is brought while something is being taught is not taken, and that is said. */
    private boolean isFree() {
        refused.set(isBusy() ? Optional.of(new InspectionFault(FaultCode.TEA_13)) : Optional.empty());
        return !isBusy();
    }

    /** Whether the next page can be gone to. */
    boolean canGoOn() {
        return switch (step.get()) {
            case PICTURES ->
                !pictures.picturesProperty().get().good().isEmpty()
                        && !pictures.nameProperty().get().isBlank();
            case CHECKS -> checks.reportProperty().get().isPresent();
            case METHOD -> methods.canTeach();
            case TEACHING -> result.resultProperty().get().isPresent() && !lesson.isRunning();
            case RESULT -> false;
        };
    }

    void next() {
        if (!canGoOn()) {
            return;
        }
        switch (step.get()) {
            case PICTURES -> go(Step.CHECKS);
            case CHECKS -> go(Step.METHOD);
            case METHOD -> teach();
            case TEACHING -> go(Step.RESULT);
            case RESULT -> {}
        }
    }

    void back() {
        if (comparing.get()) {
            comparing(false);
        } else {
            go(step.get().by(-1));
        }
    }

    /** Goes to a page that is behind, or to the next one; nowhere while something is being taught. */
    void go(Step wanted) {
        if (isBusy()) {
            return;
        }
        comparing.set(false);
        if (wanted == Step.CHECKS) {
            checks.check(pictures.picturesProperty().get());
        }
        if (wanted == Step.METHOD) {
            methods.load(checks.kept(), pictures.nameProperty().get());
        }
        step.set(wanted);
    }

    /** Whether something is being taught, so that no other page can be gone to. */
    boolean isBusy() {
        return lesson.isRunning() || compare.isRunning();
    }

    /** Goes to the comparison of several methods, or back to the choice of one. */
    void comparing(boolean on) {
        if (!isBusy()) {
            if (on) {
                methods.cancel();
                compare.load();
            }
            comparing.set(on);
        }
    }

    void startComparison() {
        compare.start(RecipeBook.idFor(pictures.nameProperty().get()));
    }

    /** Shows the model of a candidate as a result. */
    void openCandidate(CompareViewModel.Line line) {
        compare.open(line, opened -> {
            result.load(opened);
            trained = Optional.empty(); // the comparison keeps its own
            go(Step.RESULT);
        });
    }

    /** Teaches with the method chosen. */
    void teach() {
        Method method = methods.chosenProperty().get();
        TeachingPictures kept = methods.picturesProperty().get();
        methods.cancel();
        result.clear();
        step.set(Step.TEACHING);
        TeachingPlan plan = methods.planInFolder(method);
        trained = plan.gradient().folder();
        resumed = plan.gradient().resume();
        lesson.start(
                method, Lesson.material(kept.good(), kept.defects()), plan, taught -> taught(method, kept, taught));
    }

    private void taught(Method method, TeachingPictures kept, Taught taught) {
        double seconds = lesson.stateProperty().get().elapsed();
        long steps = lesson.learningProperty().get().step();
        double training = taught.seconds().getOrDefault("teach.train", 0.0);
        if (steps > 0 && training > 0 && !resumed) {
            methods.learnedSteps(method, steps * 60 / training);
        }
        result.load(new ResultViewModel.Result(taught, method, kept, seconds));
        step.set(Step.RESULT);
    }

    /** Makes a recipe of the result. */
    void store() {
        String name = pictures.nameProperty().get().strip();
        result.store(RecipeBook.idFor(name), name, pictures.source());
    }

    /** Goes another way than to make a recipe of the result: what its training left is deleted first. */
    void giveUp(Runnable way) {
        Optional<Path> left = trained;
        trained = Optional.empty();
        if (left.isEmpty()) {
            way.run();
            return;
        }
        work.execute(() -> {
            desk.trainings().giveUp(left.get());
            fx.execute(way);
        });
    }

    /** Forgets everything and begins with other pictures. */
    void begin() {
        result.clear();
        pictures.clear();
        step.set(Step.PICTURES);
    }

    /** Ends all work. */
    public void close() {
        pictures.cancel();
        checks.cancel();
        methods.cancel();
        lesson.stop();
        compare.cancel();
        result.cancel();
    }

    PicturesViewModel pictures() {
        return pictures;
    }

    ChecksViewModel checks() {
        return checks;
    }

    MethodsViewModel methods() {
        return methods;
    }

    LessonViewModel lesson() {
        return lesson;
    }

    CompareViewModel compare() {
        return compare;
    }

    /** Whether several methods are compared, instead of the page of the step. */
    ReadOnlyObjectProperty<Boolean> comparingProperty() {
        return comparing.getReadOnlyProperty();
    }

    ResultViewModel result() {
        return result;
    }

    /** Why what was brought last was not taken. */
    ReadOnlyObjectProperty<Optional<InspectionFault>> refusedProperty() {
        return refused.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Step> stepProperty() {
        return step.getReadOnlyProperty();
    }
}
