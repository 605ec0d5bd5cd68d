package loupe.train.transfer;

import java.util.List;
import java.util.stream.IntStream;
import loupe.domain.Image;

/** An image turned and mirrored: the eight poses of a square, or the four that keep a rectangle. */
final class Poses {
    private Poses() {}

    /** All poses, the image itself first. */
    static List<Image> of(Image image) {
        int count = image.width() == image.height() ? 8 : 4;
        return IntStream.range(0, count).mapToObj(pose -> turned(image, pose)).toList();
    }

    /** Bit 0 mirrors left and right, bit 1 top and bottom, bit 2 swaps rows and columns (squares only). */
    private static Image turned(Image image, int pose) {
        if (pose == 0) {
            return image;
        }
        int bytes = image.order().bytesPerPixel();
        int width = image.width();
        int height = image.height();
        byte[] out = new byte[image.pixels().length];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int column = (pose & 1) == 0 ? x : width - 1 - x;
                int row = (pose & 2) == 0 ? y : height - 1 - y;
                int from = (pose & 4) == 0 ? row * width + column : column * width + row;
                System.arraycopy(image.pixels(), from * bytes, out, (y * width + x) * bytes, bytes);
            }
        }
        return new Image(width, height, image.order(), out);
    }
}
