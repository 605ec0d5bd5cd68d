package loupe.cli.bench;

import java.util.List;

/**
 * How much is measured.
 *
 * @param seconds that each case of frames and of the line runs
 * @param sizes of the pictures
 * @param images that are reviewed
 * @param rows of the journal that is asked
 * @param lessons numbers of pictures that are taught from
 * @param starts of a Loupe of its own
 */
public record Extent(double seconds, List<Size> sizes, int images, int rows, List<Integer> lessons, int starts) {
    /** What {@code loupe bench} measures unless told otherwise. */
    public static final Extent DEFAULT = new Extent(20, Size.ALL, 10_000, 1_000_000, List.of(25, 50, 100, 200), 5);

    public Extent {
        sizes = List.copyOf(sizes);
        lessons = List.copyOf(lessons);
    }

    /** Of a picture, pixels. */
    public record Size(int width, int height) {
        static final List<Size> ALL = List.of(new Size(640, 480), new Size(1280, 1024), new Size(2448, 2048));

        @Override
        public String toString() {
            return width + "x" + height;
        }

        /** For people. */
        String words() {
            return width + "×" + height;
        }
    }
}
