package loupe.app;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import loupe.config.RecipeBook;
import loupe.config.Settings;
import loupe.detect.Detectors;
import loupe.detect.Provider;
import loupe.detect.ProviderPreference;
import loupe.domain.Detector;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;
import loupe.domain.Inspector;
import loupe.domain.Recipe;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the models of recipes where they run best, each on a session of its own, and remembers when the line got less
 * than it should have. Thread-safe.
 */
public final class Inspectors {
    private static final Logger LOG = LoggerFactory.getLogger(Inspectors.class);

    private final Map<String, Boolean> lookers = new ConcurrentHashMap<>();
    private final RecipeBook recipes;
    private final Supplier<Settings> settings;
    private final ProviderTruth truth;
    private final Conditions conditions;
    private volatile Optional<InspectionFault> alarm = Optional.empty();

    Inspectors(RecipeBook recipes, Supplier<Settings> settings, ProviderTruth truth, Conditions conditions) {
        this.recipes = recipes;
        this.settings = settings;
        this.truth = truth;
        this.conditions = conditions;
    }

    /** An open detector, and why it does not run where it should. */
    private record Opened(Detector detector, Optional<InspectionFault> less) {}

    /**
     * Opens a recipe's model. Takes as long as the model needs; the caller closes it.
     *
     * @throws InspectionFault MOD-05 when the file is not the one the recipe was made with, MOD-11 when the provider
     *     that a person chose gives other results than the CPU, and what opening throws
     */
    public Inspector open(Recipe recipe) {
        return inspector(recipe, opened(recipe).detector());
    }

    /** The same for the line: {@link #alarm} tells whether it runs where it should. */
    Inspector openForLine(Recipe recipe) {
        Opened opened = opened(recipe);
        alarm = opened.less();
        return inspector(recipe, opened.detector());
    }

    /** The same on one thread of the CPU, so that little is taken from the line. */
    Inspector openBeside(Recipe recipe) {
        return inspector(recipe, Detectors.open(recipes.modelPath(recipe), ProviderPreference.CPU.withThreads(1)));
    }

    /** MOD-14 while the line runs on the CPU although another provider was chosen or measured to be the best. */
    public Optional<InspectionFault> alarm() {
        return alarm;
    }

    /** Says that a screen looks at repaired pictures, which are copied only then, or no longer does. Any thread. */
    public void lookAtRepairs(String screen, boolean looks) {
        lookers.put(screen, looks);
    }

    /** A provider that does not load is no reason for a line to stand still: the CPU gives the same, and it is said. */
    private Opened opened(Recipe recipe) {
        Path model = recipes.modelPath(recipe);
        ProviderChoice choice = ProviderChoice.of(settings.get().compute(), truth.of(recipe));
        choice.check(String.valueOf(model.getFileName()));
        ProviderPreference wanted =
                ProviderPreference.AUTO.withThreads(choice.threads()).with(truth.acceleration());
        try {
            return new Opened(Detectors.open(model, wanted.on(choice.provider())), Optional.empty());
        } catch (InspectionFault fault) {
            if (choice.provider() == Provider.CPU || !(settings.get().compute().isAuto() || isMissing(fault))) {
                throw fault;
            }
            LOG.warn("{} runs on the CPU: {}", recipe.id(), fault.getMessage());
            List<Object> args = fault.args();
            String reason = args.isEmpty() ? fault.code().id() : String.valueOf(args.get(args.size() - 1));
            boolean fellBack = fault.code() == FaultCode.MOD_13;
            InspectionFault less = new InspectionFault(
                    FaultCode.MOD_14,
                    fault,
                    choice.provider().label(),
                    Provider.CPU.label(),
                    fellBack ? fault.code().id() : reason);
            return new Opened(Detectors.open(model, wanted.on(Provider.CPU)), Optional.of(less));
        }
    }

    private static boolean isMissing(InspectionFault fault) {
        return fault.code() == FaultCode.MOD_08 || fault.code() == FaultCode.MOD_13;
    }

    private Inspector inspector(Recipe recipe, Detector detector) {
        if (!detector.info().sha256().equals(recipe.modelSha256())) {
            detector.close();
            throw new InspectionFault(
                    FaultCode.MOD_05, recipes.modelPath(recipe).getFileName());
        }
        return new Inspector(
                recipe, conditions.detectors().apply(detector), conditions.clock(), () -> lookers.containsValue(true));
    }
}
