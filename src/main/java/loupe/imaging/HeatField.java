package loupe.imaging;

import java.util.Arrays;
import loupe.domain.AnomalyMap;
import loupe.domain.ClassMap;
import loupe.domain.DisplayScale;
import loupe.domain.Region;

/**
 * An anomaly map as a smooth surface over the view, in units of the display scale: bicubic (Catmull-Rom), so it passes
 * through every score of the map, and its slope is known everywhere. Row by row; one thread.
 */
final class HeatField {
    private static final int PAD = 2;
    private static final int TAPS = 4;
    private static final short[] NO_KINDS = {};

    /** How far a bicubic surface may leave the range of its 16 cells: an eighth along, and an eighth of that across. */
    private static final float BULGE = 0.125f + 1.25f * 0.125f;

    /** A cubic's slope is at most this many times the steepest step between two cells (1.5 along, 1.25 across). */
    private static final float OVERSHOOT = 1.5f * 1.25f;

    private float[] cells = {};
    private float[] row = {};
    private float[] rowSlope = {};
    private float[] highest = {};
    private float[] lowest = {};
    private float[] steepest = {};
    private short[] kinds = {};
    private int currentRow;
    private final Axis across = new Axis();
    private final Axis down = new Axis();

    /** Lays the map under a view. */
    void set(HeatMapScene.Heat heat, ViewPort view) {
        AnomalyMap map = heat.map();
        load(heat);
        Region covered = map.covered();
        Region source = view.source();
        across.set(view.width(), source.x(), source.width(), covered.x(), covered.width(), map.width());
        down.set(view.height(), source.y(), source.height(), covered.y(), covered.height(), map.height());
    }

    private void load(HeatMapScene.Heat heat) {
        AnomalyMap map = heat.map();
        DisplayScale scale = heat.scale();
        int w = map.width() + 2 * PAD;
        int h = map.height() + 2 * PAD;
        if (row.length != w || highest.length != h) {
            cells = new float[w * h];
            row = new float[w];
            rowSlope = new float[w];
            highest = new float[h];
            lowest = new float[h];
            steepest = new float[h];
        }
        float factor = (float) (1 / (scale.one() - scale.zero()));
        float zero = (float) scale.zero();
        float[] scores = map.scores();
        for (int y = 0; y < h; y++) {
            int from = Math.min(map.height() - 1, Math.max(0, y - PAD)) * map.width();
            for (int x = 0; x < w; x++) {
                float score = scores[from + Math.min(map.width() - 1, Math.max(0, x - PAD))];
                cells[y * w + x] = (score - zero) * factor;
            }
        }
        classes(heat);
        for (int y = 0; y < h; y++) {
            survey(y);
        }
    }

    /** The class of every cell, as the map counts them; cells of a class with a limit of its own are scaled by that. */
    private void classes(HeatMapScene.Heat heat) {
        AnomalyMap map = heat.map();
        if (map.classes().isEmpty()) {
            kinds = NO_KINDS;
            return;
        }
        ClassMap classes = map.classes().get();
        float[] factors = new float[classes.classes().size() + 1];
        Arrays.fill(factors, 1);
        double range = heat.scale().one() - heat.scale().zero();
        for (int k = 1; k < factors.length; k++) {
            double own = heat.limit(classes.classes().get(k - 1)) - heat.scale().zero();
            factors[k] = (float) (range / own);
        }
        kinds = kinds.length == cells.length ? kinds : new short[cells.length];
        int w = row.length;
        for (int i = 0; i < kinds.length; i++) {
            int x = Math.min(map.width() - 1, Math.max(0, i % w - PAD));
            int y = Math.min(map.height() - 1, Math.max(0, Math.floorDiv(i, w) - PAD));
            kinds[i] = classes.cells()[y * map.width() + x];
            cells[i] *= factors[kinds[i]];
        }
    }

    /** What is worth knowing of one row of cells, so that cold parts of the view need not be looked at. */
    private void survey(int y) {
        int w = row.length;
        float high = Float.NEGATIVE_INFINITY;
        float low = Float.POSITIVE_INFINITY;
        float steep = 0;
        for (int x = 0, at = y * w; x < w; x++, at++) {
            high = Math.max(high, cells[at]);
            low = Math.min(low, cells[at]);
            float stepX = x > 0 ? Math.abs(cells[at] - cells[at - 1]) : 0;
            float stepY = y > 0 ? Math.abs(cells[at] - cells[at - w]) : 0;
            steep = Math.max(steep, Math.max(stepX, stepY));
        }
        highest[y] = high;
        lowest[y] = low;
        steepest[y] = steep;
    }

    /** First view column whose centre is covered by the map. */
    int left() {
        return across.first;
    }

    /** One past the last covered column. */
    int right() {
        return across.end;
    }

    int top() {
        return down.first;
    }

    int bottom() {
        return down.end;
    }

