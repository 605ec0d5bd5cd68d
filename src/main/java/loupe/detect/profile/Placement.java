package loupe.detect.profile;

import loupe.domain.AnomalyMap;
import loupe.domain.Region;

/**
 * Where one picture lies in a model's input, and so where the model's map lies on the picture: the one affine between
 * both.
 *
 * @param scaledWidth pixels of the scaled picture, ≥ 1
 * @param scaledHeight pixels of the scaled picture, ≥ 1
 * @param left where its left edge is in the input; negative when it is cropped
 * @param top where its top edge is in the input; negative when it is cropped
 * @param field the input's area in image pixels: larger than the image when letter-boxed, smaller when cropped
 */
public record Placement(int scaledWidth, int scaledHeight, int left, int top, Region field) {
    private static final double HAIR = 1e-6;

    /** Places a picture of this size, pixels. */
    public static Placement of(InputSize size, int imageWidth, int imageHeight) {
        double sx = (double) size.resizeWidth() / imageWidth;
        double sy = (double) size.resizeHeight() / imageHeight;
        switch (size.fit()) {
            case LETTER_BOX -> sx = sy = Math.min(sx, sy);
            case CROP ->
                sx = sy =
                        (double) Math.min(size.resizeWidth(), size.resizeHeight()) / Math.min(imageWidth, imageHeight);
            default -> {} // each side by itself
        }
        int w = (int) Math.max(1, Math.round(imageWidth * sx));
        int h = (int) Math.max(1, Math.round(imageHeight * sy));
        int left = Math.floorDiv(size.width() - w, 2);
        int top = Math.floorDiv(size.height() - h, 2);
        double px = (double) imageWidth / w;
        double py = (double) imageHeight / h;
        return new Placement(w, h, left, top, new Region(-left * px, -top * py, size.width() * px, size.height() * py));
    }

    /**
     * Puts a map on the picture; cells that lie wholly in the padding are left out.
     *
     * @param map as the model gave it; what it is said to cover does not matter
     * @param share of each side that the map covers, centred
     */
    public AnomalyMap on(AnomalyMap map, double share, double imageWidth, double imageHeight) {
        int columns = map.width();
        int rows = map.height();
        double cellWidth = field.width() * share / columns;
        double cellHeight = field.height() * share / rows;
        double x = field.x() + field.width() * (1 - share) / 2;
        double y = field.y() + field.height() * (1 - share) / 2;
        int x0 = first(x, cellWidth);
        int y0 = first(y, cellHeight);
        int x1 = last(x, cellWidth, columns, imageWidth);
        int y1 = last(y, cellHeight, rows, imageHeight);
        Region covered =
                new Region(x + x0 * cellWidth, y + y0 * cellHeight, (x1 - x0) * cellWidth, (y1 - y0) * cellHeight);
        return map.part(x0, y0, x1, y1, covered);
    }

    private static int first(double origin, double cell) {
        return (int) Math.max(0, Math.floor(-origin / cell + HAIR));
    }

    private static int last(double origin, double cell, int count, double edge) {
        return (int) Math.min(count, Math.ceil((edge - origin) / cell - HAIR));
    }
}
