package loupe.trace;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import loupe.domain.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Prints how long the history's queries take on a million rows: {@code mvn test -Dtest=HistoryFigures}. */
class HistoryFigures {
    private static final Logger LOG = LoggerFactory.getLogger(HistoryFigures.class);
    private static final int ROWS = 1_000_000;

    /** Two parts a second; 1 in 40 for review, 1 in 100 fails, 1 in 10,000 is an error; two recipes, 100 lots. */
    private static final String FILL = """
            INSERT INTO inspection (id, frame_id, frame_at, camera, at, recipe, recipe_version, model_sha256, app_version,
              outcome, score, t_review, t_fail, t_pixel, fault_text, regions, width, height, preprocess_ns,
              inference_ns, postprocess_ns, image_file, image_bytes, map_file, map_bytes, lot)
            WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < %d)
            SELECT printf('%%011x-cafe-%%d', i, i), i, 500 * i, 'demo', 500 * i,
              CASE WHEN i %% 10 < 8 THEN 'washer' ELSE 'nut' END, 1 + i / 250000, printf('%%064d', 0), '1.0',
              CASE WHEN i %% 10000 = 5 THEN 'ERROR' WHEN i %% 100 = 7 THEN 'FAIL' WHEN i %% 40 = 3 THEN 'REVIEW'
                ELSE 'PASS' END,
              (abs(random()) %% 1000000) / 1e6, 0.9, 1.1, 1.1, '', '[[1.5,2.5,30,40,900,50,1.2,10,20]]', 640, 480,
              1000000, 20000000, 300000, printf('2026-11-21/%%d.png', i), 200000, printf('2026-11-21/%%d.map', i),
              9000, printf('L%%d', i / 10000)
            FROM n""";

    @TempDir
    Path folder;

    @Test
    void aMillionRows() throws Exception {
        Path database = folder.resolve("journal.db");
        Journal.open(database).close();
        LOG.warn("filled {} rows in {} ms", ROWS, millis(() -> fill(database)));
        LOG.warn("{} MB, with indexes", Files.size(database) >> 20);
        try (Journal journal = Journal.open(database)) {
            JournalFilter washer = JournalFilter.ALL.withRecipe(Optional.of("washer"));
            JournalRow old = journal.page(
                            JournalFilter.ALL.withTime(Optional.empty(), Optional.of(Instant.ofEpochMilli(50_000_000))),
                            Optional.empty(),
                            1)
                    .get(0);
            for (JournalFilter f : List.of(
                    JournalFilter.ALL,
                    washer,
                    JournalFilter.of(Set.of(Outcome.ERROR)),
                    washer.withOutcomes(Set.of(Outcome.FAIL, Outcome.REVIEW)).withLot(Optional.of("L50")),
                    washer.withWord(JournalFilter.Word.GIVEN))) {
                LOG.warn(
                        "page of 200: first {} ms, after row 100,000 {} ms, count {} ms; {}",
                        median(() -> journal.page(f, Optional.empty(), 200)),
                        median(() -> journal.page(f, Optional.of(old), 200)),
                        median(() -> journal.count(f)),
                        f);
            }
            LOG.warn("60 periods of a recipe: {} ms", median(() -> journal.periods(washer, 60)));
            LOG.warn(
                    "60 periods of a lot: {} ms",
                    median(() -> journal.periods(washer.withLot(Optional.of("L50")), 60)));
            LOG.warn("last 5,000 decisions: {} ms", median(() -> journal.decisions(washer, 5_000)));
            LOG.warn("names of recipes {} ms, of lots {} ms", median(journal::recipes), median(() -> journal.lots(50)));
        }
    }

    private static void fill(Path database) {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA synchronous = OFF");
            statement.executeUpdate(FILL.formatted(ROWS - 1));
            statement.executeUpdate("INSERT INTO verdict_override (inspection, at, who, good, reason) "
                    + "SELECT id, at, 'ada', 1, '' FROM inspection WHERE seq % 1000 = 0");
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static double median(Runnable work) {
        double[] millis = new double[7];
        Arrays.setAll(millis, i -> millis(work));
        Arrays.sort(millis);
        return millis[3];
    }

    private static double millis(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return Math.round((System.nanoTime() - start) / 1e4) / 100.0;
    }
}
