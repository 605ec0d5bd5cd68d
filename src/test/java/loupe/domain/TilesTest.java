package loupe.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tiles against the same model looking at the whole image at once, wherever the model could. */
class TilesTest {
    /** A mean over a square, zeros outside: what a convolution with padding does, so tiles see edges of their own. */
    private record Mean(int radius, int stride) implements Function<Image, Prediction> {
        @Override
        public Prediction apply(Image image) {
            int w = image.width() / stride;
            int h = image.height() / stride;
            float[] map = new float[w * h];
            for (int y = 0; y < h; y++) {
                for (int x = 0; x < w; x++) {
                    map[y * w + x] = at(image, x * stride + stride / 2, y * stride + stride / 2);
                }
            }
            Region covered = new Region(0, 0, (double) w * stride, (double) h * stride);
            AnomalyMap made = new AnomalyMap(w, h, map, covered);
            return new Prediction(made.max(), made, new Timings(1, 2, 3));
        }

        private float at(Image image, int cx, int cy) {
            int sum = 0;
            for (int y = Math.max(0, cy - radius); y <= Math.min(image.height() - 1, cy + radius); y++) {
                for (int x = Math.max(0, cx - radius); x <= Math.min(image.width() - 1, cx + radius); x++) {
                    sum += image.pixels()[y * image.width() + x] & 0xff;
                }
            }
            int side = 2 * radius + 1;
            return sum / (255f * side * side);
        }
    }

    /** A score that is no number in any tile is no number of the part, wherever the tile lies. */
    @Test
    void whatIsNoNumberReachesTheVerdict() {
        Image image = noise(128, 64, 3);
        Mean mean = new Mean(2, 1);
        for (int bad = 0; bad < 3; bad++) {
            int[] seen = {0};
            int wrong = bad;
            Function<Image, Prediction> model = tile -> {
                Prediction p = mean.apply(tile);
                return seen[0]++ == wrong ? new Prediction(Float.NaN, p.map(), p.timings()) : p;
            };
            Prediction tiled = Tiles.predict(image, new Tiling(64, 64, 0.25), model, Progress.NONE);
            assertThat(tiled.score()).as("tile " + bad + " of " + seen[0]).isNaN();
        }
    }

    @ParameterizedTest(name = "{0}×{1} in tiles of {2}×{3}, overlap {4}, radius {5}, cells of {6}")
    @CsvSource({
        "320, 256, 64, 64, 0.25, 4, 1",
        "301, 233, 64, 48, 0.25, 3, 1",
        "65, 64, 64, 64, 0.25, 4, 1",
        "200, 64, 64, 64, 0.5, 8, 1",
        "320, 256, 64, 64, 0.25, 3, 4",
        "316, 252, 64, 64, 0.5, 6, 4",
        "120, 90, 64, 64, 0.25, 4, 2",
    })
    void aModelThatSeesTheSameEverywhereGivesTheSameMap(
            int width, int height, int tileWidth, int tileHeight, double overlap, int radius, int stride) {
        Image image = noise(width, height, 3);
        Mean model = new Mean(radius, stride);
        Prediction whole = model.apply(image);
        Prediction tiled = tiled(image, new Tiling(tileWidth, tileHeight, overlap), model);
        assertThat(tiled.map().width()).isEqualTo(whole.map().width());
        assertThat(tiled.map().covered()).isEqualTo(whole.map().covered());
        assertThat(tiled.map().scores())
                .as("no seam")
                .containsExactly(whole.map().scores(), within(1e-5f));
        assertThat(tiled.score()).isCloseTo(whole.score(), within(1e-5f));
    }

    /** Tiles of which every other says 1 and the rest 0: the step between two is spread, never a line. */
    @Test
    void whatTilesDisagreeOnChangesSmoothly() {
        AtomicCount count = new AtomicCount();
        Function<Image, Prediction> model = image -> {
            float[] map = new float[image.width() * image.height()];
            Arrays.fill(map, count.value++ % 2);
            return new Prediction(0, new AnomalyMap(image.width(), image.height(), map, image.bounds()), Timings.ZERO);
        };
        AnomalyMap map =
                tiled(noise(400, 64, 1), new Tiling(64, 64, 0.25), model).map();
        float steepest = 0;
        for (int x = 1; x < map.width(); x++) {
            steepest = Math.max(steepest, Math.abs(map.scores()[x] - map.scores()[x - 1]));
        }
        assertThat(steepest).as("over half an overlap of 16 pixels").isBetween(0.125f, 1.5f / 8);
        assertThat(map.max()).as("no value that no tile gave").isLessThanOrEqualTo(1);
    }

