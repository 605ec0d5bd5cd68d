package loupe.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import loupe.domain.AnomalyMap;
import loupe.domain.ClassMap;
import loupe.domain.ClassRule;
import loupe.domain.DefectClass;
import loupe.domain.DisplayScale;
import loupe.domain.Image;
import loupe.domain.Outcome;
import loupe.domain.PixelOrder;
import loupe.domain.Region;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.imgproc.Imgproc;

class HeatMapPainterTest {
    private static final DisplayScale SCALE = new DisplayScale(100, 200);
    private static final HeatMapStyle NO_CONTOUR = new HeatMapStyle(1, Palette.TURBO, false, 1, true);

    @ParameterizedTest
    @EnumSource(PixelOrder.class)
    void withoutHeatTheImageIsShownAsItIs(PixelOrder order) {
        Image image = PlaneFillerTest.noise(40, 30, order);
        int[] shown = paint(HeatMapScene.of(image), ViewPort.fit(40, 30, 40, 30));
        for (int i = 0; i < shown.length; i++) {
            assertThat(shown[i]).isEqualTo(argb(image, i));
        }
    }

    @Test
    void goodPartsStayClean() {
        Image image = grey(64, 64);
        AnomalyMap map = flat(149, image.bounds());
        assertThat(paint(HeatMapScene.of(image).withHeat(map, SCALE), ViewPort.fit(64, 64, 64, 64)))
                .containsOnly(0xff808080);
    }

    @Test
    void hotPlacesHaveTheColourOfTheLegend() {
        Image image = grey(64, 64);
        for (double value : new double[] {1.2, 1.5, 2}) {
            AnomalyMap map = flat((float) (100 + 100 * value), image.bounds());
            int[] shown = paint(
                    HeatMapScene.of(image).withHeat(map, SCALE).withStyle(NO_CONTOUR), ViewPort.fit(64, 64, 64, 64));
            assertThat(shown).containsOnly(NO_CONTOUR.argb(value));
        }
        int[] beyond = paint(
                HeatMapScene.of(image)
                        .withHeat(flat(1e9f, image.bounds()), SCALE)
                        .withStyle(NO_CONTOUR),
                ViewPort.fit(64, 64, 64, 64));
        assertThat(beyond).containsOnly(Palette.TURBO.argb(1));
    }

    @Test
    void theContourLiesWhereTheScoreIsTheLimit() {
        Image image = grey(400, 100);
        float[] ramp = new float[40 * 10];
        for (int i = 0; i < ramp.length; i++) {
            ramp[i] = 100 + 200f * (i % 40) / 39; // 200 at cell 19.5: image x = 200
        }
        HeatMapStyle line = new HeatMapStyle(0, Palette.TURBO, true, 1, true);
        AnomalyMap map = new AnomalyMap(40, 10, ramp, image.bounds());
        int[] shown =
                paint(HeatMapScene.of(image).withHeat(map, SCALE).withStyle(line), ViewPort.fit(400, 100, 400, 100));
        for (int y = 0; y < 100; y++) {
            assertThat(shown[y * 400 + 199] & 0xff).isGreaterThan(0xd0);
            assertThat(shown[y * 400 + 200] & 0xff).isGreaterThan(0xd0);
            assertThat(shown[y * 400 + 202] & 0xff).as("halo").isLessThan(0x70);
            assertThat(shown[y * 400 + 194]).isEqualTo(0xff808080);
            assertThat(shown[y * 400 + 205]).isEqualTo(0xff808080);
        }
    }

