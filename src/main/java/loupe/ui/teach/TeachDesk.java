package loupe.ui.teach;

import java.nio.file.Path;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import loupe.app.Comparison;
import loupe.app.ComparisonRow;
import loupe.app.Lesson;
import loupe.app.Method;
import loupe.app.TaughtFigures;
import loupe.app.TeachingPace;
import loupe.app.TeachingPlan;
import loupe.app.Trainings;
import loupe.domain.Inspection;
import loupe.domain.Progress;
import loupe.domain.Recipe;
import loupe.samples.SampleStore;
import loupe.samples.TeachingPictures;
import loupe.train.Material;
import loupe.train.Taught;

/**
 * What the screen needs of the workstation.
 *
 * @param scratch folder for unpacked archives
 * @param source address of the camera that the line looks through
 * @param newSet begins a sample set of this name for parts of the line
 * @param listen begins to hear every part of the line, on the line's thread
 * @param unlisten ends it
 * @param trainings where trainings and comparisons lie
 * @param engine what computes
 * @param store makes a recipe; writes the disk
 * @param useOnLine makes a recipe judge on the line and shows it
 * @param calibrate opens the wizard for a recipe
 */
public record TeachDesk(
        Path scratch,
        Supplier<String> source,
        Function<String, SampleStore> newSet,
        Consumer<Consumer<Inspection>> listen,
        Consumer<Consumer<Inspection>> unlisten,
        Trainings trainings,
        Engine engine,
        BiFunction<Lesson, Taught, Recipe> store,
        Consumer<Recipe> useOnLine,
        Consumer<Recipe> calibrate) {

    /**
     * Slow work, for work threads; every part throws faults.
     *
     * @param teaching teaches
     * @param measuring says what a model does on this computer
     * @param pacing finds out how fast this computer teaches
     * @param stepping finds out how fast it trains by gradient: steps a minute
     * @param comparing teaches several candidates and measures them
     */
    public record Engine(
            Teaching teaching, Measuring measuring, Pacing pacing, Stepping stepping, Comparing comparing) {}

    /** As {@link Method#teach}. */
    @FunctionalInterface
    public interface Teaching {
        Taught teach(Method method, Material material, TeachingPlan plan, Progress progress);
    }

    /** As {@link TaughtFigures#measure}, with provider and folder known. */
    @FunctionalInterface
    public interface Measuring {
        TaughtFigures measure(Taught taught, Method method, TeachingPictures pictures, Progress progress);
    }

    /** As {@link TeachingPace#measure}. */
    @FunctionalInterface
    public interface Pacing {
        TeachingPace measure(TeachingPictures pictures, TeachingPlan plan, Progress progress);
    }

    /** As {@link Comparison#run}. */
    @FunctionalInterface
    public interface Comparing {
        List<ComparisonRow> run(Comparison.Job job, Comparison.Listener listener, Progress progress);
    }

    /** As {@link TeachingPace#stepsPerMinute}. */
    @FunctionalInterface
    public interface Stepping {
        double measure(Method method, TeachingPictures pictures, TeachingPlan plan, Progress progress);
    }
}