    /** No value in this row of the view is higher. */
    float bound(int y) {
        int from = down.index[y];
        float high = Float.NEGATIVE_INFINITY;
        float low = Float.POSITIVE_INFINITY;
        for (int i = from; i < from + TAPS; i++) {
            high = Math.max(high, highest[i]);
            low = Math.min(low, lowest[i]);
        }
        return high + (high - low) * BULGE;
    }

    /** No two places one view pixel apart, within a cell above or below this row of the view, differ by more. */
    float steepest(int y) {
        int from = Math.max(0, down.index[y] - 1);
        int end = Math.min(steepest.length, down.index[y] + TAPS + 1);
        float steep = 0;
        for (int i = from; i < end; i++) {
            steep = Math.max(steep, steepest[i]);
        }
        return steep * OVERSHOOT * (across.cellsPerPixel + down.cellsPerPixel);
    }

    /** Goes to one row of the view. */
    void goTo(int y) {
        currentRow = y;
        int w = row.length;
        int at = down.index[y] * w;
        int k = y * TAPS;
        float[] a = down.weights;
        float[] s = down.slopes;
        for (int x = 0; x < w; x++, at++) {
            float c0 = cells[at];
            float c1 = cells[at + w];
            float c2 = cells[at + 2 * w];
            float c3 = cells[at + 3 * w];
            row[x] = c0 * a[k] + c1 * a[k + 1] + c2 * a[k + 2] + c3 * a[k + 3];
            rowSlope[x] = c0 * s[k] + c1 * s[k + 1] + c2 * s[k + 2] + c3 * s[k + 3];
        }
    }

    /**
     * The class at a column of the current row, 0 = none: that of the cell which adds most to the value there, so that
     * the rim of a region has the colour of the region.
     */
    int kind(int x) {
        float dx = across.between[x];
        float dy = down.between[currentRow];
        int at = (down.index[currentRow] + 1) * row.length + across.index[x] + 1;
        int best = at;
        float most = cells[at] * (1 - dx) * (1 - dy);
        for (int i = 1; i < 4; i++) {
            int cell = at + (i & 1) + (i >> 1) * row.length;
            float adds = cells[cell] * ((i & 1) == 1 ? dx : 1 - dx) * (i > 1 ? dy : 1 - dy);
            best = adds > most ? cell : best;
            most = Math.max(most, adds);
        }
        return kinds[best];
    }

    float value(int x) {
        return across.combine(row, across.weights, x);
    }

    /** Steepness per view pixel at a column of the current row. */
    float slope(int x) {
        float dx = across.combine(row, across.slopes, x) * across.cellsPerPixel;
        float dy = across.combine(rowSlope, across.weights, x) * down.cellsPerPixel;
        return (float) Math.sqrt(dx * dx + dy * dy);
    }

    /** Where view columns (or rows) fall between the cells of the map, and with which weights. */
    private static final class Axis {
        private int first;
        private int end;
        private float cellsPerPixel;
        private int[] index = {};
        private float[] between = {};
        private float[] weights = {};
        private float[] slopes = {};

        void set(int pixels, double from, double length, double coveredFrom, double coveredLength, int cellCount) {
            if (index.length != pixels) {
                index = new int[pixels];
                between = new float[pixels];
                weights = new float[pixels * TAPS];
                slopes = new float[pixels * TAPS];
            }
            cellsPerPixel = (float) (length / pixels * cellCount / coveredLength);
            first = pixels;
            end = 0;
            for (int i = 0; i < pixels; i++) {
                double place = from + (i + 0.5) * length / pixels - coveredFrom;
                if (place >= 0 && place < coveredLength) {
                    first = Math.min(first, i);
                    end = i + 1;
                    put(i, place / coveredLength * cellCount - 0.5);
                }
            }
            first = Math.min(first, end);
        }

        /** Catmull and Rom, 1974: the cubic through two points with the slopes of their neighbours. */
        private void put(int i, double at) {
            int cell = (int) Math.floor(at);
            float t = (float) (at - cell);
            index[i] = cell - 1 + PAD;
            between[i] = t;
            int k = i * TAPS;
            weights[k] = ((-0.5f * t + 1) * t - 0.5f) * t;
            weights[k + 1] = (1.5f * t - 2.5f) * t * t + 1;
            weights[k + 2] = ((-1.5f * t + 2) * t + 0.5f) * t;
            weights[k + 3] = (0.5f * t - 0.5f) * t * t;
            slopes[k] = (-1.5f * t + 2) * t - 0.5f;
            slopes[k + 1] = (4.5f * t - 5) * t;
            slopes[k + 2] = (-4.5f * t + 4) * t + 0.5f;
            slopes[k + 3] = (1.5f * t - 1) * t;
        }

        float combine(float[] values, float[] by, int i) {
            int at = index[i];
            int k = i * TAPS;
            return values[at] * by[k]
                    + values[at + 1] * by[k + 1]
                    + values[at + 2] * by[k + 2]
                    + values[at + 3] * by[k + 3];
        }
    }
}