    @Test
    void everyPixelIsSeenAndEveryTileCounts() {
        List<Image> seen = new ArrayList<>();
        Function<Image, Prediction> model = image -> {
            seen.add(image);
            float score = seen.size() == 3 ? 7 : 1;
            return new Prediction(score, new AnomalyMap(1, 1, new float[] {score}, image.bounds()), Timings.ZERO);
        };
        Prediction p = tiled(noise(100, 40, 5), new Tiling(40, 40, 0.25), model);
        assertThat(seen).hasSize(3).allSatisfy(tile -> assertThat(tile.width()).isEqualTo(40));
        assertThat(new Tiling(40, 40, 0.25).count(100, 40)).isEqualTo(3);
        assertThat(p.score()).as("the highest of any tile").isEqualTo(7);
        assertThat(p.map().max())
                .as("one value a tile is enough to be seen in the map")
                .isCloseTo(7, within(1e-5f));
        assertThat(p.map().covered()).isEqualTo(new Region(0, 0, 100, 40));
    }

    /** A model that looks at the middle of a tile only: tiles lie closer, so that nothing between them is missed. */
    @Test
    void modelsThatCropLeaveNoGap() {
        Function<Image, Prediction> model = tile -> {
            Region middle = new Region(8, 8, 48, 48);
            Prediction p = new Mean(0, 1).apply(tile.crop(middle));
            return new Prediction(p.score(), p.map().covering(middle), Timings.ZERO);
        };
        Image image = noise(256, 64, 9);
        AnomalyMap map = tiled(image, new Tiling(64, 64, 0), model).map();
        AnomalyMap whole =
                new Mean(0, 1).apply(image.crop(new Region(8, 8, 240, 48))).map();
        assertThat(map.covered()).isEqualTo(new Region(8, 8, 240, 48));
        assertThat(map.scores()).containsExactly(whole.scores(), within(1e-5f));
    }

    @Test
    void classesAreThoseOfTheTileThatSawThem() {
        List<DefectClass> classes = List.of(new DefectClass(1, "scratch"), new DefectClass(4, "dent"));
        Function<Image, Prediction> model = tile -> {
            float[] scores = new float[tile.pixels().length];
            short[] kinds = new short[scores.length];
            for (int i = 0; i < scores.length; i++) {
                scores[i] = (tile.pixels()[i] & 0xff) / 255f;
                kinds[i] = (short) (scores[i] < 0.5 ? 0 : scores[i] < 0.9 ? 1 : 2);
            }
            AnomalyMap map = new AnomalyMap(
                    tile.width(), tile.height(), scores, tile.bounds(), Optional.of(new ClassMap(classes, kinds)));
            return new Prediction(map.max(), map, Timings.ZERO, Optional.empty(), Optional.of(classes.get(0)));
        };
        Image image = noise(150, 100, 4);
        AnomalyMap whole = model.apply(image).map();
        Prediction tiled = tiled(image, new Tiling(64, 64, 0.25), model);
        assertThat(tiled.map().classes().orElseThrow().cells())
                .isEqualTo(whole.classes().orElseThrow().cells());
        assertThat(tiled.map().classes().orElseThrow().classes()).isEqualTo(classes);
        assertThat(tiled.winner()).contains(classes.get(0));
    }

    @Test
    void largeMapsAreHalvedAndKeepTheirPeaks() {
        Image image = noise(300, 200, 2);
        Mean model = new Mean(1, 1);
        TileSide across = new TileSide(300, 300, 0, 300, 0, 300);
        TileSide down = new TileSide(200, 200, 0, 200, 0, 200);
        TileBlend blend = new TileBlend(across, down, 20_000);
        blend.add(0, 0, model.apply(image).map());
        blend.endRow(0);
        AnomalyMap map = blend.map();
        assertThat(map.width()).isEqualTo(150);
        assertThat(map.height()).isEqualTo(100);
        assertThat(map.max()).isEqualTo(model.apply(image).map().max());
        assertThat(map.covered()).isEqualTo(image.bounds());
    }

