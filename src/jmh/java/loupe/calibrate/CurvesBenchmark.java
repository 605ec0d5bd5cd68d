package loupe.calibrate;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What is computed while a person drags a limit over 10,000 parts, and once per map for the pixel metrics. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class CurvesBenchmark {
    private static final int PARTS = 10_000;
    private static final int POINTS = 300;
    private static final int SIDE = 256;

    private final List<Scored> parts = new ArrayList<>();
    private final float[] map = new float[SIDE * SIDE];
    private final boolean[] mask = new boolean[SIDE * SIDE];
    private Scoreboard board;
    private PixelMetrics pixels;

    @Setup
    public void prepare() {
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < PARTS; i++) {
            boolean bad = i % 10 == 0;
            float score = (float) random.nextDouble() + (bad ? 0.5f : 0);
            parts.add(new Scored("image" + i, "part" + i, bad ? "scratch" : "good", score));
        }
        board = Scoreboard.of(parts);
        for (int i = 0; i < map.length; i++) {
            mask[i] = i % SIDE > 200 && i > 200 * SIDE;
            map[i] = (float) random.nextDouble() + (mask[i] ? 0.5f : 0);
        }
        pixels = new PixelMetrics();
    }

    @Benchmark
    public Scoreboard sort() {
        return Scoreboard.of(parts);
    }

    @Benchmark
    public int bothCurves() {
        return Curves.roc(board, POINTS).size()
                + Curves.precisionRecall(board, POINTS).size();
    }

    @Benchmark
    public Confusion decideAgain() {
        return board.at(0.8, 0.9);
    }

    @Benchmark
    public PixelMetrics addMap() {
        pixels.add(map, mask, SIDE);
        return pixels;
    }
}
