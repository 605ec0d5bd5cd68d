package loupe.imaging;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.util.List;
import loupe.domain.AnomalyMap;
import loupe.domain.DefectClass;
import loupe.domain.Image;

/**
 * Paints an image with its heat map into a screen buffer, at the size of the view, so that nothing scales it again.
 * Heat is clear below 0.7 of the limit and fades in up to it: good parts look clean. The contour follows the surface
 * between the map's cells. Parts of the image that the map does not cover are hatched. Used by one thread; allocates
 * nothing lasting per call; holds native memory until closed.
 */
public final class HeatMapPainter implements AutoCloseable {
    private static final int STEPS = 512;
    private static final float FADE_FROM = 0.7f;
    private static final float FADE_TO = 1.15f;

    private static final int LINE = 0xfffafafa;
    private static final int HALO = 0xff101418;
    private static final float LINE_HALF = 0.9f;
    private static final float HALO_HALF = 2.4f;
    private static final float HALO_OPACITY = 0.5f;

    private static final int HATCH_PERIOD = 10;
    private static final int HATCH = 0xff20262c;
    private static final int HATCH_ALPHA = 150;
    private static final int SHADE_ALPHA = 60;

    private static final int[] NO_CLASSES = {};

    private final BasePainter base;
    private final HeatField field = new HeatField();
    private final MaskOutline outline;
    private final int[] colours = new int[STEPS + 1];
    private final int[] alphas = new int[STEPS + 1];
    /** By the map's numbers; empty where the palette tells the score. */
    private int[] classes = NO_CLASSES;

    private HeatMapStyle tabled = HeatMapStyle.DEFAULT;

    public HeatMapPainter() {
        Natives.load();
        base = new BasePainter();
        outline = new MaskOutline();
        table(tabled);
    }

    /**
     * Paints.
     *
     * @param bgra direct; filled from index 0 with {@code width × height} pixels of four bytes; position, limit and
     *     byte order do not matter and stay. Opaque where the image is, zero elsewhere
     */
    public void paint(HeatMapScene scene, ViewPort view, ByteBuffer bgra) {
        if (!bgra.isDirect() || bgra.capacity() < view.width() * view.height() * 4) {
            throw new IllegalArgumentException("buffer of " + bgra.capacity() + " for " + view);
        }
        if (!scene.style().equals(tabled)) {
            table(scene.style());
        }
        ByteBuffer all = bgra.duplicate().clear().order(ByteOrder.LITTLE_ENDIAN);
        base.paint(scene.image(), view, all);
        IntBuffer pixels = all.asIntBuffer();
        scene.heat().ifPresent(heat -> {
            field.set(heat, view);
            classColours(scene.style(), heat.map());
            paintHeat(scene.style(), view.width(), pixels);
            hatch(scene.image(), view, pixels);
        });
        scene.mask().ifPresent(mask -> outline.paint(mask, scene.image(), view, pixels));
    }

    private void table(HeatMapStyle style) {
        for (int i = 0; i <= STEPS; i++) {
            float value = (float) (i * HeatMapStyle.TOP / STEPS);
            float t = Math.min(1, Math.max(0, (value - FADE_FROM) / (FADE_TO - FADE_FROM)));
            colours[i] = style.argb(value);
            alphas[i] = (int) Math.round(256 * style.opacity() * t * t * (3 - 2 * t));
        }
        tabled = style;
    }

    private void classColours(HeatMapStyle style, AnomalyMap map) {
        boolean wanted = style.classColours() && map.classes().isPresent();
        List<DefectClass> kinds = wanted ? map.classes().get().classes() : List.of();
        classes = wanted ? new int[kinds.size() + 1] : NO_CLASSES;
        for (int k = 1; k <= kinds.size(); k++) {
            classes[k] = ClassColours.argb(kinds.get(k - 1));
        }
    }

    private void paintHeat(HeatMapStyle style, int width, IntBuffer pixels) {
        float level = (float) style.contourLevel();
        for (int y = field.top(); y < field.bottom(); y++) {
            float near = style.contour() ? (HALO_HALF + 1) * field.steepest(y) : -1;
            if (field.bound(y) > Math.min(FADE_FROM, level - near)) {
                field.goTo(y);
                paintRow(level, near, y * width, pixels);
            }
        }
    }

    private void paintRow(float level, float near, int start, IntBuffer pixels) {
        float perUnit = (float) (STEPS / HeatMapStyle.TOP);
        for (int x = field.left(); x < field.right(); x++) {
            float value = field.value(x);
            float distance = Math.abs(value - level);
            if (value <= FADE_FROM && distance > near) {
                continue;
            }
            int step = (int) Math.min(STEPS, Math.max(0, value * perUnit));
            int kind = classes.length == 0 ? 0 : field.kind(x);
            int colour = kind == 0 ? colours[step] : classes[kind];
            int pixel = Blend.over(pixels.get(start + x), colour, alphas[step]);
            if (distance < near) {
                pixel = contour(pixel, distance / (field.slope(x) + 1e-6f));
            }
            pixels.put(start + x, pixel);
        }
    }

    /** A light line in a dark halo: seen on every ground. */
    private static int contour(int pixel, float distance) {
        if (distance > HALO_HALF + 0.5f) {
            return pixel;
        }
        int dark = Blend.over(pixel, HALO, Blend.line(distance, HALO_HALF, HALO_OPACITY));
        return Blend.over(dark, LINE, Blend.line(distance, LINE_HALF, 1));
    }

    private void hatch(Image image, ViewPort view, IntBuffer pixels) {
        int x0 = edge(view.screenX(0), view.width());
        int x1 = edge(view.screenX(image.width()), view.width());
        int y0 = edge(view.screenY(0), view.height());
        int y1 = edge(view.screenY(image.height()), view.height());
        for (int y = y0; y < y1; y++) {
            boolean beside = y < field.top() || y >= field.bottom();
            int inner = beside ? x1 : Math.max(x0, Math.min(x1, field.left()));
            int outer = beside ? x1 : Math.max(inner, Math.min(x1, field.right()));
            hatchRow(y, x0, inner, view.width(), pixels);
            hatchRow(y, outer, x1, view.width(), pixels);
        }
    }

    private static void hatchRow(int y, int from, int to, int width, IntBuffer pixels) {
        for (int x = from; x < to; x++) {
            boolean line = (x + y) % HATCH_PERIOD < 2;
            int at = y * width + x;
            pixels.put(at, Blend.over(pixels.get(at), HATCH, line ? HATCH_ALPHA : SHADE_ALPHA));
        }
    }

    private static int edge(double place, int size) {
        return (int) Math.max(0, Math.min(size, Math.round(place)));
    }

    @Override
    public void close() {
        base.close();
        outline.close();
    }
}