    @Test
    void stopsBetweenTwoTiles() {
        AtomicCount count = new AtomicCount();
        Progress stop = new Progress() {
            @Override
            public void update(String phase, long done, long total) {}

            @Override
            public boolean isCancelled() {
                return count.value == 2;
            }
        };
        Function<Image, Prediction> model = image -> {
            count.value++;
            return new Mean(1, 1).apply(image);
        };
        try (Inspector inspector = inspector(Optional.empty(), Optional.of(new Tiling(32, 32, 0)), model)) {
            Frame frame = new Frame(1, "test", Instant.EPOCH, noise(320, 320, 1));
            assertThatThrownBy(() -> inspector.inspect(frame, stop))
                    .isInstanceOfSatisfying(
                            InspectionFault.class, f -> assertThat(f.code()).isEqualTo(FaultCode.OPS_01));
        }
        assertThat(count.value).isEqualTo(2);
    }

    private static final class AtomicCount {
        private int value;
    }

    @Test
    void tooManyTilesAreAnErrorAndNoHang() {
        try (Inspector inspector = inspector(Optional.empty(), Optional.of(new Tiling(16, 16, 0.5)), new Mean(1, 1))) {
            Image large = new Image(4000, 3000, PixelOrder.GRAY8, new byte[12_000_000]);
            Inspection part = inspector.inspect(new Frame(1, "test", Instant.EPOCH, large));
            assertThat(part.verdict().fault()).contains(FaultCode.REC_10);
        }
    }

    /** Region first, tiles inside it: both land on the image where they belong. */
    @Test
    void tilesOfARegionLieInTheRegion() {
        byte[] pixels = new byte[400 * 300];
        pixels[210 * 400 + 333] = (byte) 255;
        Image image = new Image(400, 300, PixelOrder.GRAY8, pixels);
        Region region = new Region(100, 50, 280, 230);
        try (Inspector inspector =
                inspector(Optional.of(region), Optional.of(new Tiling(64, 64, 0.25)), new Mean(0, 1))) {
            Inspection part = inspector.inspect(new Frame(1, "test", Instant.EPOCH, image));
            assertThat(part.prediction().orElseThrow().map().covered()).isEqualTo(region);
            assertThat(part.verdict().regions()).hasSize(1);
            assertThat(part.verdict().regions().get(0).box()).isEqualTo(new Region(333, 210, 1, 1));
        }
    }

    private static Prediction tiled(Image image, Tiling tiling, Function<Image, Prediction> model) {
        try (Inspector inspector = inspector(Optional.empty(), Optional.of(tiling), model)) {
            return inspector
                    .inspect(new Frame(1, "test", Instant.EPOCH, image))
                    .prediction()
                    .orElseThrow();
        }
    }

    private static Inspector inspector(
            Optional<Region> region, Optional<Tiling> tiling, Function<Image, Prediction> model) {
        Recipe recipe = new Recipe(
                        "r",
                        1,
                        "R",
                        "demo:",
                        Optional.empty(),
                        "0",
                        new DecisionRule(0.5, 0.5, 0.5, 0, ScoreSource.MODEL),
                        new DisplayScale(0, 1),
                        Calibration.GOOD_PARTS_ONLY,
                        Instant.EPOCH)
                .withView(region, tiling);
        Detector detector = new Detector() {
            @Override
            public Prediction predict(Image image) {
                return model.apply(image);
            }

            @Override
            public DetectorInfo info() {
                return new DetectorInfo("", 0, "CPU", "test", 0, 0, Map.of());
            }

            @Override
            public void close() {}
        };
        return new Inspector(recipe, detector, Clock.systemUTC());
    }

    private static Image noise(int width, int height, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] pixels = new byte[width * height];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) random.nextInt(256);
        }
        return new Image(width, height, PixelOrder.GRAY8, pixels);
    }
}
