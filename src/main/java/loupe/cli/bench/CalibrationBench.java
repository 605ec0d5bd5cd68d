package loupe.cli.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import loupe.calibrate.Confusion;
import loupe.calibrate.CostModel;
import loupe.calibrate.Curves;
import loupe.calibrate.Histogram;
import loupe.calibrate.PixelMetrics;
import loupe.calibrate.Scoreboard;
import loupe.calibrate.Scored;
import loupe.calibrate.Words;

/** Measures what a person waits for while calibrating; scores and maps are drawn, seeded. */
final class CalibrationBench {
    private static final int MANY = 1_000_000;
    private static final int PARTS = 10_000;
    private static final int MAPS = 1000;
    private static final int SIDE = 256;
    private static final int ROUNDS = 200;
    private static final int GALLERY = 24;

    private final Random random = new Random(1);
    private final Notes notes;
    private double kept;

    CalibrationBench(Notes notes) {
        this.notes = notes;
    }

    void measure() {
        Scoreboard many = Scoreboard.of(draw(MANY * 9 / 10, 0), draw(MANY / 10, 2));
        time(
                "redecide_1e6",
                "a million parts decided again",
                () -> kept += many.at(threshold(), 3).goodPass());
        List<Scored> parts = parts();
        time(
                "load_10000",
                "10,000 parts sorted in",
                () -> kept += Scoreboard.of(parts).size());
        Scoreboard board = Scoreboard.of(parts);
        List<Scored> sorted = new ArrayList<>(parts);
        sorted.sort((a, b) -> Float.compare(a.score(), b.score()));
        time(
                "curves_10000",
                "both curves of 10,000 parts",
                () -> kept += Curves.roc(board, 300).size()
                        + Curves.precisionRecall(board, 300).size());
        Words words = new Words(Locale.ENGLISH);
        CostModel costs = new CostModel(100, 5, 1, 0.02);
        time(
                "update_10000",
                "everything that moves with a limit, 10,000 parts",
                () -> update(board, sorted, words, costs));
        long used = used();
        long start = System.nanoTime();
        PixelMetrics pixels = pixels();
        kept += pixels.auroc().orElse(0)
                + pixels.averagePrecision().orElse(0)
                + pixels.auPro(0.3).orElse(0);
        double seconds = (System.nanoTime() - start) / 1e9;
        notes.add("pixel_1000_maps_seconds", "pixel metrics of 1,000 maps of 256×256", seconds, "s");
        notes.add("pixel_1000_maps_mb_more", "memory that they need more", (used() - used) / 1e6, "MB");
        notes.add("pixel_auroc_error", "bound of the error of the pixel AUROC", pixels.aurocError(), "");
        notes.remark("Scores and maps are drawn, seeded. Checksum " + Math.rint(kept) + ".");
    }

    /** Everything that moves with the threshold; the curves stay and only a point moves on them. */
    private void update(Scoreboard board, List<Scored> sorted, Words words, CostModel costs) {
        double low = threshold();
        Confusion c = board.at(low, low + 0.5);
        kept += words.honesty(c.escapes()).length()
                + words.rate(c.falseAlarms()).length();
        kept += words.rate(c.overkill()).length() + costs.perPart(c);
        kept += Histogram.of(board, 80).top();
        int at = 0;
        while (at < sorted.size() && sorted.get(at).score() < low) {
            at++;
        }
        kept += sorted.subList(Math.max(0, at - GALLERY), Math.min(sorted.size(), at + GALLERY))
                .size();
        kept += sorted.stream().filter(s -> s.isDefect() != (s.score() >= low)).count();
    }

    /** A good half and a half with one square defect each; the maps are drawn while they are measured. */
    private PixelMetrics pixels() {
        PixelMetrics pixels = new PixelMetrics();
        float[] map = new float[SIDE * SIDE];
        boolean[] mask = new boolean[map.length];
        for (int m = 0; m < MAPS; m++) {
            for (int i = 0; i < map.length; i++) {
                mask[i] = m % 2 == 1 && i % SIDE > 200 && i / SIDE > 200;
                map[i] = random.nextFloat() + (mask[i] ? 0.5f : 0);
            }
            pixels.add(map, mask, SIDE);
        }
        return pixels;
    }

    private static long used() {
        System.gc();
        Runtime r = Runtime.getRuntime();
        return r.totalMemory() - r.freeMemory();
    }

    /** Median and 95th percentile; on a busy computer the latter tells more of the others. */
    private void time(String name, String words, Runnable work) {
        double[] ms = new double[ROUNDS];
        for (int i = -ROUNDS / 4; i < ROUNDS; i++) {
            long start = System.nanoTime();
            work.run();
            if (i >= 0) {
                ms[i] = (System.nanoTime() - start) / 1e6;
            }
        }
        Arrays.sort(ms);
        notes.add(name + "_ms_p50", words + ", median", Notes.quantile(ms, 0.5), "ms");
        notes.add(name + "_ms_p95", words + ", 95 %", Notes.quantile(ms, 0.95), "ms");
    }

    private double threshold() {
        return 1 + random.nextDouble();
    }

    private List<Scored> parts() {
        List<Scored> list = new ArrayList<>();
        for (int i = 0; i < PARTS; i++) {
            boolean bad = i % 10 == 0;
            float score = (float) random.nextGaussian() + (bad ? 2 : 0);
            list.add(new Scored("image" + i, "part" + i, bad ? "scratch" : "good", score));
        }
        return list;
    }

    private float[] draw(int n, double shift) {
        float[] s = new float[n];
        for (int i = 0; i < n; i++) {
            s[i] = (float) (random.nextGaussian() + shift);
        }
        return s;
    }
}
