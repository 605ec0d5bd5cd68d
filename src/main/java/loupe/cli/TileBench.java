package loupe.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import loupe.app.ModelRecipe;
import loupe.app.Percentile;
import loupe.detect.OnnxDetector;
import loupe.domain.AnomalyMap;
import loupe.domain.FaultCode;
import loupe.domain.Frame;
import loupe.domain.Image;
import loupe.domain.Inspection;
import loupe.domain.InspectionFault;
import loupe.domain.Inspector;
import loupe.domain.PixelOrder;
import loupe.domain.Prediction;
import loupe.domain.Recipe;
import loupe.domain.Region;
import loupe.domain.Tiling;

/**
 * Times a large image in tiles against its tiles by themselves, alternately in one run, so that whatever else the
 * computer does hits both. One thread.
 */
final class TileBench implements AutoCloseable {
    private static final int CUT = 32;
    private static final int ROUNDS = 3;

    private final OnnxDetector detector;
    private final Inspector inspector;
    private final Tiling tiling;
    private final Image image;
    private final List<Image> tiles = new ArrayList<>();

    /** Owns the detector from now on. */
    TileBench(OnnxDetector detector, Tiling tiling, int width, int height) {
        Recipe recipe = ModelRecipe.of(detector.info(), "").recipe().withView(Optional.empty(), Optional.of(tiling));
        this.detector = detector;
        this.inspector = new Inspector(recipe, detector, Clock.systemUTC());
        this.tiling = tiling;
        byte[] pixels = new byte[width * height * PixelOrder.BGR8.bytesPerPixel()];
        new Random(1).nextBytes(pixels);
        this.image = new Image(width, height, PixelOrder.BGR8, pixels);
        Random places = new Random(2);
        for (int i = 0; i < CUT; i++) {
            int x = places.nextInt(Math.max(1, width - tiling.width()));
            int y = places.nextInt(Math.max(1, height - tiling.height()));
            tiles.add(image.crop(new Region(x, y, tiling.width(), tiling.height())));
        }
    }

    /**
     * What was measured.
     *
     * @param tiling of the image
     * @param count of tiles
     * @param tileMs median of one tile, from its pixels to its map
     * @param wholeMs median of the image, from its pixels to the verdict
     * @param ratio of the image to {@code count} times the tile: median of the rounds
     * @param mapWidth of the whole map
     * @param mapHeight of the whole map
     */
    record Result(Tiling tiling, long count, double tileMs, double wholeMs, double ratio, int mapWidth, int mapHeight) {
        ObjectNode tree() {
            ObjectNode node = Json.object();
            node.put("tile_width", tiling.width());
            node.put("tile_height", tiling.height());
            Json.put(node, "overlap", tiling.overlap());
            node.put("tiles", count);
            Json.put(node, "tile_ms", tileMs);
            Json.put(node, "image_ms", wholeMs);
            Json.put(node, "image_to_tiles", ratio);
            node.put("map_width", mapWidth);
            node.put("map_height", mapHeight);
            return node;
        }

        void print(PrintWriter out) {
            out.printf(
                    Locale.ROOT,
                    "%d tiles of %d×%d, overlap %.0f %%: one tile %.2f ms, the image %.0f ms, map %d×%d%n",
                    count,
                    tiling.width(),
                    tiling.height(),
                    100 * tiling.overlap(),
                    tileMs,
                    wholeMs,
                    mapWidth,
                    mapHeight);
            out.printf(Locale.ROOT, "Image to tiles × one tile, median of rounds: %.3f%n", ratio);
        }
    }

    Result run() {
        long count = tiling.count(image.width(), image.height());
        double[] singles = new double[ROUNDS];
        double[] wholes = new double[ROUNDS];
        double[] ratios = new double[ROUNDS];
        single(CUT);
        AnomalyMap map = inspect().map();
        for (int round = 0; round < ROUNDS; round++) {
            double before = single(2 * CUT);
            long start = System.nanoTime();
            inspect();
            wholes[round] = (System.nanoTime() - start) / 1e6;
            singles[round] = (before + single(2 * CUT)) / 2;
            ratios[round] = wholes[round] / (count * singles[round]);
        }
        return new Result(tiling, count, median(singles), median(wholes), median(ratios), map.width(), map.height());
    }

    private Prediction inspect() {
        Inspection inspection = inspector.inspect(new Frame(1, "bench", Instant.now(), image));
        return inspection.prediction().orElseThrow(() -> new InspectionFault(FaultCode.MOD_09, inspection.faultText()));
    }

    /** Median of so many, ms. */
    private double single(int times) {
        double[] took = new double[times];
        for (int i = 0; i < times; i++) {
            long start = System.nanoTime();
            detector.predict(tiles.get(i % CUT));
            took[i] = (System.nanoTime() - start) / 1e6;
        }
        return median(took);
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return Percentile.of(sorted, 0.5).orElseThrow();
    }

    @Override
    public void close() {
        inspector.close();
    }
}
