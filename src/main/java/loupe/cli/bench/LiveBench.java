package loupe.cli.bench;

import java.util.List;
import loupe.app.Workstation;
import loupe.cli.bench.Extent.Size;
import loupe.domain.Image;
import loupe.domain.Recipe;
import loupe.station.StationStats;

/** The line as it runs in the window, without the window: camera, inspection, journal with pictures, overlay. */
final class LiveBench {
    private static final double RATE = 30;
    private static final int BURST = 10;
    private static final double BURST_RATE = 10;
    private static final int PARTS = 8;

    private LiveBench() {}

    static void measure(Ground ground, Notes notes) {
        Recipe recipe = ground.recipe();
        try (Workstation station = Workstation.open(ground.home())) {
            for (Size size : ground.extent().sizes()) {
                List<Image> pictures = Ground.drawn(PARTS, size);
                double seconds = ground.extent().seconds();
                LiveRun free = new LiveRun(station, recipe, new PacedCamera(pictures, RATE, 1, seconds));
                ground.progress().update("bench.live", 0, 0);
                System.gc(); // what teaching has left is no part of the line, and would be copied at every pause
                Pauses pauses = Pauses.during(ground.folder("pauses.jfr"), free::run);
                free(size, free, pauses, notes);
                LiveRun burst = new LiveRun(station, recipe, new PacedCamera(pictures, BURST_RATE, BURST, seconds));
                burst.run();
                burst(size, burst, notes);
            }
        }
        notes.remark("Times run from the moment at which a frame was due to the verdict, and to the overlay in a screen"
                + " buffer of 1280×1024 at most. Bursts: " + BURST + " parts at once every second; they wait for each"
                + " other and none may be lost. Every part goes to the journal, pictures of those that did not pass."
                + " The first " + LiveRun.WARM_UP_SECONDS + " s are left out.");
    }

    private static void free(Size size, LiveRun run, Pauses pauses, Notes notes) {
        String key = size + ".free";
        String of = size.words() + " at 30 a second: ";
        times(key, of, run, notes);
        double[] verdicts = Notes.milliseconds(run.verdicts());
        double tail = Notes.quantile(verdicts, 0.99) / Notes.quantile(verdicts, 0.5);
        notes.add(Figure.of(key + ".tail", of + "99 % to median, verdict", tail, "×")
                .atMost(2));
        StationStats stats = run.stats();
        notes.count(key + ".frames", of + "frames of the camera", stats.offered());
        notes.count(key + ".inspected", of + "inspected", stats.inspected());
        notes.count(key + ".skipped", of + "skipped for a newer one", stats.skipped());
        double[] ms = Notes.milliseconds(pauses.since(run.warm()));
        notes.add(key + ".gc_pauses", of + "pauses for garbage collection", ms.length, "");
        notes.add(Figure.of(key + ".gc_pause_ms_p99", of + "pause, 99 %", quantile(ms, 0.99), "ms")
                .atMost(5));
        double[] early = Notes.milliseconds(pauses.before(run.warm()));
        notes.add(key + ".gc_pause_ms_early", of + "longest pause of the warm-up", quantile(early, 1), "ms");
        notes.add(key + ".heap_peak_mb", of + "most of the heap in use", pauses.heapPeak() / 1e6, "MB");
        notes.add(key + ".cpu_share", of + "processor time, one core = 100 %", 100 * run.cpuShare(), "%");
    }

    private static double quantile(double[] ms, double share) {
        return ms.length == 0 ? 0 : Notes.quantile(ms, share);
    }

    private static void burst(Size size, LiveRun run, Notes notes) {
        String key = size + ".burst";
        String of = size.words() + " in bursts of " + BURST + ": ";
        times(key, of, run, notes);
        StationStats stats = run.stats();
        notes.count(key + ".parts", of + "parts", stats.offered());
        notes.add(Figure.of(key + ".lost", of + "lost", (double) (stats.offered() - stats.inspected()), "")
                .atMost(0));
    }

    private static void times(String key, String of, LiveRun run, Notes notes) {
        notes.addTimes(key + ".verdict", of + "verdict", run.verdicts());
        notes.addTimes(key + ".overlay", of + "overlay", run.overlays());
    }
}
