package loupe.ui;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import loupe.app.ShadowReport;
import loupe.camera.demo.DemoLine;
import loupe.camera.demo.DemoPart;
import loupe.config.RecipeBook;
import loupe.domain.AnomalyMap;
import loupe.domain.ArchivePolicy;
import loupe.domain.Calibration;
import loupe.domain.DecisionRule;
import loupe.domain.DisplayScale;
import loupe.domain.Frame;
import loupe.domain.Image;
import loupe.domain.Inspection;
import loupe.domain.Prediction;
import loupe.domain.Recipe;
import loupe.domain.ScoreSource;
import loupe.domain.Timings;
import loupe.imaging.ImageCodec;
import loupe.trace.Journal;
import loupe.trace.TraceOptions;
import loupe.trace.TraceStore;
import loupe.trace.VerdictOverride;
import loupe.ui.history.ShadowDesk;

/**
 * A line's past for tests of what looks back: some thousand rows over three days, the newest with drawn parts and maps
 * made from the drawing's own truth. Scores rise a little in the last hours, as under a lamp that ages.
 */
public final class PastParts {
    public static final Instant END = Instant.parse("2026-11-21T16:00:00Z");
    public static final int ROWS = 4_000;
    public static final int DRAWN = 24;

    private final Random random = new Random(7);
    private final DemoLine line = new DemoLine(7, 0.5);
    private final TraceStore trace;
    private Recipe recipe;

    private PastParts(TraceStore trace, Recipe recipe) {
        this.trace = trace;
        this.recipe = recipe;
    }

    /** Three versions of one recipe, with what good parts scored, and another recipe. */
    public static Recipe recipes(RecipeBook book) {
        float[] good = new float[120];
        Random random = new Random(3);
        for (int i = 0; i < good.length; i++) {
            good[i] = score(random, 0);
        }
        String model = book.storeModel(new byte[] {1, 2, 3});
        Recipe first = new Recipe(
                "flange",
                1,
                "Flange 6×M8",
                "demo:",
                Optional.empty(),
                model,
                new DecisionRule(0.62, 0.95, 0.6, 0, ScoreSource.MODEL),
                new DisplayScale(0.1, 0.6),
                Calibration.GOOD_PARTS_ONLY,
                END);
        book.save(first, good);
        book.save(first.withRule(new DecisionRule(0.6, 0.85, 0.6, 0, ScoreSource.MODEL), Calibration.GOOD_PARTS_ONLY));
        book.save(first.withIdentity("washer-m8", "Washer M8"));
        return book.save(
                first.withRule(new DecisionRule(0.58, 0.8, 0.6, 12, ScoreSource.MODEL), Calibration.CALIBRATED));
    }

    private static float score(Random random, double drift) {
        return (float) (0.22 * Math.exp(0.3 * random.nextGaussian() + drift));
    }

    /** Writes it all and returns when it is in the journal. */
    public static void write(Journal journal, Path archive, RecipeBook book, Recipe newest) {
        TraceOptions.Format png = new TraceOptions.Format("png", ImageCodec::png);
        TraceOptions none = new TraceOptions(ArchivePolicy.NONE, png, 0, 0, "test");
        try (TraceStore trace = TraceStore.open(journal, archive, none, f -> {
            throw f;
        })) {
            PastParts past = new PastParts(trace, book.version("flange", 2));
            for (int i = 0; i < ROWS - DRAWN; i++) {
                past.recipe = i > ROWS / 2 ? newest : past.recipe;
                past.bare(i);
            }
            trace.drain(Duration.ofMinutes(1));
            trace.configure(new TraceOptions(ArchivePolicy.ALL, png, 0, 0, "test"));
            for (int i = ROWS - DRAWN; i < ROWS; i++) {
                past.drawn(i);
            }
            trace.drain(Duration.ofMinutes(1));
        }
    }

    private static Instant at(int number) {
        return END.minusSeconds(60L * (ROWS - number));
    }

    private void bare(int number) {
        double drift = number > ROWS * 0.93 ? 0.12 : 0;
        boolean bad = random.nextInt(60) == 0;
        float score = bad ? 0.6f + 0.6f * random.nextFloat() : score(random, drift);
        Inspection part = inspect(number, Image.NONE, new float[] {score, 0, 0, 0}, 2, score);
        trace.accept(part, "L" + (2040 + number / 500));
        if (score > 0.75 || (bad && random.nextInt(3) == 0)) {
            String why = score > 0.8 ? "" : "dust on the glass";
            trace.override(new VerdictOverride(part.id(), part.at().plusSeconds(90), "A. Weber", score < 0.8, why));
        }
    }

    private void drawn(int number) {
        DemoPart drawn = line.part(number);
        float score = drawn.isGood() ? score(random, 0.12) : 0.75f + 0.4f * random.nextFloat();
        Inspection part = inspect(number, drawn.image(), map(drawn, score), 64, score);
        trace.accept(part, "L2048");
    }

    private float[] map(DemoPart drawn, float score) {
        Image mask = drawn.maskImage();
        float[] map = new float[64 * 64];
        for (int i = 0; i < map.length; i++) {
            int x = (int) ((i % 64 + 0.5) * mask.width() / 64);
            int y = (int) ((Math.floorDiv(i, 64) + 0.5) * mask.height() / 64);
            boolean hit = near(mask, x, y);
            map[i] = hit ? score : 0.1f + 0.08f * random.nextFloat();
        }
        return map;
    }

    private static boolean near(Image mask, int x, int y) {
        int reach = mask.width() / 90;
        for (int dy = -reach; dy <= reach; dy += 2) {
            for (int dx = -reach; dx <= reach; dx += 2) {
                int px = Math.max(0, Math.min(mask.width() - 1, x + dx));
                int py = Math.max(0, Math.min(mask.height() - 1, y + dy));
                if (mask.pixels()[py * mask.width() + px] != 0) {
                    return true;
                }
            }
        }
        return false;
    }

    private Inspection inspect(int number, Image image, float[] map, int side, float score) {
        loupe.domain.Region all = image.isEmpty() ? new loupe.domain.Region(0, 0, 640, 480) : image.bounds();
        AnomalyMap anomaly = new AnomalyMap(side, map.length / side, map, all);
        Prediction prediction = new Prediction(score, anomaly, new Timings(2_000_000, 17_000_000, 900_000));
        Frame frame = new Frame(number, "demo line", at(number), image);
        String id = String.format("%011x-0000cafe-%d", at(number).toEpochMilli(), number);
        return new Inspection(id, frame, Optional.of(prediction), recipe.judge(prediction), recipe, "", at(number));
    }

    /** Nothing looks on. */
    public static ShadowDesk noShadow() {
        return new ShadowDesk(
                () -> ShadowReport.NONE, task -> {}, List::of, Optional::empty, r -> {}, () -> {}, () -> {});
    }
}
