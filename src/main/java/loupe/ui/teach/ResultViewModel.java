package loupe.ui.teach;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import loupe.app.Lesson;
import loupe.app.Method;
import loupe.app.TaughtFigures;
import loupe.app.Teacher;
import loupe.calibrate.FirstLimits;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;
import loupe.domain.Recipe;
import loupe.samples.TeachingPictures;
import loupe.train.Taught;
import loupe.ui.widget.Job;

/** What was taught, what it does on this computer, and the recipe that may be made of it. JavaFX thread. */
final class ResultViewModel {
    /** Where {@link loupe.calibrate.FirstLimits} puts the review limit between the median and the fail limit. */
    static final double REVIEW = 2 / 3.0;

    /**
     * A model that was taught.
     *
     * @param pictures that it was taught from, as they were handed over
     * @param seconds that it took
     */
    record Result(Taught taught, Method method, TeachingPictures pictures, double seconds) {
        /** Good parts whose held-out score stands out, worst first. */
        List<Path> suspicious() {
            return taught.suspicious().stream().map(pictures.good()::get).toList();
        }

        /** Held-out scores about their median, 1 = the first fail limit. */
        double[] relative() {
            FirstLimits limits = Teacher.limits(taught);
            float[] scores = taught.heldOutScores();
            double step = (limits.fail() - limits.review()) / (1 - REVIEW);
            double median = limits.fail() - step;
            double[] relative = new double[scores.length];
            for (int i = 0; i < scores.length; i++) {
                relative[i] = step > 0 ? (scores[i] - median) / step : 0;
            }
            return relative;
        }

        /** Held-out good parts that a person would have to look at. */
        long aboveReview() {
            double review = Teacher.limits(taught).review();
            return IntStream.range(0, taught.heldOutScores().length)
                    .filter(i -> taught.heldOutScores()[i] >= review)
                    .count();
        }

        /** Files that could not be read. */
        List<Path> unreadable() {
            return taught.unreadable().stream().map(pictures.all()::get).toList();
        }
    }

    private final TeachDesk desk;
    private final Job<TaughtFigures> measuring;
    private final Job<Recipe> storing;
    private final ReadOnlyObjectWrapper<Optional<Result>> result = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<TaughtFigures>> figures =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Recipe>> recipe = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<InspectionFault>> fault =
            new ReadOnlyObjectWrapper<>(Optional.empty());

    ResultViewModel(TeachDesk desk, Executor work, Executor fx, LongSupplier nanoTime) {
        this.desk = desk;
        this.measuring = new Job<>(work, fx, nanoTime);
        this.storing = new Job<>(work, fx, nanoTime);
    }

    /** Shows a model and begins to measure it. */
    void load(Result made) {
        clear();
        result.set(Optional.of(made));
        measuring.start(
                progress -> desk.engine().measuring().measure(made.taught(), made.method(), made.pictures(), progress),
                found -> figures.set(Optional.of(found)),
                this::failed);
    }

    private void failed(InspectionFault why) {
        fault.set(Optional.of(why).filter(f -> f.code() != FaultCode.OPS_01));
    }

    /** Makes a recipe, or a new version of it when the name is known. */
    void store(String id, String name, String source) {
        fault.set(Optional.empty());
        result.get().filter(r -> !storing.isRunning()).ifPresent(r -> {
            Lesson lesson = new Lesson(
                    id,
                    name,
                    source,
                    Lesson.material(r.pictures().good(), r.pictures().defects()));
            storing.start(
                    progress -> desk.store().apply(lesson, r.taught()),
                    made -> recipe.set(Optional.of(made)),
                    why -> fault.set(Optional.of(why)));
        });
    }

    void useOnLine() {
        recipe.get().ifPresent(desk.useOnLine());
    }

    void calibrate() {
        recipe.get().ifPresent(desk.calibrate());
    }

    /** Ends measuring. */
    void cancel() {
        measuring.cancel();
    }

    /** Forgets the model. */
    void clear() {
        measuring.forget();
        result.set(Optional.empty());
        figures.set(Optional.empty());
        recipe.set(Optional.empty());
        fault.set(Optional.empty());
    }

    /** Whether there is a model that nobody has kept. */
    boolean wouldBeLost() {
        return result.get().isPresent() && recipe.get().isEmpty();
    }

    ReadOnlyObjectProperty<Optional<Result>> resultProperty() {
        return result.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<TaughtFigures>> figuresProperty() {
        return figures.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<Job.Stand>> measuringProperty() {
        return measuring.standProperty();
    }

    ReadOnlyObjectProperty<Optional<Job.Stand>> storingProperty() {
        return storing.standProperty();
    }

    ReadOnlyObjectProperty<Optional<Recipe>> recipeProperty() {
        return recipe.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<InspectionFault>> faultProperty() {
        return fault.getReadOnlyProperty();
    }
}