    /** Left a region of one class, right one of another, and between them good cells that the second would win. */
    @Test
    void classesHaveTheirColoursUpToTheRim() {
        Image image = grey(90, 30);
        float[] scores = {150, 150, 150, 0, 0, 0, 150, 150, 150};
        short[] kinds = {1, 1, 1, 2, 2, 2, 2, 2, 2};
        List<DefectClass> classes = List.of(new DefectClass(1, "a"), new DefectClass(2, "b"));
        AnomalyMap map = new AnomalyMap(9, 1, scores, image.bounds(), Optional.of(new ClassMap(classes, kinds)));
        HeatMapScene plain = HeatMapScene.of(image).withStyle(NO_CONTOUR);
        // the second class has a limit of its own that it does not reach
        List<ClassRule> rules = List.of(new ClassRule(classes.get(1), OptionalDouble.of(400), 0, 0, Outcome.FAIL));
        HeatMapScene scene = new HeatMapScene(
                image,
                Optional.of(new HeatMapScene.Heat(map, new DisplayScale(0, 100), rules)),
                Optional.empty(),
                NO_CONTOUR);
        int[] shown = paint(scene, ViewPort.fit(90, 30, 90, 30));
        int colour = ClassColours.argb(classes.get(0));
        for (int x = 2; x < 25; x++) {
            assertThat(shown[15 * 90 + x]).as("x %d", x).isEqualTo(colour);
        }
        for (int x = 36; x < 90; x++) {
            assertThat(shown[15 * 90 + x]).as("x %d", x).isEqualTo(0xff808080);
        }
        int[] rim = paint(plain.withHeat(map, new DisplayScale(0, 100)), ViewPort.fit(90, 30, 90, 30));
        for (int x = 26; x < 33; x++) {
            assertThat(redOver(rim[15 * 90 + x]))
                    .as("sky blue, not yellow, at %d", x)
                    .isNotPositive();
        }
        assertThat(rim[15 * 90 + 80]).isEqualTo(ClassColours.argb(classes.get(1)));
        HeatMapStyle heat = NO_CONTOUR.withClassColours(false);
        int[] palette =
                paint(plain.withStyle(heat).withHeat(map, new DisplayScale(0, 100)), ViewPort.fit(90, 30, 90, 30));
        assertThat(palette[15 * 90 + 5]).isEqualTo(heat.argb(1.5));
    }

    private static int redOver(int pixel) {
        return (pixel >> 16 & 0xff) - (pixel & 0xff);
    }

    @Test
    void theSurfacePassesThroughEveryScore() {
        float[] scores = new float[64];
        scores[3 * 8 + 4] = 1;
        Image image = grey(88, 88);
        HeatField field = new HeatField();
        AnomalyMap map = new AnomalyMap(8, 8, scores, image.bounds());
        field.set(new HeatMapScene.Heat(map, new DisplayScale(0, 1)), ViewPort.fit(88, 88, 88, 88));
        for (int i = 0; i < 64; i++) {
            field.goTo(Math.floorDiv(i, 8) * 11 + 5);
            float value = field.value(i % 8 * 11 + 5);
            assertThat(value).isCloseTo(scores[i], org.assertj.core.data.Offset.offset(1e-5f));
        }
    }

    @Test
    void theBoundsOfARowHold() {
        float[] scores = new float[64];
        java.util.Random random = new java.util.Random(7);
        for (int i = 0; i < 64; i++) {
            scores[i] = random.nextInt(3) == 0 ? 3 * random.nextFloat() : 0;
        }
        Image image = grey(88, 88);
        HeatField field = new HeatField();
        AnomalyMap map = new AnomalyMap(8, 8, scores, image.bounds());
        field.set(new HeatMapScene.Heat(map, new DisplayScale(0, 1)), ViewPort.fit(88, 88, 88, 88));
        for (int y = 0; y < 87; y++) {
            field.goTo(y);
            for (int x = 0; x < 87; x++) {
                assertThat(field.value(x)).isLessThanOrEqualTo(field.bound(y) + 1e-6f);
                assertThat(Math.abs(field.value(x + 1) - field.value(x))).isLessThanOrEqualTo(field.steepest(y));
                assertThat(field.slope(x)).isLessThanOrEqualTo(field.steepest(y));
            }
        }
    }

