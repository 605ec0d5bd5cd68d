package loupe.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import loupe.Shared;
import loupe.domain.AnomalyMap;
import loupe.domain.DisplayScale;
import loupe.domain.Image;
import loupe.domain.PixelOrder;
import loupe.domain.Region;
import org.junit.jupiter.api.Test;

/** Pictures for the eye, on real images: target/heat-map/*.png. */
class HeatMapPictureTest {
    private static final DisplayScale SCALE = new DisplayScale(10, 20);

    @Test
    void paintsBrokenCookies() throws IOException {
        Path image = first(Shared.require("data/cookies/test"));
        Image cookies = ImageCodec.read(image);
        AnomalyMap map = blobs(64, 64, cookies.bounds());
        HeatMapScene scene = HeatMapScene.of(cookies).withHeat(map, SCALE);
        ViewPort fit = ViewPort.fit(cookies.width(), cookies.height(), 900, 700);
        save("fit", scene, fit);
        save("inferno", scene.withStyle(HeatMapStyle.DEFAULT.withPalette(Palette.INFERNO)), fit);
        save("viridis", scene.withStyle(HeatMapStyle.DEFAULT.withPalette(Palette.VIRIDIS)), fit);
        save("zoomed", scene, fit.zoomed(5, 500, 250));
        Region part = new Region(cookies.width() * 0.2, cookies.height() * 0.15, cookies.width() * 0.6, 500);
        HeatMapScene cropped = HeatMapScene.of(cookies).withHeat(blobs(64, 64, part), SCALE);
        save("part-and-mask", cropped.withMask(ellipse(cookies)), fit);
        save("small", scene, ViewPort.fit(cookies.width(), cookies.height(), 160, 120));
    }

    private static Path first(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            List<Path> sorted = files.filter(Files::isRegularFile)
                    .filter(f -> !f.toString().contains("good"))
                    .sorted()
                    .toList();
            return sorted.get(0);
        }
    }

    static AnomalyMap blobs(int w, int h, Region covered) {
        float[] scores = new float[w * h];
        for (int y = 0; y < h; y++) {
            for (int x = 0; x < w; x++) {
                double along = Math.hypot((x - 42) * 0.8 + (y - 22) * 0.6, ((y - 22) * 0.8 - (x - 42) * 0.6) * 3);
                double v = 2.3 * Math.exp(-along * along / 120)
                        + 1.15 * Math.exp(-((x - 15) * (x - 15) + (y - 45) * (y - 45)) / 10.0)
                        + 0.75 * Math.exp(-((x - 40) * (x - 40) + (y - 50) * (y - 50)) / 14.0)
                        + 0.12 * Math.sin(x * 0.9) * Math.cos(y * 0.7);
                scores[y * w + x] = (float) (10 + 10 * v);
            }
        }
        return new AnomalyMap(w, h, scores, covered);
    }

    private static boolean[] ellipse(Image image) {
        boolean[] mask = new boolean[image.width() * image.height()];
        for (int i = 0; i < mask.length; i++) {
            double x = (double) (i % image.width()) / image.width() - 0.6;
            double y = (double) Math.floorDiv(i, image.width()) / image.height() - 0.38;
            mask[i] = x * x / 0.02 + y * y / 0.004 < 1;
        }
        return mask;
    }

    private static void save(String name, HeatMapScene scene, ViewPort view) throws IOException {
        ByteBuffer bgra = ByteBuffer.allocateDirect(view.width() * view.height() * 4);
        try (HeatMapPainter painter = new HeatMapPainter()) {
            painter.paint(scene, view, bgra);
        }
        byte[] bgr = new byte[view.width() * view.height() * 3];
        for (int i = 0; i < bgr.length; i++) {
            bgr[i] = bgra.get(Math.floorDiv(i, 3) * 4 + i % 3);
        }
        assertThat(Arrays.stream(new int[] {bgr[0], bgr[bgr.length / 2]}).count())
                .isEqualTo(2);
        Path folder = Files.createDirectories(Path.of("target/heat-map"));
        Image picture = new Image(view.width(), view.height(), PixelOrder.BGR8, bgr);
        Files.write(folder.resolve(name + ".png"), ImageCodec.png(picture));
    }
}
