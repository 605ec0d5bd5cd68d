package loupe.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import loupe.access.Task;
import loupe.app.Line;
import loupe.app.ShadowReport;
import loupe.app.Workstation;
import loupe.camera.SourceAddress;
import loupe.domain.Calibration;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;
import loupe.domain.Outcome;
import loupe.domain.Recipe;
import loupe.soak.Rehearsal;
import loupe.station.StationState;
import loupe.station.StationStats;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the line without a window and accounts for every frame at the end. */
@Command(
        name = "live",
        description = {
            "Runs the live line without a window and accounts for every frame at the end.",
            "The first start teaches the demo line. Ends after --seconds, with the source, or with Ctrl-C."
        },
        footer = {"", "Exit codes: 0 all accounted for, 2 a fault, or frames and journal do not balance."})
final class LiveCommand extends Subcommand {
    private static final long GOODBYE_SECONDS = 20;

    @Option(names = "--headless", description = "Without a window; the window itself is: loupe.")
    private boolean headless;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "0",
            description = "How long; 0 = until the source ends or Ctrl-C (${DEFAULT-VALUE}).")
    private double seconds;

    @Option(names = "--recipe", paramLabel = "R", description = "Recipe (default: the one used last, else the demo).")
    private String recipe;

    @Option(names = "--source", paramLabel = "ADDRESS", description = "Camera (default: the one in the settings).")
    private String source;

    @Option(names = "--lot", paramLabel = "L", description = "Lot of the parts (default: the one in the settings).")
    private String lot;

    @Option(
            names = "--shadow",
            paramLabel = "R",
            description = "Recipe that judges the same parts beside the line, without consequence.")
    private String shadow;

    @Option(
            names = "--every",
            paramLabel = "S",
            defaultValue = "10",
            description = "Seconds between two lines of state on standard error (${DEFAULT-VALUE}).")
    private double every;

    @Option(names = "--json", description = "Print the accounting as JSON.")
    private boolean json;

    @Option(names = "--rehearsal", hidden = true, description = "Takes orders on standard input, from loupe soak.")
    private boolean rehearsal;

    private final CountDownLatch over = new CountDownLatch(1);
    private final CountDownLatch done = new CountDownLatch(1);
    private final AtomicReference<Instant> firstVerdict = new AtomicReference<>();
    private final ArrayNode samples = Json.array();

    @Override
    public Integer call() throws InterruptedException, IOException {
        if (!headless) {
            throw misuse("--headless is missing; the window is opened by: loupe");
        }
        if (!(seconds >= 0) || !(every > 0)) {
            throw misuse("--seconds must be 0 or more, --every more than 0.");
        }
        if (rehearsal) {
            Rehearsal.run(home(), new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)), out());
            return 0;
        }
        Thread goodbye = new Thread(this::sayGoodbye, "goodbye");
        Runtime.getRuntime().addShutdownHook(goodbye);
        try (Workstation station = open(tasks())) {
            return run(station);
        } finally {
            done.countDown();
            forget(goodbye);
        }
    }

    /** The line is anybody's; where its pictures come from and who looks on is not. */
    private Task[] tasks() {
        Stream<Task> source = Optional.ofNullable(this.source).stream().map(s -> Task.SOURCE);
        Stream<Task> candidate = Optional.ofNullable(shadow).stream().map(s -> Task.RECIPES);
        return Stream.concat(source, candidate).toArray(Task[]::new);
    }

    private int run(Workstation station) throws InterruptedException {
        station.journal().fault().ifPresent(f -> err().println(FaultText.of(f)));
        Recipe chosen = choose(station);
        Optional.ofNullable(lot).ifPresent(station::useLot);
        long before = station.journal().count();
        Line line = station.line();
        line.addListener(inspection -> firstVerdict.compareAndSet(null, inspection.at()));
        line.onState(this::watch);
        String address = source != null ? source : station.settings().get().source();
        Optional.ofNullable(shadow).ifPresent(id -> station.shadow().startNow(recipe(station, id)));
        line.start(chosen, address);
        warn(chosen, Line.seenBy(chosen, address));
        follow(line);
        Optional<InspectionFault> stopped = whyStopped(line);
        line.stop();
        line.awaitEnd();
        Optional<InspectionFault> unrecorded = awaitRecorded(station.trace());
        StationStats stats = line.stats();
        long rows = station.journal().count() - before;
        boolean balanced = stats.offered() == stats.inspected() + stats.skipped()
                && rows == stats.inspected() + stats.outages()
                && unrecorded.isEmpty();
        station.shadow().finish();
        ShadowReport beside = station.shadow().report();
        report(stats, rows, balanced, beside);
        if (shadow != null && !json) {
            ShadowText.print(beside, out());
        }
        Optional<InspectionFault> fault = stopped.or(() -> unrecorded).or(beside::fault);
        fault.ifPresent(f -> err().println(FaultText.of(f)));
        return balanced && fault.isEmpty() ? 0 : LoupeCommand.FAULT;
    }

    private void warn(Recipe known, Recipe seen) {
        if (seen.calibration() == Calibration.UNCALIBRATED) {
            boolean moved = known.calibration() != Calibration.UNCALIBRATED;
            err().println(known.id() + " v" + known.version() + " is uncalibrated"
                    + (moved
                            ? " on " + seen.source() + "; its limits belong to " + SourceAddress.masked(known.source())
                            : "")
                    + ".");
        }
    }

    /** A source that never gave a single frame is a fault too, a folder that is not there for example. */
    private static Optional<InspectionFault> whyStopped(Line line) {
        boolean failed = line.state() == StationState.FAULT || line.stats().offered() == 0;
        return failed ? line.fault() : Optional.empty();
    }

    private Recipe choose(Workstation station) {
        if (recipe != null) {
            return recipe(station, recipe);
        }
        return station.activeRecipe().orElseGet(() -> {
            try (ConsoleProgress progress = progress()) {
                return station.teachDemo(progress);
            }
        });
    }

    private static Recipe recipe(Workstation station, String id) {
        return station.recipes().find(id).orElseThrow(() -> new InspectionFault(FaultCode.REC_01, id));
    }

    /** A finite source ends in IDLE, a broken run in FAULT. */
    private void watch(StationState state) {
        if (state == StationState.IDLE || state == StationState.FAULT) {
            over.countDown();
        }
    }

    private void follow(Line line) throws InterruptedException {
        long start = System.nanoTime();
        long end = seconds == 0 ? Long.MAX_VALUE : (long) (seconds * 1e9);
        long step = (long) (every * 1e9);
        for (long next = step; ; next += step) {
            long until = Math.min(next, end);
            if (over.await(until - (System.nanoTime() - start), TimeUnit.NANOSECONDS) || until == end) {
                return;
            }
            tell(line.stats(), (System.nanoTime() - start) / 1e9);
        }
    }

    private void tell(StationStats stats, double elapsed) {
        OptionalLong memory = Memory.residentKilobytes();
        err().printf(
                        Locale.ROOT,
                        "%6.0f s  inspected %d  skipped %d  %.1f fps  p95 %.1f ms  RSS %s%n",
                        elapsed,
                        stats.inspected(),
                        stats.skipped(),
                        stats.cameraFps(),
                        stats.p95Ms(),
                        memory.isPresent() ? memory.getAsLong() / 1024 + " MB" : "–");
        err().flush();
        ObjectNode sample = samples.addObject();
        Json.put(sample, "seconds", elapsed);
        sample.put("inspected", stats.inspected());
        sample.put("skipped", stats.skipped());
        Json.put(sample, "fps", stats.cameraFps());
        Json.put(sample, "p95_ms", stats.p95Ms());
        memory.ifPresent(kilobytes -> sample.put("rss_kb", kilobytes));
    }

    private void report(StationStats stats, long rows, boolean balanced, ShadowReport beside) {
        if (json) {
            out().println(Json.text(tree(stats, rows, balanced, beside)));
            return;
        }
        Table table = new Table()
                .row("frames", Long.toString(stats.offered()))
                .row("inspected", Long.toString(stats.inspected()))
                .row("skipped", Long.toString(stats.skipped()))
                .row("camera outages", Long.toString(stats.outages()))
                .row("journal rows", Long.toString(rows));
        for (Outcome outcome : Outcome.values()) {
            table.row(outcome.name().toLowerCase(Locale.ROOT), Long.toString(stats.count(outcome)));
        }
        table.row("balance", balanced ? "every frame accounted for" : "DOES NOT BALANCE")
                .print(out());
    }

    private ObjectNode tree(StationStats stats, long rows, boolean balanced, ShadowReport beside) {
        ObjectNode node = Json.object();
        node.put("frames", stats.offered());
        node.put("inspected", stats.inspected());
        node.put("skipped", stats.skipped());
        node.put("outages", stats.outages());
        node.put("journal_rows", rows);
        node.put("balanced", balanced);
        for (Outcome outcome : Outcome.values()) {
            node.put(outcome.name().toLowerCase(Locale.ROOT), stats.count(outcome));
        }
        Json.put(node, "p50_ms", stats.p50Ms());
        Json.put(node, "p95_ms", stats.p95Ms());
        node.put(
                "first_verdict_at",
                firstVerdict.get() == null ? null : firstVerdict.get().toString());
        node.set("samples", samples);
        beside.candidate().ifPresent(c -> node.set("shadow", ShadowText.tree(beside)));
        return node;
    }

    /** Runs on Ctrl-C and on SIGTERM: ends the run and holds the process until everything is recorded. */
    private void sayGoodbye() {
        over.countDown();
        try {
            if (!done.await(GOODBYE_SECONDS, TimeUnit.SECONDS)) {
                err().println("The line did not end within " + GOODBYE_SECONDS + " s.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void forget(Thread goodbye) {
        if (over.getCount() > 0 || !goodbye.isAlive()) {
            try {
                Runtime.getRuntime().removeShutdownHook(goodbye);
            } catch (IllegalStateException e) {
                over.countDown(); // a signal came in between; the hook finds everything done
            }
        }
    }
}