    @Test
    void heatStaysOnItsPlaceWhenZoomed() {
        Image image = grey(640, 640);
        float[] scores = new float[64 * 64];
        scores[20 * 64 + 30] = 1000; // centre at image 305, 205
        HeatMapScene scene = HeatMapScene.of(image)
                .withHeat(new AnomalyMap(64, 64, scores, image.bounds()), SCALE)
                .withStyle(NO_CONTOUR);
        ViewPort view = ViewPort.fit(640, 640, 300, 200).zoomed(7, 140, 60).dragged(13, -5);
        int[] shown = paint(scene, view);
        int x = (int) view.screenX(305);
        int y = (int) view.screenY(205);
        assertThat(shown[y * 300 + x]).isEqualTo(Palette.TURBO.argb(1));
        assertThat(view.imageX(view.screenX(305))).isCloseTo(305, org.assertj.core.data.Offset.offset(1e-9));
    }

    @Test
    void whatIsNotCoveredIsHatchedAndBesideTheImageIsNothing() {
        Image image = grey(100, 100);
        AnomalyMap map = flat(100, new Region(0, 0, 50, 100));
        int[] shown = paint(HeatMapScene.of(image).withHeat(map, SCALE), ViewPort.fit(100, 100, 140, 100));
        for (int y = 0; y < 100; y++) {
            assertThat(shown[y * 140 + 5]).isZero();
            assertThat(shown[y * 140 + 135]).isZero();
            assertThat(shown[y * 140 + 40]).isEqualTo(0xff808080);
            assertThat(shown[y * 140 + 100]).isNotEqualTo(0xff808080).isNotZero();
        }
    }

    @Test
    void masksAreOutlined() {
        Image image = grey(100, 100);
        boolean[] mask = new boolean[10_000];
        for (int y = 30; y < 70; y++) {
            Arrays.fill(mask, y * 100 + 30, y * 100 + 70, true);
        }
        int[] shown = paint(HeatMapScene.of(image).withMask(mask), ViewPort.fit(100, 100, 100, 100));
        assertThat(shown[50 * 100 + 30]).isNotEqualTo(0xff808080);
        assertThat(shown[50 * 100 + 69]).isNotEqualTo(0xff808080);
        assertThat(shown[50 * 100 + 50]).isEqualTo(0xff808080);
        assertThat(shown[10 * 100 + 10]).isEqualTo(0xff808080);
    }

    @Test
    void anotherImageReplacesTheFirst() {
        Image first = grey(50, 50);
        Image second = PlaneFillerTest.noise(50, 50, PixelOrder.BGR8);
        ViewPort view = ViewPort.fit(50, 50, 50, 50);
        try (HeatMapPainter painter = new HeatMapPainter()) {
            ByteBuffer bgra = ByteBuffer.allocateDirect(50 * 50 * 4);
            painter.paint(HeatMapScene.of(first), view, bgra);
            painter.paint(HeatMapScene.of(second), view, bgra);
            assertThat(bgra.order(ByteOrder.LITTLE_ENDIAN).getInt(0)).isEqualTo(argb(second, 0));
            ViewPort beside = new ViewPort(50, 50, new Region(500, 500, 50, 50));
            painter.paint(HeatMapScene.of(second), beside, bgra);
            assertThat(bgra.getInt(0)).isZero();
        }
    }

