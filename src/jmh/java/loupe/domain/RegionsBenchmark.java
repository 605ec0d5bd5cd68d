package loupe.domain;

import java.time.Instant;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** From a map to a verdict with its regions. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class RegionsBenchmark {
    private static final int PLACES = 12;

    @Param({"64", "256"})
    public int side;

    private Prediction good;
    private Prediction bad;
    private Recipe recipe;

    @Setup
    public void prepare() {
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
        good = prediction(0);
        bad = prediction(PLACES);
    }

    private Prediction prediction(int places) {
        SplittableRandom random = new SplittableRandom(2);
        float[] scores = new float[side * side];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = (float) random.nextDouble(0.8);
        }
        for (int p = 0; p < places; p++) {
            int x = random.nextInt(side * 3 / 4);
            int y = random.nextInt(side * 3 / 4);
            for (int i = 0; i < side * side / 256; i++) {
                scores[(y + i / (side / 16)) * side + x + i % (side / 16)] = 1.5f;
            }
        }
        AnomalyMap map = new AnomalyMap(side, side, scores, new Region(0, 0, 640, 480));
        return new Prediction(places == 0 ? 0.5f : 1.5f, map, Timings.ZERO);
    }

    @Benchmark
    public Verdict goodPart() {
        return recipe.judge(good);
    }

    @Benchmark
    public Verdict twelveDefects() {
        return recipe.judge(bad);
    }
}
