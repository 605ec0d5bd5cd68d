package loupe.cli.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import loupe.domain.ArchivePolicy;
import loupe.domain.FaultCode;
import loupe.domain.Image;
import loupe.domain.InspectionFault;
import loupe.domain.Outcome;
import loupe.trace.Journal;
import loupe.trace.JournalFilter;
import loupe.trace.JournalRow;
import loupe.trace.TraceStore;

/** What History asks of a journal with very many rows, which were written as a line writes them. */
final class HistoryBench {
    private static final int PAGE = 200;
    private static final int PERIODS = 60;
    private static final int DECISIONS = 5_000;
    private static final int ROUNDS = 9;
    private static final double PAGE_MS = 100;
    private static final double TREND_MS = 300;

    private final Journal journal;
    private final Notes notes;

    private HistoryBench(Journal journal, Notes notes) {
        this.journal = journal;
        this.notes = notes;
    }

    static void measure(Ground ground, Notes notes) {
        int rows = ground.extent().rows();
        Path folder = ground.folder("history");
        Path database = folder.resolve("journal.db");
        try (Journal journal = Journal.open(database)) {
            long start = System.nanoTime();
            fill(ground, journal, folder, rows);
            notes.count("rows", "rows", journal.count());
            notes.add(
                    "fill_per_second",
                    "rows a second while it was filled",
                    rows * 1e9 / (System.nanoTime() - start),
                    "1/s");
        }
        long start = System.nanoTime();
        try (Journal journal = Journal.open(database)) {
            notes.add("open_ms", "opening the journal", (System.nanoTime() - start) / 1e6, "ms");
            notes.add("size_mb", "size of the file with its indices", Files.size(database) / 1e6, "MB");
            new HistoryBench(journal, notes).ask(rows);
        } catch (IOException e) {
            throw new InspectionFault(
                    FaultCode.CFG_02, e, database, e.getClass().getSimpleName());
        }
        notes.remark("Two recipes, lots of 10,000, 1 % failed. Each question " + ROUNDS
                + " times in turn: median and slowest. The file is in the system’s memory by then.");
    }

    private static void fill(Ground ground, Journal journal, Path folder, int rows) {
        MadeUpParts parts = new MadeUpParts(Image.NONE);
        try (TraceStore store = TraceStore.open(
                journal, folder.resolve("archive"), JournalBench.options(ArchivePolicy.NONE), fault -> {})) {
            for (int i = 0; i < rows; i++) {
                store.accept(parts.part(i), MadeUpParts.lot(i));
                ground.progress().update("bench.rows", i + 1L, rows);
            }
            store.drain(Duration.ofMinutes(10));
        }
    }

    private void ask(int rows) {
        JournalFilter all = JournalFilter.ALL;
        JournalFilter often = all.withRecipe(Optional.of(MadeUpParts.OFTEN));
        JournalFilter lot = often.withLot(Optional.of(MadeUpParts.lot(rows / 2)));
        JournalFilter bad = often.withOutcomes(Set.of(Outcome.FAIL, Outcome.REVIEW));
        JournalFilter early = all.withTime(Optional.empty(), Optional.of(MadeUpParts.at(rows / 10 + 1)));
        Optional<JournalRow> old =
                journal.page(early, Optional.empty(), 1).stream().findFirst();
        page("page", "newest " + PAGE + " rows", all, Optional.empty());
        page("page_recipe", PAGE + " rows of a recipe", often, Optional.empty());
        page("page_bad", PAGE + " rows of a recipe that did not pass", bad, Optional.empty());
        page("page_errors", "errors only", all.withOutcomes(Set.of(Outcome.ERROR)), Optional.empty());
        page("page_lot", PAGE + " rows of a lot", lot, Optional.empty());
        page("page_deep", PAGE + " rows after nine tenths of all", all, old);
        page("page_deep_recipe", "the same of a recipe", often, old);
        time("count", "how many in all", PAGE_MS, () -> journal.count(all));
        time("count_recipe", "how many of a recipe", PAGE_MS, () -> journal.count(often));
        time("trend", "trend of a recipe", TREND_MS, () -> journal.periods(often, PERIODS));
        time("trend_lot", "trend of a lot", TREND_MS, () -> journal.periods(lot, PERIODS));
        time(
                "decisions",
                "last " + DECISIONS + " decisions (what if)",
                TREND_MS,
                () -> journal.decisions(often, DECISIONS));
        time("lots", "names of the newest lots", PAGE_MS, () -> journal.lots(50));
    }

    private void page(String key, String words, JournalFilter filter, Optional<JournalRow> after) {
        time(key, words, PAGE_MS, () -> journal.page(filter, after, PAGE));
    }

    private void time(String key, String words, double limit, Runnable question) {
        List<Long> nanos = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            long start = System.nanoTime();
            question.run();
            nanos.add(System.nanoTime() - start);
        }
        double[] ms = Notes.milliseconds(nanos);
        notes.add(Figure.of(key + "_ms_p50", words + ", median", Notes.quantile(ms, 0.5), "ms")
                .atMost(limit));
        notes.add(key + "_ms_max", words + ", slowest", ms[ms.length - 1], "ms");
    }
}
