package loupe.cli.bench;

import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import loupe.app.Workstation;
import loupe.domain.FaultCode;
import loupe.domain.Image;
import loupe.domain.Inspection;
import loupe.domain.InspectionFault;
import loupe.domain.Inspector;
import loupe.domain.Recipe;
import loupe.imaging.HeatMapPainter;
import loupe.imaging.HeatMapScene;
import loupe.imaging.ViewPort;
import loupe.station.Station;
import loupe.station.StationStats;

/** A run of a station with everything behind it; the newest part is painted on another thread, as on a screen. */
final class LiveRun {
    static final int WARM_UP_SECONDS = 2;
    private static final int VIEW_WIDTH = 1280;
    private static final int VIEW_HEIGHT = 1024;

    /** Of one frame: when it was due, and how long something took since then; nanoseconds. */
    private record Lap(long due, long nanos) {}

    private final Workstation station;
    private final Recipe recipe;
    private final PacedCamera camera;
    private final List<Lap> verdicts = Collections.synchronizedList(new ArrayList<>());
    private final List<Lap> overlays = Collections.synchronizedList(new ArrayList<>());
    private final AtomicReference<Inspection> newest = new AtomicReference<>();
    private final ByteBuffer screen = ByteBuffer.allocateDirect(VIEW_WIDTH * VIEW_HEIGHT * 4);
    private StationStats stats = StationStats.NONE;
    private double cpuShare;
    private Instant begun = Instant.MAX;

    LiveRun(Workstation station, Recipe recipe, PacedCamera camera) {
        this.station = station;
        this.recipe = recipe;
        this.camera = camera;
    }

    /** Blocks until the camera has ended and everything is recorded. */
    void run() {
        ExecutorService painting = Executors.newSingleThreadExecutor(task -> new Thread(task, "painter"));
        AtomicReference<HeatMapPainter> painter = new AtomicReference<>();
        painting.execute(() -> painter.set(new HeatMapPainter()));
        Inspector inspector = station.openInspector(recipe);
        long cpu = cpuNanos();
        long start = System.nanoTime();
        try (Station line = new Station(
                camera,
                inspector,
                part -> take(part, () -> painting.execute(() -> paint(painter.get()))),
                state -> {},
                Clock.systemUTC())) {
            line.start();
            begun = Instant.now();
            line.awaitEnd();
            stats = line.stats();
            cpuShare = (double) (cpuNanos() - cpu) / (System.nanoTime() - start);
            painting.execute(() -> painter.get().close());
            painting.shutdown();
            painting.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InspectionFault(FaultCode.OPS_01, e);
        } finally {
            painting.shutdown();
        }
        station.trace().drain(Duration.ofMinutes(1));
    }

    private static long cpuNanos() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    /** As on the line: the journal first, then the screen, which takes the newest only. */
    private void take(Inspection part, Runnable repaint) {
        note(verdicts, part);
        station.trace().accept(part);
        if (newest.getAndSet(part) == null) {
            repaint.run();
        }
    }

    private void paint(HeatMapPainter painter) {
        Inspection part = newest.getAndSet(null);
        Image image = part.frame().image();
        HeatMapScene scene = part.prediction()
                .map(p -> HeatMapScene.of(image).withHeat(p.map(), recipe.scale()))
                .orElseGet(() -> HeatMapScene.of(image));
        int width = Math.min(VIEW_WIDTH, image.width());
        int height = Math.min(VIEW_HEIGHT, image.height());
        painter.paint(scene, ViewPort.fit(image.width(), image.height(), width, height), screen);
        note(overlays, part);
    }

    private void note(List<Lap> laps, Inspection part) {
        long due = camera.due(part.frame().id());
        laps.add(new Lap(due, System.nanoTime() - due));
    }

    /** Nanoseconds from a frame's time to its verdict, without the warm-up. */
    List<Long> verdicts() {
        return warm(verdicts);
    }

    /** The same to its overlay; parts that a newer one overtook are not painted. */
    List<Long> overlays() {
        return warm(overlays);
    }

    private static List<Long> warm(List<Lap> laps) {
        List<Lap> late = late(laps);
        return (late.isEmpty() ? laps : late).stream().map(Lap::nanos).toList();
    }

    private static List<Lap> late(List<Lap> laps) {
        long first = laps.isEmpty() ? 0 : laps.get(0).due();
        return laps.stream()
                .filter(l -> l.due() - first >= WARM_UP_SECONDS * 1_000_000_000L)
                .toList();
    }

    /** When the warm-up was over; a run that was too short for one had none. */
    Instant warm() {
        return late(verdicts).isEmpty() ? begun : begun.plusSeconds(WARM_UP_SECONDS);
    }

    StationStats stats() {
        return stats;
    }

    /** Of this process during the run; 1 = one core all the time. */
    double cpuShare() {
        return cpuShare;
    }
}
