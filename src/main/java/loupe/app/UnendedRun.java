package loupe.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executor;
import loupe.camera.SourceAddress;
import loupe.config.Home;
import loupe.config.RecipeBook;
import loupe.domain.Calibration;
import loupe.domain.DecisionRule;
import loupe.domain.DisplayScale;
import loupe.domain.FaultCode;
import loupe.domain.Frame;
import loupe.domain.Image;
import loupe.domain.Inspection;
import loupe.domain.InspectionFault;
import loupe.domain.Recipe;
import loupe.domain.ScoreSource;
import loupe.domain.Verdict;
import loupe.domain.WholeFile;
import loupe.station.StationState;
import loupe.trace.TraceStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers on the disk that a line runs, so that an end which nobody ordered (power, crash, kill) becomes an ERROR row
 * at the next start: the parts that were in hand then have no row of their own, and the journal says so.
 */
final class UnendedRun implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(UnendedRun.class);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Path mark;
    private final RecipeBook recipes;
    private final TraceStore trace;
    private final Clock clock;
    private volatile boolean runs;
    private boolean marked; // of the run that is under way; guarded by mark

    UnendedRun(Home home, RecipeBook recipes, TraceStore trace, Clock clock) {
        this.mark = home.journal().resolve("running");
        this.recipes = recipes;
        this.trace = trace;
        this.clock = clock;
    }

    /** Writes the row of a run that did not end, before anything else is written. */
    void tell() {
        try {
            if (Files.exists(mark)) {
                List<String> lines = Files.readAllLines(mark);
                trace.accept(inspection(lines));
                forget();
            }
        } catch (IOException | RuntimeException e) {
            LOG.error("whether the last run ended cannot be told", e);
            delete();
        }
    }

    /**
     * The mark is written before the first picture is taken, and goes when the line does not run and everything of it
     * is in the journal. States may be told with the run's lock held, so that nothing here may ask the line for its
     * state; the first of a run is told by the line itself, which holds none, and may take as long as the disk.
     */
    void follow(Line line, Executor work) {
        line.onState(state -> {
            boolean before = runs;
            runs = state != StationState.IDLE && state != StationState.FAULT;
            if (!runs) {
                work.execute(this::forgetUnlessRunning);
            } else if (!before) {
                line.recipe().ifPresent(this::remember);
            }
        });
    }

    /** Looked at behind the waiting: the line may run again meanwhile, and then the mark stays. */
    private void forgetUnlessRunning() {
        boolean drained = trace.drain(PATIENCE);
        synchronized (mark) {
            if (drained && !runs) {
                delete();
            }
        }
    }

    /** In place of a mark that was told already and could not be deleted then. */
    private void remember(Recipe recipe) {
        synchronized (mark) {
            if (!marked) {
                write(recipe);
            }
        }
    }

    private void write(Recipe recipe) {
        String text = clock.instant() + "\n" + recipe.id() + "\n" + recipe.version() + "\n";
        try {
            WholeFile.write(mark, text.getBytes(StandardCharsets.UTF_8));
            marked = true;
        } catch (IOException e) {
            LOG.warn("that the line runs cannot be noted", e); // the journal is on the same disk and will say more
        }
    }

    private void forget() {
        if (trace.drain(PATIENCE)) {
            delete();
        }
    }

    private void delete() {
        synchronized (mark) {
            marked = false;
            try {
                Files.deleteIfExists(mark);
            } catch (IOException e) {
                LOG.warn("{} cannot be deleted", mark, e);
            }
        }
    }

    /** The same mark gives the same row, so that it is written once, whatever happens meanwhile. */
    private Inspection inspection(List<String> lines) {
        Instant began = Instant.parse(lines.get(0));
        Recipe recipe = recipe(lines.get(1), Integer.parseInt(lines.get(2)));
        String id = HexFormat.of().toHexDigits(began.toEpochMilli(), 11) + "-unended-1";
        InspectionFault fault = new InspectionFault(FaultCode.TRC_07, began);
        LOG.warn("{}", fault.getMessage());
        return new Inspection(
                id,
                new Frame(0, SourceAddress.masked(recipe.source()), began, Image.NONE),
                Optional.empty(),
                Verdict.error(FaultCode.TRC_07),
                recipe,
                fault.whatHappened(Locale.getDefault()),
                clock.instant());
    }

    /** A version that cannot be read any more still has its name and number; the rest of it is unknown. */
    private Recipe recipe(String id, int version) {
        try {
            return recipes.version(id, version);
        } catch (InspectionFault e) {
            LOG.warn("the recipe of the run that did not end: {}", e.getMessage());
            double none = Double.NaN;
            return new Recipe(
                    id,
                    version,
                    id,
                    "",
                    Optional.empty(),
                    "",
                    new DecisionRule(none, none, none, 0, ScoreSource.MODEL),
                    new DisplayScale(0, 1),
                    Calibration.UNCALIBRATED,
                    Instant.EPOCH);
        }
    }

    /** Nothing runs any more and the journal is closed; what could not be written keeps the mark. */
    @Override
    public void close() {
        forget();
    }
}
