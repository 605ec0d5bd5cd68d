package loupe.calibrate;

import java.util.Arrays;

/** The 8-connected components of a mask and their sizes in pixels. */
final class Components {
    private final int[] label;
    private int[] sizes = new int[16];
    private int count;
    private int pixels;

    private Components(int pixels) {
        label = new int[pixels];
    }

    static Components of(boolean[] mask, int width) {
        Components found = new Components(mask.length);
        int[] open = new int[64];
        for (int start = 0; start < mask.length; start++) {
            if (mask[start] && found.label[start] == 0) {
                open = found.grow(start, mask, width, open);
            }
        }
        return found;
    }

    int count() {
        return count;
    }

    /** Pixels in all components together. */
    int pixels() {
        return pixels;
    }

    /** Pixels of the component that holds a mask pixel. */
    int size(int pixel) {
        return sizes[label[pixel]];
    }

    private int[] grow(int start, boolean[] mask, int width, int[] stack) {
        int[] open = stack;
        int top = 0;
        int size = 0;
        count++;
        label[start] = count;
        open[top++] = start;
        int height = mask.length / width;
        while (top > 0) {
            int i = open[--top];
            size++;
            if (top + 8 > open.length) {
                open = Arrays.copyOf(open, 2 * open.length);
            }
            int right = Math.min(width - 1, i % width + 1);
            int bottom = Math.min(height - 1, i / width + 1);
            for (int y = Math.max(0, i / width - 1); y <= bottom; y++) {
                for (int x = Math.max(0, i % width - 1); x <= right; x++) {
                    int n = y * width + x;
                    if (mask[n] && label[n] == 0) {
                        label[n] = count;
                        open[top++] = n;
                    }
                }
            }
        }
        remember(size);
        return open;
    }

    private void remember(int size) {
        if (count >= sizes.length) {
            sizes = Arrays.copyOf(sizes, 2 * sizes.length);
        }
        sizes[count] = size;
        pixels += size;
    }
}
