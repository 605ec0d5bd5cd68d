package loupe.cli.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import loupe.app.FileReview;
import loupe.app.FileReview.Entry;
import loupe.app.Workstation;
import loupe.camera.demo.DemoLine;
import loupe.config.RecipeBook;
import loupe.detect.BareSession;
import loupe.detect.ProviderPreference;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;
import loupe.domain.Inspector;
import loupe.domain.Progress;
import loupe.domain.Recipe;
import loupe.imaging.ImageCodec;
import loupe.trace.TraceStore;

/**
 * Review of many files as the window does it, journal and thumbnails included, against a loop that only decodes and
 * runs the bare session. Both go on in turns, a block each, so that whatever else the computer does hits both.
 */
final class ReviewBench {
    private static final int FILES = 200;
    private static final int BLOCK = 50;
    private static final double DEFECTS = 0.1;
    private static final Duration DRAIN = Duration.ofMinutes(1);

    private final List<Entry> files;
    private final TraceStore trace;
    private final FileReview review;
    private final BareSession session;
    private long reviewNanos;
    private long loopNanos;
    private int number;

    private ReviewBench(List<Entry> files, TraceStore trace, Inspector inspector, BareSession session) {
        this.files = files;
        this.trace = trace;
        this.review = new FileReview(inspector, trace, Progress.NONE);
        this.session = session;
    }

    static void measure(Ground ground, Notes notes) {
        int images = ground.extent().images();
        Recipe recipe = ground.recipe();
        List<Entry> files = draw(ground, Math.min(FILES, images));
        Path model = new RecipeBook(ground.home(), Clock.systemUTC()).modelPath(recipe);
        try (Workstation station = Workstation.open(ground.home());
                Inspector inspector = station.openInspector(recipe);
                BareSession session = BareSession.open(model, ProviderPreference.AUTO)) {
            ReviewBench bench = new ReviewBench(files, station.trace(), inspector, session);
            bench.run(Math.min(images, BLOCK));
            bench.reset();
            long before = station.journal().count();
            while (bench.number < images) {
                bench.run(Math.min(BLOCK, images - bench.number));
                ground.progress().update("bench.review", bench.number, images);
            }
            bench.tell(notes, station.journal().count() - before);
        }
        notes.remark("640×480 PNG of the demo line, " + files.size() + " files again and again, " + BLOCK
                + " in turn with the loop.");
    }

    private static List<Entry> draw(Ground ground, int count) {
        Path folder = ground.folder("review");
        DemoLine line = new DemoLine(5, DEFECTS);
        List<Entry> entries = new ArrayList<>();
        try {
            Files.createDirectories(folder);
            for (int i = 0; i < count; i++) {
                Path file = folder.resolve("part-%03d.png".formatted(i));
                Files.write(file, ImageCodec.png(line.part(i).image()));
                entries.add(new Entry(file, String.valueOf(file.getFileName()), Optional.empty()));
                ground.progress().update("demo.write", i + 1L, count);
            }
        } catch (IOException e) {
            throw new InspectionFault(FaultCode.TRC_04, e, folder);
        }
        return entries;
    }

    /** A block of files by the one, until all of it is in the journal, then the same by the other. */
    private void run(int count) {
        long start = System.nanoTime();
        for (int i = 0; i < count; i++) {
            review.inspect(file(number + i), number + i + 1);
        }
        trace.drain(DRAIN);
        long between = System.nanoTime();
        for (int i = 0; i < count; i++) {
            ImageCodec.read(file(number + i).file());
            session.run();
        }
        reviewNanos += between - start;
        loopNanos += System.nanoTime() - between;
        number += count;
    }

    private Entry file(int index) {
        return files.get(index % files.size());
    }

    private void reset() {
        number = 0;
        reviewNanos = 0;
        loopNanos = 0;
    }

    private void tell(Notes notes, long rows) {
        notes.count("images", "pictures", number);
        notes.count("rows", "rows in the journal", rows);
        notes.add("per_second", "reviewed", number * 1e9 / reviewNanos, "1/s");
        notes.add("loop_per_second", "decoded and run only", number * 1e9 / loopNanos, "1/s");
        notes.add(Figure.of("share", "review of the loop’s throughput", 100.0 * loopNanos / reviewNanos, "%")
                .atLeast(85));
    }
}
