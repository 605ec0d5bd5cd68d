package loupe.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import loupe.calibrate.FirstLimits;
import loupe.camera.demo.DemoLine;
import loupe.config.RecipeBook;
import loupe.domain.Calibration;
import loupe.domain.DecisionRule;
import loupe.domain.DisplayScale;
import loupe.domain.FaultCode;
import loupe.domain.Image;
import loupe.domain.ImageSequence;
import loupe.domain.InspectionFault;
import loupe.domain.Progress;
import loupe.domain.Recipe;
import loupe.domain.ScoreSource;
import loupe.train.Material;
import loupe.train.Taught;
import loupe.train.npad.Npad;
import loupe.train.npad.NpadSums;

/** Makes recipes out of good parts: teaches a detector, sets first limits from held-out scores, stores both. */
public final class Teacher {
    /** Id of the recipe that the first start teaches. */
    public static final String DEMO = "demo";

    private static final int DEMO_PARTS = 100;
    private static final double FALSE_ALARMS = 0.01;

    private final RecipeBook recipes;
    private final Clock clock;

    Teacher(RecipeBook recipes, Clock clock) {
        this.recipes = recipes;
        this.clock = clock;
    }

    /** The good parts that the demo line is taught from: drawn when asked for, always the same. */
    public static ImageSequence demoParts(int count) {
        DemoLine line = new DemoLine(20_26, 0);
        return new ImageSequence() {
            @Override
            public int size() {
                return count;
            }

            @Override
            public Image load(int index) {
                return line.good(index).image();
            }
        };
    }

    /** Teaches the demo line with the shipped backbone and stores recipe {@link #DEMO}. Blocks for some seconds. */
    public Recipe teachDemo(String source, Progress progress) {
        Lesson lesson = new Lesson(DEMO, "Flange 6×M8", source, Material.good(demoParts(DEMO_PARTS)));
        return teach(lesson, Method.NPAD, TeachingPlan.DEFAULT, progress);
    }

    /**
     * Teaches and stores a new recipe, or a new version of it when the id is known. Blocks; nothing is stored when it
     * fails or is cancelled.
     *
     * @throws InspectionFault TEA-xx, MOD-10, OPS-01, CFG-02
     */
    public Recipe teach(Lesson lesson, Method method, TeachingPlan plan, Progress progress) {
        return store(lesson, method.teach(lesson.material(), plan, progress));
    }

    /** Stores a taught model with its first limits: provisional, bounded false alarms, nothing known of escapes. */
    public Recipe store(Lesson lesson, Taught model) {
        FirstLimits limits = limits(model);
        DisplayScale scale = scale(model, limits);
        DecisionRule rule = limits.rule(scale.one(), 0, ScoreSource.MODEL);
        Recipe recipe = new Recipe(
                lesson.id(),
                1,
                lesson.name(),
                lesson.source(),
                Optional.empty(),
                recipes.storeModel(model.onnx()),
                rule,
                scale,
                Calibration.GOOD_PARTS_ONLY,
                clock.instant());
        model.beside().accept(recipes.modelPath(recipe));
        return recipes.save(recipe, model.heldOutScores());
    }

    /** The limits that a taught model begins with. */
    public static FirstLimits limits(Taught model) {
        return FirstLimits.of(model.heldOutScores(), FALSE_ALARMS);
    }

    /**
     * The score is a mean over the map's top and lies below its peak: with a limit of their own for peaks, what passes
     * hardly ever shows a contour.
     */
    private static DisplayScale scale(Taught model, FirstLimits limits) {
        double peak = FirstLimits.of(model.heldOutPeaks(), FALSE_ALARMS).review();
        return new DisplayScale(model.display().zero(), Math.max(peak, limits.review()));
    }

    /** The sums of a recipe's detector, as far as it was taught on this computer; see {@link Npad#add}. */
    public NpadSums sums(Recipe recipe) {
        return sums(recipes.modelPath(recipe));
    }

    /**
     * The sums beside a model file.
     *
     * @throws InspectionFault TEA-07 when there are none that belong to it, IMG-05 when there is no such model
     */
    public static NpadSums sums(Path model) {
        try {
            return NpadSums.read(NpadSums.beside(model), Files.readAllBytes(model));
        } catch (IOException e) {
            throw new InspectionFault(FaultCode.IMG_05, e, model);
        }
    }
}
