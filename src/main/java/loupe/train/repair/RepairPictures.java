package loupe.train.repair;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import loupe.domain.FaultCode;
import loupe.domain.Image;
import loupe.domain.InspectionFault;
import loupe.domain.PixelOrder;
import loupe.domain.Region;
import loupe.imaging.defect.Draws;
import loupe.train.Digests;

/**
 * The pictures of one training: square, all of one size, GRAY8 when none has colour, else RGB8: what has no colour is
 * not corrupted with any. Every fifth good one is never trained on.
 *
 * @param training good ones to learn from
 * @param heldOut good ones for scores and for choosing the best state
 * @param defects known ones; may be none
 * @param digest SHA-256 over all pixels, lower-case hex
 */
public record RepairPictures(List<Image> training, List<Image> heldOut, List<Image> defects, String digest) {
    /** Fewer good images than this are refused. */
    public static final int FEWEST = 8;

    /** Crops reach beyond the picture by up to so much of their side, and are pushed back. */
    private static final int BORDER = 4;

    /** The first, the sixth and so on of the good pictures are held out. */
    public static final int HELD_OUT_EVERY = 5;

    /**
     * Reads them all.
     *
     * @throws InspectionFault TEA-01 when there are too few good ones, IMG-xx, TEA-02
     */
    static RepairPictures read(RepairFolder folder) {
        List<Image> all = RepairFolder.read(folder.good());
        boolean grey = all.stream().allMatch(RepairPictures::isGrey);
        List<Image> good = all.stream().map(i -> grey ? grey(i) : i).toList();
        if (good.size() < FEWEST) {
            throw new InspectionFault(FaultCode.TEA_01, good.size(), FEWEST);
        }
        List<Image> defects = RepairFolder.read(folder.defects()).stream()
                .map(i -> grey ? grey(i) : i)
                .toList();
        MessageDigest digest = Digests.sha256();
        good.forEach(i -> digest.update(i.pixels()));
        defects.forEach(i -> digest.update(i.pixels()));
        List<Image> training = new ArrayList<>();
        List<Image> heldOut = new ArrayList<>();
        for (int i = 0; i < good.size(); i++) {
            (i % HELD_OUT_EVERY == 0 ? heldOut : training).add(good.get(i));
        }
        return new RepairPictures(training, heldOut, defects, HexFormat.of().formatHex(digest.digest()));
    }

    private static boolean isGrey(Image rgb) {
        byte[] pixels = rgb.pixels();
        for (int i = 0; i < pixels.length; i += 3) {
            if (pixels[i] != pixels[i + 1] || pixels[i] != pixels[i + 2]) {
                return false;
            }
        }
        return true;
    }

    /** The green channel. */
    private static Image grey(Image rgb) {
        byte[] pixels = new byte[rgb.width() * rgb.height()];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = rgb.pixels()[3 * i + 1];
        }
        return new Image(rgb.width(), rgb.height(), PixelOrder.GRAY8, pixels);
    }

    /** Level 0…1 of a channel of a pixel; grey ones have the same in all three. */
    public static float level(Image image, int pixel, int channel) {
        int at = image.order() == PixelOrder.GRAY8 ? pixel : 3 * pixel + channel;
        return (image.pixels()[at] & 0xff) / 255f;
    }

    /** Side of the pictures, pixels. */
    public int side() {
        return training.get(0).width();
    }

    /** The same pictures with so many pixels more on every side, mirrored without repeating the border. */
    public static List<Image> mirrored(List<Image> pictures, int margin) {
        return pictures.stream().map(p -> mirrored(p, margin)).toList();
    }

    private static Image mirrored(Image picture, int margin) {
        int width = picture.width() + 2 * margin;
        int height = picture.height() + 2 * margin;
        int bytes = picture.pixels().length / (picture.width() * picture.height());
        byte[] pixels = new byte[width * height * bytes];
        for (int y = 0; y < height; y++) {
            int row = mirror(y - margin, picture.height()) * picture.width();
            for (int x = 0; x < width; x++) {
                int from = (row + mirror(x - margin, picture.width())) * bytes;
                System.arraycopy(picture.pixels(), from, pixels, (y * width + x) * bytes, bytes);
            }
        }
        return new Image(width, height, picture.order(), pixels);
    }

    private static int mirror(int i, int size) {
        int positive = Math.abs(i);
        return positive < size ? positive : 2 * (size - 1) - positive;
    }

    /** A square part of one of these, anywhere. */
    public static Image cut(List<Image> from, int side, Draws draws) {
        Image picture = from.get(draws.below(from.size()));
        int x = place(picture.width() - side, side, draws);
        int y = place(picture.height() - side, side, draws);
        return picture.crop(new Region(x, y, side, side));
    }

    /** Evenly, but one crop in some lies at a border: else its pixels would hardly ever be seen. */
    private static int place(int room, int side, Draws draws) {
        int beyond = side / BORDER;
        return Math.max(0, Math.min(room, draws.below(room + 1 + 2 * beyond) - beyond));
    }
}
