package loupe.soak;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import loupe.app.Lesson;
import loupe.app.Method;
import loupe.app.TeachingPlan;
import loupe.app.Workstation;
import loupe.config.Home;
import loupe.config.Settings;
import loupe.domain.ArchivePolicy;
import loupe.domain.DecisionRule;
import loupe.domain.Progress;
import loupe.domain.Recipe;
import loupe.train.Material;

/**
 * Runs a station under load for a time, does faults to it, and accounts for every picture afterwards. Opens one socket,
 * on 127.0.0.1, and writes nothing outside the plan's folder. Used by one thread; only {@link #abort} may come from
 * another.
 */
public final class Soak {
    /** Free space below which the store deletes old pictures. */
    static final long ROOM_MB = 24;

    private static final int DISK_MB = 256;
    private static final int TEACHING_PARTS = 60;
    private static final int WIDTH = 640;
    private static final int HEIGHT = 480;
    private static final long FIRST_SECONDS = 180;
    private static final double LIMIT_SHARE = 0.9;

    private final SoakPlan plan;
    private final boolean keep;
    private final Consumer<String> teller;
    private final List<Struck> struck = new ArrayList<>();
    private volatile Optional<Disk> disk = Optional.empty();
    private volatile Optional<Stage> stage = Optional.empty();
    private long start;

    /**
     * Prepares; nothing is done yet.
     *
     * @param keep whether the station's log is to be left in the plan's folder
     * @param teller is told in a line what happens, as it happens
     */
    public Soak(SoakPlan plan, boolean keep, Consumer<String> teller) {
        this.plan = plan;
        this.keep = keep;
        this.teller = teller;
    }

    /** Blocks for the plan's duration and a little more. */
    public SoakReport run(Progress teaching) throws IOException, InterruptedException {
        Disk made = Disk.make(plan.folder().resolve("disk"), DISK_MB);
        disk = Optional.of(made);
        Home home = new Home(made.folder().resolve("home"));
        try (made) {
            prepare(home, teaching);
            PartPictures pictures = new PartPictures(plan.seed());
            try (StreamServer stream = new StreamServer(pictures::jpeg, plan.rate())) {
                Stage set = new Stage(stream, made, home, plan.folder().resolve("station.err"));
                stage = Optional.of(set);
                return run(set);
            }
        }
    }

    /** For a person who ends the soak: ends the station's processes first, then gives back what was mounted. */
    public void abort() {
        stage.ifPresent(Stage::abort);
        disk.ifPresent(Disk::unmount);
    }

    /** The names of all faults; some need a disk that can really be filled, some one that cannot. */
    public static List<String> names() {
        Faults faults = new Faults(0);
        return Stream.of(true, false)
                .flatMap(canFill -> faults.all(canFill).stream())
                .map(Fault::name)
                .distinct()
                .toList();
    }

    private static void prepare(Home home, Progress teaching) throws IOException {
        try (Workstation station = Workstation.open(home)) {
            Lesson lesson =
                    new Lesson(Stage.RECIPE, "Soak A", "demo:", Material.good(PartPictures.teaching(TEACHING_PARTS)));
            Recipe taught = station.teacher().teach(lesson, Method.NPAD, TeachingPlan.DEFAULT, teaching);
            Recipe below = station.recipes().save(taught.withRegion(SerialMark.below(WIDTH, HEIGHT)));
            DecisionRule rule = below.rule();
            DecisionRule stricter = new DecisionRule(
                    rule.review() * LIMIT_SHARE,
                    rule.fail() * LIMIT_SHARE,
                    rule.pixel(),
                    rule.minimumArea(),
                    rule.source());
            station.recipes()
                    .save(below.withRule(stricter, below.calibration()).withIdentity(Stage.OTHER_RECIPE, "Soak B"));
            Files.writeString(home.folder().resolve(Rehearsal.MARK), "made by loupe soak\n");
        }
    }

    private SoakReport run(Stage stage) throws IOException, InterruptedException {
        try (stage) {
            configure(stage);
            stage.startProcess();
            long asked = System.nanoTime();
            stage.startLine();
            Optional<Told.Part> first =
                    stage.station().await(Told.Part.class, asked, Told.Part::isJudged, FIRST_SECONDS);
            start = System.nanoTime(); // what the start takes is not the load's time
            if (first.isEmpty()) {
                stage.surprises().add("no part was judged within three minutes");
            } else if (plan.chaos()) {
                chaos(stage);
            } else {
                endure(stage);
            }
            stage.endProcess();
            double seconds = elapsed();
            keepLog(stage);
            teller.accept("accounting for " + stage.stream().sent().size() + " pictures");
            return report(stage, seconds);
        }
    }

    private void keepLog(Stage stage) throws IOException {
        if (keep && Files.exists(stage.home().log())) {
            Files.copy(stage.home().log(), plan.folder().resolve("station.log"));
        }
    }

