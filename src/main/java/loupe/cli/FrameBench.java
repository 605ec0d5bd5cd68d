package loupe.cli;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import loupe.app.Percentile;
import loupe.detect.BareSession;
import loupe.domain.Frame;
import loupe.domain.Image;
import loupe.domain.Inspection;
import loupe.domain.Inspector;
import loupe.domain.Prediction;
import loupe.domain.Progress;
import loupe.domain.Timings;
import loupe.imaging.HeatMapPainter;
import loupe.imaging.HeatMapScene;
import loupe.imaging.ViewPort;

/**
 * Times whole frames, camera image → verdict → overlay ready in a screen buffer, against the bare session of the same
 * model. The two alternate, so that whatever else the computer does hits both. One thread.
 */
final class FrameBench implements AutoCloseable {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 480;
    private static final int WARM_UP = 200;
    private static final int FEWEST = 60;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final HeatMapPainter painter = new HeatMapPainter();
    private final ByteBuffer screen = ByteBuffer.allocateDirect(WIDTH * HEIGHT * 4);
    private final Inspector inspector;
    private final BareSession session;
    private final List<Image> parts;
    private final List<Long> frames = new ArrayList<>();
    private final List<Long> sessions = new ArrayList<>();
    private final List<Timings> timings = new ArrayList<>();
    private final List<Long> overlays = new ArrayList<>();
    private long allocated;
    private int next;

    /**
     * Prepares a measurement.
     *
     * @param inspector stays open
     * @param session stays open; the same model on the same provider
     * @param parts camera images, drawn beforehand, more than one
     */
    FrameBench(Inspector inspector, BareSession session, List<Image> parts) {
        this.inspector = inspector;
        this.session = session;
        this.parts = parts;
    }

    /**
     * What was measured, milliseconds.
     *
     * @param ratio of the two medians
     * @param pairedRatio median of the ratios of neighbouring measurements
     * @param frameP50 whole frame
     * @param frameP99 whole frame
     * @param sessionP50 bare session
     * @param allocatedBytes on the Java heap per frame by the inspecting thread, the camera's image not counted
     * @param pairs measured
     * @param steps where the frame's time went: medians of preprocess, inference, postprocess, overlay
     */
    record Result(
            double ratio,
            double pairedRatio,
            double frameP50,
            double frameP99,
            double sessionP50,
            double allocatedBytes,
            int pairs,
            List<Double> steps) {}

    Result run(double seconds, Progress progress) {
        for (int i = 0; i < WARM_UP; i++) {
            frame();
            session.run();
        }
        frames.clear();
        sessions.clear();
        overlays.clear();
        timings.clear();
        allocated = 0;
        long start = System.nanoTime();
        long end = (long) (seconds * 1e9);
        for (long now = 0; now < end || frames.size() < FEWEST; now = System.nanoTime() - start) {
            pair();
            progress.update("bench.frames", Math.min(now, end) / 1_000_000_000, end / 1_000_000_000);
        }
        return result();
    }

    /** First one, then the other, by turns: neither always finds the other's cache. */
    private void pair() {
        if (sessions.size() % 2 == 0) {
            frame();
            sessions.add(session.run());
        } else {
            sessions.add(session.run());
            frame();
        }
    }

    private void frame() {
        Image image = parts.get(next++ % parts.size());
        Frame frame = new Frame(next, "bench", Instant.now(), image);
        long before = threads.getCurrentThreadAllocatedBytes();
        long start = System.nanoTime();
        Inspection inspection = inspector.inspect(frame);
        Prediction prediction = inspection.prediction().orElseThrow();
        long judged = System.nanoTime();
        HeatMapScene scene = HeatMapScene.of(image)
                .withHeat(prediction.map(), inspector.recipe().scale());
        painter.paint(scene, ViewPort.fit(image.width(), image.height(), WIDTH, HEIGHT), screen);
        long ready = System.nanoTime();
        allocated += threads.getCurrentThreadAllocatedBytes() - before;
        frames.add(ready - start);
        overlays.add(ready - judged);
        timings.add(prediction.timings());
    }

    private Result result() {
        int n = frames.size();
        double[] whole = sorted(frames);
        double[] bare = sorted(sessions);
        double[] ratios = new double[n];
        for (int i = 0; i < n; i++) {
            ratios[i] = (double) frames.get(i) / sessions.get(i);
        }
        Arrays.sort(ratios);
        double p50 = Percentile.of(whole, 0.5).orElseThrow();
        double bareP50 = Percentile.of(bare, 0.5).orElseThrow();
        return new Result(
                p50 / bareP50,
                Percentile.of(ratios, 0.5).orElseThrow(),
                p50,
                Percentile.of(whole, 0.99).orElseThrow(),
                bareP50,
                (double) allocated / n,
                n,
                List.of(
                        median(timings.stream().map(Timings::preprocess).toList()),
                        median(timings.stream().map(Timings::inference).toList()),
                        median(timings.stream().map(Timings::postprocess).toList()),
                        median(overlays)));
    }

    private static double median(List<Long> nanos) {
        return Percentile.of(sorted(nanos), 0.5).orElseThrow();
    }

    private static double[] sorted(List<Long> nanos) {
        return nanos.stream().mapToDouble(n -> n / 1e6).sorted().toArray();
    }

    @Override
    public void close() {
        painter.close();
    }
}
