package loupe.app;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import loupe.access.Access;
import loupe.access.Task;
import loupe.access.User;
import loupe.camera.Cameras;
import loupe.config.Home;
import loupe.config.RecipeBook;
import loupe.config.RecipeChanges;
import loupe.config.Settings;
import loupe.config.SettingsFile;
import loupe.domain.InspectionFault;
import loupe.domain.Inspector;
import loupe.domain.Progress;
import loupe.domain.Recipe;
import loupe.samples.SampleShelf;
import loupe.trace.AuditLog;
import loupe.trace.Journal;
import loupe.trace.TraceStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The whole program without a screen: everything is built here, top to bottom, and closed in reverse. One per data
 * folder. Thread-safe where its parts are.
 */
public final class Workstation implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Workstation.class);
    private static final Duration DRAIN = Duration.ofSeconds(30);

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final Clock clock;
    private final Home home;
    private final ExecutorService work;
    private final AuditLog audit;
    private final Access access;
    private final SettingsFile settings;
    private final RecipeBook recipes;
    private final Keys keys;
    private final RecipeExchange exchange;
    private final SampleShelf samples;
    private final WrongVerdicts wrongVerdicts;
    private final Teacher teacher;
    private final Calibrator calibrator;
    private final Journal journal;
    private final TraceStore trace;
    private final ProviderTruth providers;
    private final Inspectors inspectors;
    private final Line line;
    private final ShadowLine shadow;
    private volatile Optional<String> lotOfRun = Optional.empty();

    private Workstation(Home home, Conditions conditions) {
        this.home = home;
        this.clock = conditions.clock();
        try {
            own(home.create().lock());
            own(LogFile.in(home.logs()));
            audit = new AuditLog(home.audit());
            access = Access.open(home.access(), clock, AccessDiary.into(audit, clock), AccessDiary.past(audit));
            Guard guard = new Guard(access);
            settings = own(SettingsFile.open(home.settings(), guard::settings));
            recipes = new RecipeBook(home, clock, guard::recipes);
            keys = new Keys(home, access, audit, this::who, clock);
            exchange = new RecipeExchange(recipes, home, keys);
            samples = new SampleShelf(home.samples());
            wrongVerdicts = new WrongVerdicts(samples, this::who, clock);
            teacher = new Teacher(recipes, clock);
            calibrator = new Calibrator(home, recipes, audit, clock);
            journal = own(Journal.open(home.journalDatabase()));
            trace = TraceStore.open(journal, home.archive(), Keeping.of(settings.get()), this::stopLine, clock);
            UnendedRun unended = own(new UnendedRun(home, recipes, trace, clock));
            own(trace);
            unended.tell();
            work = Executors.newCachedThreadPool(job -> new Thread(job, "work"));
            own(this::endWork);
            providers = new ProviderTruth(home, recipes, settings::get, work, clock);
            inspectors = new Inspectors(recipes, settings::get, providers, conditions);
            line = own(
                    new Line(Cameras::open, inspectors::openForLine, part -> trace.accept(part, lot()), work, clock));
            unended.follow(line, work);
            providers.follow(line);
            shadow = own(new ShadowLine(r -> inspectors.openBeside(onLine(r)), trace::keep, audit, work, clock));
            line.addListener(shadow::offer);
            settings.addListener(changed -> trace.configure(Keeping.of(changed)));
        } catch (RuntimeException | Error e) {
            close(); // the lock above all
            throw e;
        }
        LOG.info("Loupe {} with {}", version(), home.folder());
    }

    /**
     * Takes the data folder, opens settings, recipes and journal. Quick: no native library but SQLite's is loaded.
     *
     * @throws InspectionFault TRC-01 when another Loupe uses the folder, TRC-04 when it cannot be written, TRC-05
     */
    public static Workstation open(Home home) {
        return new Workstation(home, Conditions.REAL);
    }

    /** The same in surroundings that a rehearsal of faults plays with. */
    public static Workstation open(Home home, Conditions conditions) {
        return new Workstation(home, conditions);
    }

    /** Version of this program, as recorded with every inspection. */
    public static String version() {
        return Optional.ofNullable(Workstation.class.getPackage().getImplementationVersion())
                .orElse("development");
    }

    public Home home() {
        return home;
    }

    /** Who may do what, and who is signed in. */
    public Access access() {
        return access;
    }

    /** Who changed what. */
    public AuditLog audit() {
        return audit;
    }

    /** Who signs: whoever is signed in, else the name in the settings. */
    public String who() {
        return signer(settings.get().operator());
    }

    /** Whoever is signed in, whatever name is claimed. */
    public String signer(String claimed) {
        return access.user().map(User::name).orElse(claimed);
    }

    public SettingsFile settings() {
        return settings;
    }

    public RecipeBook recipes() {
        return recipes;
    }

    /** Sample sets, each opened once. */
    public SampleShelf samples() {
        return samples;
    }

    public WrongVerdicts wrongVerdicts() {
        return wrongVerdicts;
    }

    public Teacher teacher() {
        return teacher;
    }

    /** Turns proposed thresholds into recipe versions. */
    public Calibrator calibrator() {
        return calibrator;
    }

    public Journal journal() {
        return journal;
    }

    /** Where every inspection is handed over for the journal. */
    public TraceStore trace() {
        return trace;
    }

    public Line line() {
        return line;
    }

    /** A candidate beside the line; {@link #promoteShadow} puts it on the line. */
    public ShadowLine shadow() {
        return shadow;
    }

    /** Puts the candidate on the line, and after a restart too, with an entry in the audit log; work thread. ACC-01. */
    public void promoteShadow() {
        access.require(Task.RECIPES);
        shadow.promote(who()).ifPresent(r -> swapRecipe(new RecipeChanges(recipes).newest(r.id(), r.version())));
    }

    /** The lot that the parts on the line belong to; empty = none. */
    public String lot() {
        return lotOfRun.orElseGet(() -> settings.get().lot());
    }

    /** From now on, as long as this is open, the parts on the line belong to this lot, whatever the settings say. */
    public void useLot(String name) {
        lotOfRun = Optional.of(name);
    }

    /** Threads for long jobs: teaching, loading, review. Jobs never share a detector with the line. */
    public ExecutorService work() {
        return work;
    }

    /** Starts the line with a recipe on the source chosen in the settings, and remembers the recipe. */
    public void startLine(Recipe recipe) {
        settings.update(s -> s.withActiveRecipe(recipe.id()));
        line.start(recipe, settings.get().source());
    }

    /** Starts the line again with the recipe that it has, on the source that the settings name now. */
    public void restartLine() {
        line.restart(settings.get().source());
    }

    /** A recipe as the line judges with it: uncalibrated where the line's camera is another one. */
    public Recipe onLine(Recipe recipe) {
        return Line.seenBy(recipe, settings.get().source());
    }

    /** Judges with another recipe from the next frame on, and remembers it. Starts the line when it does not run. */
    public void swapRecipe(Recipe recipe) {
        settings.update(s -> s.withActiveRecipe(recipe.id()));
        line.swap(recipe, settings.get().source());
    }

    /** The recipe to start with, empty at the first start; see {@link StartRecipe}. */
    public Optional<Recipe> activeRecipe() {
        return new StartRecipe(recipes).choose(settings.get().activeRecipe());
    }

    /** Teaches the demo line; see {@link Teacher#teachDemo}. */
    public Recipe teachDemo(Progress progress) {
        return teacher.teachDemo(Settings.DEFAULT.source(), progress);
    }

    /** Opens recipes’ models; see {@link Inspectors#open}. */
    public Inspectors inspectors() {
        return inspectors;
    }

    /** What execution providers are worth here. */
    public ProviderTruth providers() {
        return providers;
    }

    /** Opens a recipe's model on a session of its own; see {@link Inspectors#open}. */
    public Inspector openInspector(Recipe recipe) {
        return inspectors.open(recipe);
    }

    /** What recipe files are signed with. */
    public Keys keys() {
        return keys;
    }

    /** Recipes as files. */
    public RecipeExchange exchange() {
        return exchange;
    }

    private void stopLine(InspectionFault fault) {
        if (line != null) { // the disk may be full before the line exists
            line.fail(fault);
        }
    }

    private <T extends AutoCloseable> T own(T part) {
        open.push(part);
        return part;
    }

    private void endWork() throws InterruptedException {
        work.shutdownNow();
        if (!work.awaitTermination(DRAIN.toSeconds(), TimeUnit.SECONDS)) {
            LOG.warn("work did not end within {} s", DRAIN.toSeconds());
        }
    }

    /** Camera, inspection, jobs, journal, settings, lock: the reverse of opening. */
    @Override
    public void close() {
        while (!open.isEmpty()) {
            AutoCloseable part = open.pop();
            try {
                part.close();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (Exception e) {
                LOG.error("closing {}", part, e);
            }
        }
    }
}
