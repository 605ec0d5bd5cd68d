package loupe.trace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import loupe.domain.AnomalyMap;
import loupe.domain.Calibration;
import loupe.domain.DecisionRule;
import loupe.domain.DefectRegion;
import loupe.domain.DisplayScale;
import loupe.domain.Frame;
import loupe.domain.Image;
import loupe.domain.Inspection;
import loupe.domain.Outcome;
import loupe.domain.Prediction;
import loupe.domain.Recipe;
import loupe.domain.Region;
import loupe.domain.ScoreSource;
import loupe.domain.Timings;
import loupe.domain.Verdict;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Rows into the journal, one transaction each or 64 together, and the newest page out of it. Times are per row. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class JournalBenchmark {
    private static final int BATCH = 64;
    private static final Region BOX = new Region(1.5, 2.5, 30, 40);

    private Path folder;
    private Journal journal;
    private Recipe recipe;
    private AnomalyMap map;
    private int next;

    @Setup
    public void open() throws IOException {
        folder = Files.createTempDirectory("loupe-jmh");
        journal = Journal.open(folder.resolve("journal.db"));
        map = new AnomalyMap(1, 1, new float[1], BOX);
        recipe = new Recipe(
                "bench",
                1,
                "bench",
                "demo:",
                Optional.empty(),
                "0".repeat(64),
                new DecisionRule(0.9, 1.1, 1, 0, ScoreSource.MODEL),
                new DisplayScale(0, 1),
                Calibration.GOOD_PARTS_ONLY,
                Instant.EPOCH);
        sixtyFour();
    }

    private Entry entry() {
        int number = next++;
        DefectRegion region = new DefectRegion(BOX, 900, 50, 1.2f, 10, 20, Optional.empty());
        Inspection part = new Inspection(
                String.format("%011x-jmh-%d", number, number),
                new Frame(number, "bench", Instant.ofEpochMilli(number), Image.NONE),
                Optional.of(new Prediction(1.2f, map, new Timings(1, 2, 3))),
                new Verdict(Outcome.FAIL, 1.2f, List.of(region), Optional.empty(), Optional.empty()),
                recipe,
                "",
                Instant.ofEpochMilli(number));
        return new Entry(part, "bench", Optional.empty(), Optional.empty(), Optional.of("L1"), Optional.empty());
    }

    @Benchmark
    public void one() {
        journal.writer().add(List.of(entry()));
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void sixtyFour() {
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < BATCH; i++) {
            entries.add(entry());
        }
        journal.writer().add(entries);
    }

    @Benchmark
    public List<JournalRow> newestPage() {
        return journal.newest(200);
    }

    @TearDown
    public void close() throws IOException {
        journal.close();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
