package loupe.ui.history;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.TreeMap;
import loupe.app.Workstation;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;
import loupe.domain.Outcome;
import loupe.imaging.ImageCodec;
import loupe.imaging.Thumbnails;
import loupe.report.Classes;
import loupe.report.LotHtml;
import loupe.report.LotReport;
import loupe.report.PartCsv;
import loupe.report.PartLine;
import loupe.samples.TeachingPictures;
import loupe.trace.JournalFilter;
import loupe.trace.JournalRow;
import loupe.trace.VerdictOverride;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes parts of the journal as CSV and lots as HTML, and hands them to Teach. Blocks: for the work thread. */
final class HistoryExport {
    /** Parts with picture in a lot report. */
    static final int LISTED = 300;

    private static final Logger LOG = LoggerFactory.getLogger(HistoryExport.class);
    private static final int PAGE = 1_000;
    private static final int WIDTH = 240;
    private static final int HEIGHT = 180;

    private final HistoryDesk desk;
    private final PartOpener opener;

    HistoryExport(HistoryDesk desk, PartOpener opener) {
        this.desk = desk;
        this.opener = opener;
    }

    /** Every row of a filter, newest first, page by page: a million need no memory. */
    void csv(JournalFilter filter, Path file) {
        PartCsv.write(file, new Lines(filter));
    }

    /** The report of a lot, and the CSV of all its parts beside it. */
    void lot(String lot, Path html, Locale locale) {
        JournalFilter filter = JournalFilter.ALL.withLot(Optional.of(lot));
        LotHtml.write(html, report(lot, filter), locale);
        String name = html.getFileName().toString().replaceFirst("\\.html?$", "");
        csv(filter, html.resolveSibling(name + ".csv"));
    }

    /** Hands the parts of a filter to Teach; TEA-12 when none has a picture to teach from. */
    void teach(JournalFilter filter) {
        TeachingPictures parts = new TeachingParts(desk.journal(), opener).of(filter);
        if (parts.all().isEmpty()) {
            throw new InspectionFault(FaultCode.TEA_12);
        }
        desk.teach().accept(parts);
    }

    /** The lot as the journal has it now. */
    LotReport report(String lot, JournalFilter filter) {
        Map<Outcome, Long> counts = new EnumMap<>(Outcome.class);
        Map<String, Long> recipes = new TreeMap<>();
        List<LotReport.Listed> listed = new ArrayList<>();
        Map<String, LotReport.OfClass> classes = new TreeMap<>();
        long[] known = new long[3];
        long more = 0;
        Instant first = Instant.EPOCH;
        Instant last = Instant.EPOCH;
        Lines lines = new Lines(filter);
        while (lines.hasNext()) {
            PartLine part = lines.next();
            last = counts.isEmpty() ? part.at() : last;
            first = part.at();
            counts.merge(part.outcome(), 1L, Long::sum);
            recipes.merge(part.recipe().id() + " v" + part.recipe().version(), 1L, Long::sum);
            part.classes()
                    .counts()
                    .forEach((kind, n) -> classes.merge(kind, new LotReport.OfClass(1, n), LotReport.OfClass::and));
            part.word().ifPresent(w -> known[kind(part.outcome() == Outcome.PASS, w.good())]++);
            if (part.outcome() != Outcome.PASS && listed.size() < LISTED) {
                listed.add(new LotReport.Listed(part, picture(lines.row())));
            } else if (part.outcome() != Outcome.PASS) {
                more++;
            }
        }
        List<String> names = recipes.entrySet().stream()
                .map(e -> e.getKey() + " (" + e.getValue() + ")")
                .toList();
        LotReport.Origin origin =
                new LotReport.Origin("Loupe " + Workstation.version(), Instant.now(), ZoneId.systemDefault());
        LotReport.Known said = new LotReport.Known(known[0], known[1], known[2]);
        return new LotReport(lot, names, first, last, counts, said, classes, listed, more, origin);
    }

    /** Over-kill, escape, or as the line had said. */
    private static int kind(boolean passed, boolean good) {
        if (passed == good) {
            return 2;
        }
        return good ? 0 : 1;
    }

    private Optional<byte[]> picture(JournalRow row) {
        try {
            return row.stored().image().map(f -> ImageCodec.png(Thumbnails.of(opener.image(f), WIDTH, HEIGHT)));
        } catch (InspectionFault fault) {
            LOG.warn("no picture of {} in the report: {}", row.id(), fault.getMessage());
            return Optional.empty();
        }
    }

    /** The rows of a filter as lines. */
    private final class Lines implements Iterator<PartLine> {
        private final JournalFilter filter;
        private List<JournalRow> page;
        private Map<String, VerdictOverride> words = Map.of();
        private int next;

        Lines(JournalFilter filter) {
            this.filter = filter;
            this.page = List.of();
            turn(Optional.empty());
        }

        private void turn(Optional<JournalRow> last) {
            page = desk.journal().page(filter, last, PAGE);
            words = desk.journal()
                    .latestOverrides(page.stream().map(JournalRow::id).toList());
            next = 0;
        }

        @Override
        public boolean hasNext() {
            if (next == page.size() && page.size() == PAGE) {
                turn(Optional.of(page.get(PAGE - 1)));
            }
            return next < page.size();
        }

        @Override
        public PartLine next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            JournalRow row = page.get(next++);
            return line(row, Optional.ofNullable(words.get(row.id())));
        }

        /** Of the line given last. */
        JournalRow row() {
            return page.get(next - 1);
        }
    }

    private static PartLine line(JournalRow row, Optional<VerdictOverride> word) {
        JournalRow.DecidedBy by = row.decidedBy();
        return new PartLine(
                row.id(),
                row.at(),
                row.lot().orElse(""),
                new PartLine.RecipeVersion(by.recipe(), by.version()),
                new PartLine.Source(row.frame().camera(), row.frame().id()),
                row.outcome(),
                row.score(),
                new PartLine.Limits(by.review(), by.fail()),
                row.regions().size(),
                row.faultText(),
                word.map(w -> new PartLine.Word(w.good(), w.who(), w.reason())),
                Classes.of(row.kind(), row.regions()));
    }
}