    /** Every part's picture is wanted, and the stream is the source. */
    private void configure(Stage stage) {
        try (Workstation station = Workstation.open(stage.home())) {
            station.settings()
                    .update(s -> s.withSource(stage.stream().address())
                            .withStorage(new Settings.Storage(
                                    ArchivePolicy.ALL, false, Settings.Storage.DEFAULT.retentionDays(), ROOM_MB)));
        }
    }

    private double elapsed() {
        return (System.nanoTime() - start) / 1e9;
    }

    private boolean isOver() {
        return elapsed() >= plan.duration().toMillis() / 1e3;
    }

    private void endure(Stage stage) throws IOException, InterruptedException {
        while (!isOver()) {
            rest(Math.min(10, plan.duration().toMillis() / 1e3 - elapsed()));
            if (!stage.station().isAlive() || stage.recover(System.nanoTime()).isEmpty()) {
                stage.surprises().add("no part was judged any more after " + Math.round(elapsed()) + " s");
                return;
            }
        }
    }

    private void chaos(Stage stage) throws IOException, InterruptedException {
        Faults faults = new Faults(plan.seed());
        List<Fault> all = new ArrayList<>(faults.all(stage.disk().canBeFilled()));
        all.removeIf(f -> !plan.only().isEmpty() && !plan.only().contains(f.name()));
        while (!isOver()) {
            faults.shuffle(all);
            for (Fault fault : all) {
                rest(faults.pause());
                if (isOver()) {
                    return;
                }
                if (!strike(stage, fault)) {
                    stage.surprises().add(fault.name() + ": the line did not come back");
                    return;
                }
            }
        }
    }

    private static void rest(double seconds) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(Math.max(1, (long) (1000 * seconds)));
    }

    /** False when the line did not come back. */
    private boolean strike(Stage stage, Fault fault) throws IOException, InterruptedException {
        Instant at = Instant.now();
        double seconds = elapsed();
        long begun = System.nanoTime();
        fault.strike().on(stage);
        rest(fault.seconds());
        fault.lift().on(stage);
        long lifted = System.nanoTime();
        Optional<Long> back = stage.recover(lifted);
        OptionalDouble recovery =
                back.isPresent() ? OptionalDouble.of((back.get() - lifted) / 1e9) : OptionalDouble.empty();
        Struck done =
                seen(stage, begun, new Struck(at, seconds, fault.name(), fault.what(), Set.of(), Set.of(), recovery));
        struck.add(done);
        teller.accept(String.format(
                java.util.Locale.ROOT,
                "%6.0f s  %-22s %s %s  back after %s",
                seconds,
                fault.name(),
                String.join(" ", done.states()),
                String.join(" ", done.codes()),
                recovery.isPresent()
                        ? String.format(java.util.Locale.ROOT, "%.1f s", recovery.getAsDouble())
                        : "never"));
        return back.isPresent();
    }

    /** What the station showed since a moment. */
    private static Struck seen(Stage stage, long since, Struck fault) {
        Set<String> states = new TreeSet<>();
        Set<String> codes = new TreeSet<>();
        for (StationProcess process : stage.processes()) {
            for (Told told : process.told()) {
                if (told.nanos() > since && told instanceof Told.State state) {
                    states.add(state.state());
                    codes.addAll(List.of(state.line(), state.trace(), state.journal()));
                } else if (told.nanos() > since && told instanceof Told.Part part) {
                    codes.add(part.code());
                }
            }
        }
        codes.remove("");
        return new Struck(
                fault.at(), fault.seconds(), fault.name(), fault.what(), states, codes, fault.recoverySeconds());
    }

    private SoakReport report(Stage stage, double seconds) throws IOException {
        Evidence evidence = stage.evidence();
        Ledger ledger = Ledger.of(
                stage.stream().sent(),
                stage.runs(),
                evidence.rows(),
                evidence.orphans().size(),
                plan.rate());
        List<List<Told.Measured>> vitals = stage.processes().stream()
                .map(p -> p.told().stream()
                        .filter(Told.Measured.class::isInstance)
                        .map(Told.Measured.class::cast)
                        .toList())
                .toList();
        double[] p95 = vitals.stream()
                .flatMap(List::stream)
                .mapToDouble(Told.Measured::p95)
                .sorted()
                .toArray();
        return new SoakReport(
                plan,
                seconds,
                stage.disk().canBeFilled()
                        ? "a file system of " + DISK_MB + " MB in memory, really filled"
                        : "a plain folder; a full disk is rehearsed by the store's own limit of free space",
                stage.processes().size(),
                stage.runs().size(),
                p95.length == 0 ? Double.NaN : p95[p95.length / 2],
                List.copyOf(struck),
                ledger,
                trends(vitals),
                List.copyOf(stage.surprises()));
    }

    private static List<Trend> trends(List<List<Told.Measured>> vitals) {
        return List.of(
                Trend.of("heap after collection, MB", vitals, m -> m.vitals().heapMb()),
                Trend.of("resident memory, MB", vitals, m -> m.vitals().residentMb()),
                Trend.of("threads", vitals, m -> m.vitals().threads()),
                Trend.of("open handles", vitals, m -> m.vitals().handles()));
    }
}
