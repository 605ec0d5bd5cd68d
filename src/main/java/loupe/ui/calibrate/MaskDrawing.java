package loupe.ui.calibrate;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * A mask while it is drawn: 0 or 255 a pixel, row-major. Everything between {@link #begin} and {@link #end} is one step
 * of undo. Coordinates are image pixels, pixel centres at .5. Pure; one thread.
 */
final class MaskDrawing {
    static final byte DEFECT = (byte) 255;

    private static final int STEPS = 100;
    private static final long BYTES = 64L << 20;

    /** A rectangle of pixels; right and bottom are outside. */
    record Box(int left, int top, int right, int bottom) {
        static final Box NONE = new Box(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MIN_VALUE, Integer.MIN_VALUE);

        boolean isEmpty() {
            return right <= left || bottom <= top;
        }

        Box and(Box o) {
            return new Box(
                    Math.min(left, o.left), Math.min(top, o.top), Math.max(right, o.right), Math.max(bottom, o.bottom));
        }
    }

    /** What a rectangle held before. */
    private record Step(Box box, byte[] pixels) {}

    private final int width;
    private final int height;
    private final byte[] mask;
    private final Deque<Step> done = new ArrayDeque<>();
    private final Deque<Step> undone = new ArrayDeque<>();
    private byte[] before = {};
    private Box touched = Box.NONE;
    private long kept;

    MaskDrawing(int width, int height, byte[] mask) {
        this.width = width;
        this.height = height;
        this.mask = mask.clone();
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    /** The pixels themselves, for painting; not to be written to. */
    byte[] pixels() {
        return mask;
    }

    boolean isEmpty() {
        for (byte b : mask) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }

    void begin() {
        before = mask.clone();
        touched = Box.NONE;
    }

    /** Marks or wipes a round brush along a line; returns what has changed. */
    Box stroke(double x0, double y0, double x1, double y1, double radius, boolean defect) {
        Box box = clip(
                Math.min(x0, x1) - radius,
                Math.min(y0, y1) - radius,
                Math.max(x0, x1) + radius,
                Math.max(y0, y1) + radius);
        double dx = x1 - x0;
        double dy = y1 - y0;
        double length = dx * dx + dy * dy;
        for (int y = box.top(); y < box.bottom(); y++) {
            for (int x = box.left(); x < box.right(); x++) {
                double px = x + 0.5 - x0;
                double py = y + 0.5 - y0;
                double t = length == 0 ? 0 : Math.max(0, Math.min(1, (px * dx + py * dy) / length));
                double ex = px - t * dx;
                double ey = py - t * dy;
                if (ex * ex + ey * ey <= radius * radius) {
                    mask[y * width + x] = defect ? DEFECT : 0;
                }
            }
        }
        touched = touched.and(box);
        return box;
    }

    /** Marks or wipes the inside of a polygon (even-odd), x and y in turn; returns what has changed. */
    Box polygon(List<Double> points, boolean defect) {
        int n = points.size() / 2;
        double[] xs = new double[n];
        double[] ys = new double[n];
        for (int i = 0; i < n; i++) {
            xs[i] = points.get(2 * i);
            ys[i] = points.get(2 * i + 1);
        }
        if (n < 3) {
            return Box.NONE;
        }
        Box box = clip(
                Arrays.stream(xs).min().orElse(0),
                Arrays.stream(ys).min().orElse(0),
                Arrays.stream(xs).max().orElse(0),
                Arrays.stream(ys).max().orElse(0));
        for (int y = box.top(); y < box.bottom(); y++) {
            double[] crossings = crossings(xs, ys, y + 0.5);
            for (int i = 0; i + 1 < crossings.length; i += 2) {
                int from = Math.max(box.left(), (int) Math.ceil(crossings[i] - 0.5));
                int to = Math.min(box.right(), (int) Math.ceil(crossings[i + 1] - 0.5));
                if (from < to) {
                    Arrays.fill(mask, y * width + from, y * width + to, defect ? DEFECT : 0);
                }
            }
        }
        touched = touched.and(box);
        return box;
    }

    private static double[] crossings(double[] xs, double[] ys, double y) {
        double[] found = new double[xs.length];
        int count = 0;
        for (int i = 0, j = xs.length - 1; i < xs.length; j = i++) {
            if ((ys[i] > y) != (ys[j] > y)) {
                found[count++] = xs[i] + (y - ys[i]) / (ys[j] - ys[i]) * (xs[j] - xs[i]);
            }
        }
        double[] sorted = Arrays.copyOf(found, count);
        Arrays.sort(sorted);
        return sorted;
    }

    /** Wipes everything. */
    Box clear() {
        Arrays.fill(mask, (byte) 0);
        touched = new Box(0, 0, width, height);
        return touched;
    }

    /** The step is complete. */
    void end() {
        if (!touched.isEmpty()) {
            push(done, new Step(touched, cut(before, touched)));
            undone.clear();
        }
        before = new byte[0];
        touched = Box.NONE;
    }

    Optional<Box> undo() {
        return swap(done, undone);
    }

    Optional<Box> redo() {
        return swap(undone, done);
    }

    boolean canUndo() {
        return !done.isEmpty();
    }

    boolean canRedo() {
        return !undone.isEmpty();
    }

    private Optional<Box> swap(Deque<Step> from, Deque<Step> to) {
        if (from.isEmpty()) {
            return Optional.empty();
        }
        Step step = from.pop();
        Box box = step.box();
        to.push(new Step(box, cut(mask, box)));
        int w = box.right() - box.left();
        for (int y = box.top(); y < box.bottom(); y++) {
            System.arraycopy(step.pixels(), (y - box.top()) * w, mask, y * width + box.left(), w);
        }
        return Optional.of(box);
    }

    private void push(Deque<Step> steps, Step step) {
        steps.push(step);
        kept += step.pixels().length;
        while (steps.size() > 1 && (steps.size() > STEPS || kept > BYTES)) {
            kept -= steps.removeLast().pixels().length;
        }
    }

    private byte[] cut(byte[] from, Box box) {
        int w = box.right() - box.left();
        byte[] out = new byte[w * (box.bottom() - box.top())];
        for (int y = box.top(); y < box.bottom(); y++) {
            System.arraycopy(from, y * width + box.left(), out, (y - box.top()) * w, w);
        }
        return out;
    }

    private Box clip(double left, double top, double right, double bottom) {
        return new Box(
                (int) Math.max(0, Math.floor(left)),
                (int) Math.max(0, Math.floor(top)),
                (int) Math.min(width, Math.ceil(right) + 1),
                (int) Math.min(height, Math.ceil(bottom) + 1));
    }
}
