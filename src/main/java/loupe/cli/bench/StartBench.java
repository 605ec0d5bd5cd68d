package loupe.cli.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import loupe.cli.bench.Child.Sight;

/** A second Loupe as a process of its own: how soon it is there, and what it costs while its line is paused. */
final class StartBench {
    private static final int SETTLE_SECONDS = 20;
    private static final int WATCH_SECONDS = 20;

    private StartBench() {}

    /** Starts on a data folder that has a recipe; the files are in the system's memory after the first. */
    static void start(Ground ground, Notes notes) {
        ground.recipe();
        Child.headless(ground.home());
        List<Double> headless = new ArrayList<>();
        List<Sight> windows = new ArrayList<>();
        List<Sight> places = new ArrayList<>();
        List<Sight> verdicts = new ArrayList<>();
        for (int i = 0; i < ground.extent().starts(); i++) {
            ground.progress().update("bench.start", i, ground.extent().starts());
            headless.add(Child.headless(ground.home()));
            if (Child.hasDisplay()) {
                try (Child child = Child.window(ground.home(), 0)) {
                    windows.add(child.await("window"));
                    places.add(child.await("places"));
                    verdicts.add(child.await("verdict"));
                }
            }
        }
        notes.add(seconds("first_verdict_seconds", "first verdict without a window", headless)
                .atMost(3));
        if (windows.isEmpty()) {
            notes.remark("No display here: the window was not opened, its times are missing.");
        } else {
            notes.add(seconds("window_seconds", "first window", clock(windows)).atMost(1));
            notes.add(seconds("window_places_seconds", "everything in the window", clock(places)));
            notes.add(seconds("window_verdict_seconds", "first verdict in the window", clock(verdicts))
                    .atMost(3));
            notes.add(seconds("window_cpu_seconds", "processor time until the first window", cpu(windows)));
            notes.add(seconds("window_verdict_cpu_seconds", "processor time until that verdict", cpu(verdicts)));
        }
        notes.remark("From before the process is started; median of "
                + ground.extent().starts()
                + ". Window: its first frame is drawn, empty and with its name; then what is in it."
                + " The source is the demo line.");
    }

    private static List<Double> clock(List<Sight> sights) {
        return sights.stream().map(Sight::seconds).toList();
    }

    private static List<Double> cpu(List<Sight> sights) {
        return sights.stream().map(Sight::cpuSeconds).toList();
    }

    private static Figure seconds(String key, String words, List<Double> seconds) {
        double[] sorted = seconds.stream().mapToDouble(s -> s).sorted().toArray();
        String range = sorted.length == 0 ? "" : " (" + sorted[0] + " to " + sorted[sorted.length - 1] + ")";
        return Figure.of(key, words + range, Notes.quantile(sorted, 0.5), "s");
    }

    static void idle(Ground ground, Notes notes) {
        if (!Child.hasDisplay()) {
            notes.remark("No display here: not measured.");
            return;
        }
        ground.recipe();
        ground.progress().update("bench.idle", 0, 0);
        try (Child child = Child.window(ground.home(), SETTLE_SECONDS + WATCH_SECONDS + 5)) {
            child.await("verdict");
            child.waitFor(SETTLE_SECONDS * 1000L);
            Optional<Duration> before = child.cpu();
            long start = System.nanoTime();
            double[] shares = new double[WATCH_SECONDS];
            Optional<Duration> last = before;
            for (int i = 0; i < WATCH_SECONDS; i++) {
                child.waitFor(1000);
                Optional<Duration> now = child.cpu();
                shares[i] = share(last, now, 1e9);
                last = now;
            }
            double share = share(before, last, (double) (System.nanoTime() - start));
            Arrays.sort(shares);
            notes.add(Figure.of("cpu_percent", "processor time, one core = 100 %", share, "%")
                    .atMost(5));
            notes.add("cpu_percent_worst", "the same in the worst second", shares[WATCH_SECONDS - 1], "%");
        }
        notes.remark("Paused at the first verdict, then " + SETTLE_SECONDS + " s left alone, then watched for "
                + WATCH_SECONDS + " s. The X server is not counted.");
    }

    /** Percent; NaN where the system does not tell. */
    private static double share(Optional<Duration> from, Optional<Duration> to, double nanos) {
        return from.isEmpty() || to.isEmpty()
                ? Double.NaN
                : 100 * to.get().minus(from.get()).toNanos() / nanos;
    }
}
