package loupe.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import loupe.domain.DefectClass;
import loupe.domain.Inspection;
import loupe.domain.Outcome;
import loupe.trace.JournalFilter.Word;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every query against the same rows filtered in memory. */
class JournalQueryTest {
    private static final List<Word> WORDS = List.of(Word.values());
    private static final Instant AT = Instant.parse("2026-11-21T10:00:00Z");
    private static final int PARTS = 400;

    @TempDir
    Path folder;

    private final Random random = new Random(5);
    private final Map<String, Boolean> words = new HashMap<>();
    private Journal journal;

    @BeforeEach
    void fill() {
        journal = Journal.open(folder.resolve("journal.db"));
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < PARTS; i++) {
            // the clock was set back now and then, and many parts share a moment
            Instant at = AT.plusSeconds(random.nextInt(200));
            Inspection part = any(i, at);
            Inspection of = withRecipe(part, random.nextBoolean() ? "washer" : "nut");
            Optional<String> lot =
                    Stream.of("", "L1", "L2").skip(random.nextInt(3)).findFirst();
            entries.add(PictureArchive.bare(of, Parts.options(loupe.domain.ArchivePolicy.NONE), Optional.empty())
                    .of(lot.filter(l -> !l.isEmpty())));
        }
        journal.writer().add(entries);
        for (int i = 0; i < 60; i++) {
            String id = entries.get(random.nextInt(PARTS)).inspection().id();
            boolean good = random.nextBoolean();
            words.put(id, good);
            journal.writer().add(new VerdictOverride(id, AT, "ada", good, ""));
        }
    }

    private Inspection any(int number, Instant at) {
        return switch (random.nextInt(20)) {
            case 0 -> Parts.error(number, at);
            case 1, 2, 3 ->
                Parts.classified(number, at, List.of("s.t", "t.t", "...").get(random.nextInt(3)));
            default -> Parts.part(number, at, random.nextFloat());
        };
    }

    private static Inspection withRecipe(Inspection p, String id) {
        return new Inspection(p.id(), p.frame(), p.prediction(), p.verdict(), Parts.recipe(id), p.faultText(), p.at());
    }

    @AfterEach
    void close() {
        journal.close();
    }

    private JournalFilter anyFilter() {
        Set<Outcome> outcomes = EnumSet.noneOf(Outcome.class);
        for (Outcome o : Outcome.values()) {
            if (random.nextInt(3) > 0) {
                outcomes.add(o);
            }
        }
        return JournalFilter.of(outcomes)
                .withRecipe(maybe("nut"))
                .withLot(maybe("L1"))
                .withTime(maybe(AT.plusSeconds(random.nextInt(200))), maybe(AT.plusSeconds(random.nextInt(200))))
                .withWord(WORDS.get(random.nextInt(WORDS.size())))
                .withKind(
                        random.nextInt(3) > 0
                                ? Optional.empty()
                                : Optional.of(random.nextBoolean() ? "stain" : "scratch"));
    }

    private <T> Optional<T> maybe(T value) {
        return random.nextBoolean() ? Optional.of(value) : Optional.empty();
    }

    private List<JournalRow> expected(List<JournalRow> all, JournalFilter f) {
        return all.stream()
                .filter(r -> f.outcomes().contains(r.outcome()))
                .filter(r -> f.recipe().isEmpty()
                        || f.recipe().get().equals(r.decidedBy().recipe()))
                .filter(r -> f.lot().isEmpty() || f.lot().equals(r.lot()))
                .filter(r -> f.from().isEmpty() || !r.at().isBefore(f.from().get()))
                .filter(r -> f.to().isEmpty() || r.at().isBefore(f.to().get()))
                .filter(r -> said(f.word(), Optional.ofNullable(words.get(r.id()))))
                .filter(r -> f.kind().isEmpty() || kinds(r).contains(f.kind().get()))
                .sorted(Comparator.comparing(JournalRow::at)
                        .thenComparing(JournalRow::seq)
                        .reversed())
                .toList();
    }

    private static Set<String> kinds(JournalRow row) {
        return Stream.concat(row.kind().stream(), row.regions().stream().flatMap(r -> r.kind().stream()))
                .map(DefectClass::name)
                .collect(java.util.stream.Collectors.toSet());
    }

    private static boolean said(Word wanted, Optional<Boolean> word) {
        return switch (wanted) {
            case ANY -> true;
            case GIVEN -> word.isPresent();
            case GOOD -> word.equals(Optional.of(true));
            case BAD -> word.equals(Optional.of(false));
        };
    }

    @Test
    void everyFilterGivesItsRowsPageByPage() {
        List<JournalRow> all = journal.page(JournalFilter.ALL, Optional.empty(), PARTS + 1);
        assertThat(all).hasSize(PARTS);
        for (int i = 0; i < 200; i++) {
            JournalFilter filter = anyFilter();
            List<JournalRow> found = new ArrayList<>();
            Optional<JournalRow> last = Optional.empty();
            List<JournalRow> page;
            do {
                page = journal.page(filter, last, 17);
                found.addAll(page);
                last = page.isEmpty() ? last : Optional.of(page.get(page.size() - 1));
            } while (!page.isEmpty());
            assertThat(found).as("%s", filter).isEqualTo(expected(all, filter));
            assertThat(journal.count(filter)).isEqualTo(found.size());
        }
    }

    @Test
    void decisionsAreTheNewestVerdictsWithTheLastWord() {
        List<JournalRow> all = journal.page(JournalFilter.ALL, Optional.empty(), PARTS);
        JournalFilter nuts = JournalFilter.ALL.withRecipe(Optional.of("nut"));
        List<JournalRow> wanted = expected(all, nuts).stream()
                .filter(r -> r.outcome() != Outcome.ERROR)
                .limit(50)
                .toList();
        List<Decision> found = journal.decisions(nuts, 50);
        assertThat(found)
                .extracting(Decision::id)
                .isEqualTo(wanted.stream().map(JournalRow::id).toList());
        assertThat(found).allSatisfy(d -> {
            assertThat(d.good()).isEqualTo(Optional.ofNullable(words.get(d.id())));
            assertThat(d.version()).isEqualTo(3);
        });
        assertThat(found)
                .extracting(Decision::score)
                .isEqualTo(wanted.stream().map(JournalRow::score).toList());
    }

    @Test
    void periodsAddUpToTheRows() {
        JournalFilter nuts = JournalFilter.ALL.withRecipe(Optional.of("nut"));
        List<JournalRow> rows = journal.page(nuts, Optional.empty(), PARTS);
        for (int count : new int[] {1, 7, 60, 1_000}) {
            List<Period> periods = journal.periods(nuts, count);
            assertThat(periods).hasSizeBetween(1, count + 1);
            for (Period p : periods) {
                List<JournalRow> inside = rows.stream()
                        .filter(r -> !r.at().isBefore(p.from()) && r.at().isBefore(p.to()))
                        .toList();
                assertThat(p.counts().values().stream().mapToLong(n -> n).sum()).isEqualTo(inside.size());
                double mean = inside.stream()
                        .filter(r -> r.outcome() == Outcome.PASS)
                        .mapToDouble(JournalRow::score)
                        .average()
                        .orElse(Double.NaN);
                assertThat(p.meanPassed()).isEqualTo(mean, within(1e-9));
            }
            assertThat(periods.stream()
                            .mapToLong(p -> p.judged() + p.count(Outcome.ERROR))
                            .sum())
                    .isEqualTo(rows.size());
        }
        assertThat(journal.periods(nuts.withRecipe(Optional.of("none")), 5)).isEmpty();
    }

    @Test
    void namesRecipesAndLots() {
        assertThat(journal.recipes()).containsExactly("nut", "washer");
        assertThat(journal.lots(10)).containsExactlyInAnyOrder("L1", "L2");
        assertThat(journal.lots(1)).hasSize(1);
    }
}
