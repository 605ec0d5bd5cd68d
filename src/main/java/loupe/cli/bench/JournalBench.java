package loupe.cli.bench;

import java.nio.file.Path;
import java.time.Duration;
import loupe.domain.ArchivePolicy;
import loupe.domain.Image;
import loupe.domain.Inspection;
import loupe.domain.Outcome;
import loupe.imaging.ImageCodec;
import loupe.trace.Journal;
import loupe.trace.TraceOptions;
import loupe.trace.TraceStore;

/** How many parts a second the journal takes, each transaction on the disk before the next begins. */
final class JournalBench {
    private static final int WARM_UP = 2_000;
    private static final int MOST = 40_000;
    private static final int PICTURES = 500;
    private static final int JPEG_QUALITY = 92;

    private JournalBench() {}

    static void measure(Ground ground, Notes notes) {
        int rows = Math.min(MOST, ground.extent().rows());
        MadeUpParts bare = new MadeUpParts(Image.NONE);
        MadeUpParts pictures = new MadeUpParts(Ground.drawn(1).get(0));
        int few = Math.min(PICTURES, rows);
        Path folder = ground.folder("writes");
        try (Journal journal = Journal.open(folder.resolve("journal.db"));
                TraceStore store =
                        TraceStore.open(journal, folder.resolve("archive"), options(ArchivePolicy.NONE), fault -> {})) {
            write(store, bare, 0, WARM_UP, Outcome.PASS);
            notes.add(
                    "rows_per_second",
                    "parts without pictures",
                    write(store, bare, WARM_UP, rows, Outcome.PASS),
                    "1/s");
            store.configure(options(ArchivePolicy.ALL));
            int next = WARM_UP + rows;
            notes.add(
                    "passed_per_second",
                    "passed parts, picture as JPEG and map kept",
                    write(store, pictures, next, few, Outcome.PASS),
                    "1/s");
            notes.add(
                    "failed_per_second",
                    "failed parts, picture and map forced to the disk",
                    write(store, pictures, next + few, few, Outcome.FAIL),
                    "1/s");
            notes.count("rows", "rows in the journal afterwards", journal.count());
        }
        notes.remark("Handed over one by one as by the line; up to 64 wait. What was committed survives a power cut.");
    }

    static TraceOptions options(ArchivePolicy policy) {
        TraceOptions.Format jpeg = new TraceOptions.Format("jpg", image -> ImageCodec.jpeg(image, JPEG_QUALITY));
        return new TraceOptions(policy, jpeg, 0, 1, "bench");
    }

    /** Parts a second, until all are written. */
    private static double write(TraceStore store, MadeUpParts parts, int first, int count, Outcome outcome) {
        long start = System.nanoTime();
        for (int i = first; i < first + count; i++) {
            Inspection part = parts.part(i, outcome);
            store.accept(part, MadeUpParts.lot(i));
        }
        store.drain(Duration.ofMinutes(10));
        return count * 1e9 / (System.nanoTime() - start);
    }
}
