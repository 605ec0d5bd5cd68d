package loupe.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;
import loupe.domain.Progress;

/**
 * How fast this computer teaches, measured by really teaching a little from a person's own pictures.
 *
 * @param pictures taught from
 * @param seconds that N-pad took for them, by phase
 */
public record TeachingPace(int pictures, Map<String, Double> seconds) {
    private static final int FEW = 8;
    /** N-pad looks at so many pictures twice, the transfer classifier at so many. */
    private static final int TWICE_NPAD = 24;

    private static final int TWICE_TRANSFER = 64;
    /** These cost about the same however many pictures there are. */
    private static final List<String> FIXED = List.of("teach.statistics", "teach.export");

    private static final String FEATURES = "teach.features";
    private static final long LONG_ENOUGH = 12_000_000_000L;

    public TeachingPace {
        seconds = Map.copyOf(seconds);
    }

    /**
     * Teaches N-pad from eight of the pictures, evenly spread, and throws the model away: seconds.
     *
     * @throws InspectionFault as {@link Method#teach}
     */
    public static TeachingPace measure(List<Path> good, TeachingPlan plan, Progress progress) {
        List<Path> few = spread(good, FEW);
        return new TeachingPace(
                few.size(),
                Method.NPAD
                        .teach(Lesson.material(few, List.of()), plan, progress)
                        .seconds());
    }

    private static List<Path> spread(List<Path> files, int count) {
        List<Path> few = new ArrayList<>();
        int wanted = Math.min(count, files.size());
        for (int i = 0; i < wanted; i++) {
            few.add(files.get((int) ((long) i * files.size() / wanted)));
        }
        return few;
    }

    /**
     * About how long a method takes that is not trained for a chosen time. Held-out scoring grows a little faster than
     * the count of pictures, and fitting the transfer classifier's head is not counted: an estimate.
     */
    public double expectedSeconds(Method method, int good, int defects) {
        double pass = seconds.getOrDefault(FEATURES, 0.0) / (2 * pictures);
        if (method == Method.TRANSFER) {
            return pass * (good + defects + Math.min(TWICE_TRANSFER, good));
        }
        double expected = pass * (good + Math.min(TWICE_NPAD, good));
        for (Map.Entry<String, Double> phase : seconds.entrySet()) {
            if (FIXED.contains(phase.getKey())) {
                expected += phase.getValue();
            } else if (!phase.getKey().equals(FEATURES)) {
                expected += phase.getValue() * good / pictures;
            }
        }
        return expected;
    }

    /**
     * Steps a minute of a training by gradient: a dozen seconds of a real one, thrown away.
     *
     * @throws InspectionFault as {@link Method#teach}
     */
    public static double stepsPerMinute(Method method, List<Path> good, TeachingPlan plan, Progress progress) {
        Clocked clocked = new Clocked(progress);
        try {
            method.teach(Lesson.material(spread(good, 2 * FEW), List.of()), plan, clocked);
        } catch (InspectionFault fault) {
            if (fault.code() != FaultCode.OPS_01 || progress.isCancelled()) {
                throw fault;
            }
        }
        return clocked.perMinute();
    }

    /** Counts steps for a while and then asks the work to stop. */
    private static final class Clocked implements Progress {
        private final Progress onlooker;
        private long began;
        private long from;
        private volatile long nanos;
        private volatile long steps;

        Clocked(Progress onlooker) {
            this.onlooker = onlooker;
        }

        @Override
        public void update(String phase, long done, long total) {
            onlooker.update(phase, done, total);
        }

        @Override
        public void detail(Training training) {
            if (began == 0) {
                began = System.nanoTime();
                from = training.step();
                return;
            }
            nanos = System.nanoTime() - began;
            steps = training.step() - from;
        }

        @Override
        public boolean isCancelled() {
            return nanos > LONG_ENOUGH || onlooker.isCancelled();
        }

        double perMinute() {
            return nanos == 0 ? 0 : steps * 60e9 / nanos;
        }
    }
}
