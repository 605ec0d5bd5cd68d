package loupe.cli.bench;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import loupe.cli.bench.Extent.Size;
import loupe.config.RecipeBook;
import loupe.detect.BareSession;
import loupe.detect.Detectors;
import loupe.detect.ProviderPreference;
import loupe.domain.Frame;
import loupe.domain.Image;
import loupe.domain.Inspection;
import loupe.domain.Inspector;
import loupe.domain.Prediction;
import loupe.domain.Progress;
import loupe.domain.Recipe;
import loupe.domain.Timings;
import loupe.imaging.HeatMapPainter;
import loupe.imaging.HeatMapScene;
import loupe.imaging.ViewPort;

/**
 * Times whole frames, camera image → verdict → overlay ready in a screen buffer, against the bare session of the same
 * model. The two alternate, so that whatever else the computer does hits both. One thread.
 */
final class FrameBench implements AutoCloseable {
    private static final Size VIEW = new Size(1280, 1024);
    private static final int PARTS = 16;
    private static final int WARM_UP = 200;
    private static final double LONGEST_WARM_UP = 10;
    private static final int FEWEST = 60;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final HeatMapPainter painter = new HeatMapPainter();
    private final ByteBuffer screen;
    private final ViewPort view;
    private final Inspector inspector;
    private final BareSession session;
    private final List<Image> parts;
    private final List<Long> frames = new ArrayList<>();
    private final List<Long> sessions = new ArrayList<>();
    private final List<Timings> timings = new ArrayList<>();
    private final List<Long> overlays = new ArrayList<>();
    private long allocated;
    private int next;

    private FrameBench(Inspector inspector, BareSession session, Size size) {
        this.inspector = inspector;
        this.session = session;
        this.parts = Ground.drawn(PARTS, size);
        this.view = ViewPort.fit(
                size.width(),
                size.height(),
                Math.min(VIEW.width(), size.width()),
                Math.min(VIEW.height(), size.height()));
        this.screen = ByteBuffer.allocateDirect(view.width() * view.height() * 4);
    }

    /** Every size in turn. */
    static void measure(Ground ground, Notes notes) {
        Recipe recipe = ground.recipe();
        Path model = new RecipeBook(ground.home(), Clock.systemUTC()).modelPath(recipe);
        try (Inspector inspector =
                        new Inspector(recipe, Detectors.open(model, ProviderPreference.AUTO), Clock.systemUTC());
                BareSession session = BareSession.open(model, ProviderPreference.AUTO)) {
            for (Size size : ground.extent().sizes()) {
                try (FrameBench bench = new FrameBench(inspector, session, size)) {
                    bench.run(ground.extent().seconds(), ground.progress());
                    bench.tell(size, notes);
                }
            }
        }
        notes.remark("One thread; frame and bare session alternate. The overlay is painted for a view of "
                + VIEW.words() + " pixels, or of the picture where that is smaller.");
    }

    private void run(double seconds, Progress progress) {
        long begin = System.nanoTime();
        double longest = 1e9 * Math.min(LONGEST_WARM_UP, seconds); // no longer than what it is for
        for (int i = 0; i < WARM_UP && System.nanoTime() - begin < longest; i++) {
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
        painter.paint(scene, view, screen);
        long ready = System.nanoTime();
        allocated += threads.getCurrentThreadAllocatedBytes() - before;
        frames.add(ready - start);
        overlays.add(ready - judged);
        timings.add(prediction.timings());
    }

    private void tell(Size size, Notes notes) {
        int n = frames.size();
        String of = size.words() + ": ";
        notes.addTimes(size + ".frame", of + "whole frame", frames);
        notes.add(size + ".session_ms_p50", of + "bare session, median", Notes.median(sessions), "ms");
        double ratio = Notes.median(frames) / Notes.median(sessions);
        Figure ratios = Figure.of(size + ".ratio", of + "whole frame to bare session", ratio, "×");
        notes.add(size.width() == 640 ? ratios.atMost(1.15) : ratios);
        double[] pairs = IntStream.range(0, n)
                .mapToDouble(i -> (double) frames.get(i) / sessions.get(i))
                .sorted()
                .toArray();
        notes.add(size + ".pair_ratio", of + "median of the ratios of pairs", Notes.quantile(pairs, 0.5), "×");
        stage(size, notes, "preprocess", timings.stream().map(Timings::preprocess));
        stage(size, notes, "inference", timings.stream().map(Timings::inference));
        stage(size, notes, "postprocess", timings.stream().map(Timings::postprocess));
        stage(size, notes, "overlay", overlays.stream());
        Figure bytes = Figure.of(
                size + ".alloc_bytes",
                of + "allocated per frame, the camera’s picture not counted",
                Math.rint((double) allocated / n),
                "bytes");
        notes.add(bytes.atMost(64 * 1024));
        notes.add(size + ".pairs", of + "pairs measured", n, "");
    }

    private static void stage(Size size, Notes notes, String name, Stream<Long> nanos) {
        notes.add(
                size + "." + name + "_ms", size.words() + ": " + name + ", median", Notes.median(nanos.toList()), "ms");
    }

    @Override
    public void close() {
        painter.close();
    }
}