    @Test
    void allocatesLittle() {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        Image[] images = {PlaneFillerTest.noise(640, 480, PixelOrder.BGR8), grey(640, 480)};
        AnomalyMap map = HeatMapPictureTest.blobs(64, 64, images[0].bounds());
        HeatMapScene[] scenes = {
            HeatMapScene.of(images[0]).withHeat(map, SCALE),
            HeatMapScene.of(images[1]).withHeat(map, SCALE)
        };
        ViewPort view = ViewPort.fit(640, 480, 640, 480);
        ByteBuffer bgra = ByteBuffer.allocateDirect(640 * 480 * 4);
        try (HeatMapPainter painter = new HeatMapPainter()) {
            for (int i = 0; i < 50; i++) {
                painter.paint(scenes[i % 2], view, bgra);
            }
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 100; i++) {
                painter.paint(scenes[i % 2], view, bgra);
            }
            assertThat((threads.getCurrentThreadAllocatedBytes() - before) / 100)
                    .isLessThan(4000);
        }
    }

    @Test
    void refusesBuffersThatDoNotFit() {
        HeatMapScene scene = HeatMapScene.of(grey(4, 4));
        ViewPort view = ViewPort.fit(4, 4, 4, 4);
        try (HeatMapPainter painter = new HeatMapPainter()) {
            assertThatThrownBy(() -> painter.paint(scene, view, ByteBuffer.allocateDirect(63)))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> painter.paint(scene, view, ByteBuffer.allocate(64)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> scene.withMask(new boolean[3])).isInstanceOf(IllegalArgumentException.class);
    }

    /** OpenCV's tables of 256 colours are the reference. */
    @ParameterizedTest
    @EnumSource(Palette.class)
    void palettesAreThoseOfOpenCv(Palette palette) {
        Natives.load();
        try (Mats mats = new Mats()) {
            Mat ramp = mats.own(new Mat(1, 256, CvType.CV_8UC1));
            byte[] values = new byte[256];
            for (int i = 0; i < 256; i++) {
                values[i] = (byte) i;
            }
            ramp.put(0, 0, values);
            Mat table = mats.empty();
            switch (palette) {
                case TURBO -> Imgproc.applyColorMap(ramp, table, Imgproc.COLORMAP_TURBO);
                case INFERNO -> Imgproc.applyColorMap(ramp, table, Imgproc.COLORMAP_INFERNO);
                case VIRIDIS -> Imgproc.applyColorMap(ramp, table, Imgproc.COLORMAP_VIRIDIS);
                case GRAY -> Imgproc.cvtColor(ramp, table, Imgproc.COLOR_GRAY2BGR);
            }
            byte[] expected = new byte[768];
            table.get(0, 0, expected);
            for (int i = 0; i < 768; i++) {
                int found = (palette.argb(Math.floorDiv(i, 3) / 255.0) >> (8 * (i % 3))) & 0xff;
                assertThat(Math.abs(found - (expected[i] & 0xff)))
                        .as("%s %d", palette, i)
                        .isLessThanOrEqualTo(8);
            }
        }
        assertThat(palette.argb(-5)).isEqualTo(palette.argb(0));
        assertThat(palette.argb(7)).isEqualTo(palette.argb(1));
    }

    private static int[] paint(HeatMapScene scene, ViewPort view) {
        ByteBuffer bgra = ByteBuffer.allocateDirect(view.width() * view.height() * 4);
        try (HeatMapPainter painter = new HeatMapPainter()) {
            painter.paint(scene, view, bgra);
        }
        int[] out = new int[view.width() * view.height()];
        bgra.order(ByteOrder.LITTLE_ENDIAN).asIntBuffer().get(out);
        return out;
    }

    private static int argb(Image image, int i) {
        byte[] p = image.pixels();
        return switch (image.order()) {
            case GRAY8 -> 0xff000000 | ((p[i] & 0xff) * 0x010101);
            case BGR8 -> 0xff000000 | ((p[3 * i + 2] & 0xff) << 16) | ((p[3 * i + 1] & 0xff) << 8) | (p[3 * i] & 0xff);
            case RGB8 -> 0xff000000 | ((p[3 * i] & 0xff) << 16) | ((p[3 * i + 1] & 0xff) << 8) | (p[3 * i + 2] & 0xff);
            case GRAY16 ->
                0xff000000 | ((int) Math.rint(((p[2 * i] & 0xff) | ((p[2 * i + 1] & 0xff) << 8)) / 257.0) * 0x010101);
        };
    }

    private static Image grey(int w, int h) {
        byte[] pixels = new byte[w * h];
        Arrays.fill(pixels, (byte) 128);
        return new Image(w, h, PixelOrder.GRAY8, pixels);
    }

    private static AnomalyMap flat(float score, Region covered) {
        float[] scores = new float[64 * 64];
        Arrays.fill(scores, score);
        return new AnomalyMap(64, 64, scores, covered);
    }
}
