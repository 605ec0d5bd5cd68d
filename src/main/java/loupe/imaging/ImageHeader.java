package loupe.imaging;

import java.util.Optional;

/**
 * What the first bytes of an image file say, read by code that allocates nothing, before any decoder sees the file.
 *
 * @param format by its magic number; the file's name does not count
 * @param width pixels, as claimed
 * @param height pixels, as claimed
 * @param flaw why the file cannot be whole or cannot be shown rightly; empty when nothing speaks against it
 */
record ImageHeader(Format format, long width, long height, Optional<String> flaw) {
    enum Format {
        PNG,
        JPEG,
        BMP,
        TIFF,
        WEBP,
        PNM
    }

    /** Why a file is not whole. */
    static final String CUT = "the file is cut off";

    /** Empty when the bytes begin like none of the formats; a flaw when they do and then go wrong. */
    static Optional<ImageHeader> read(byte[] bytes) {
        Bytes b = new Bytes(bytes);
        try {
            if (b.startsWith(0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n')) {
                return Optional.of(PngHeader.read(b));
            } else if (b.startsWith(0xff, 0xd8, 0xff)) {
                return Optional.of(JpegHeader.read(b));
            } else if (b.startsWith('B', 'M')) {
                return Optional.of(bmp(b));
            } else if (b.startsWith('I', 'I', 42, 0) || b.startsWith('M', 'M', 0, 42)) {
                return Optional.of(TiffHeader.read(b));
            } else if (b.startsWith('R', 'I', 'F', 'F') && b.has(8, 'W', 'E', 'B', 'P')) {
                return Optional.of(webp(b));
            } else if (b.startsWith('P', '5') || b.startsWith('P', '6')) {
                return Optional.of(pnm(b));
            }
            return Optional.empty();
        } catch (Bytes.End e) {
            return Optional.of(new ImageHeader(Format.PNG, 0, 0, Optional.of(CUT)));
        }
    }

    /** As a double: two hostile 32-bit numbers overflow a long. */
    double pixels() {
        return (double) width * height;
    }

    static ImageHeader whole(Format format, long width, long height) {
        return new ImageHeader(format, width, height, Optional.empty());
    }

    static ImageHeader flawed(Format format, long width, long height, String flaw) {
        return new ImageHeader(format, width, height, Optional.of(flaw));
    }

    private static ImageHeader bmp(Bytes b) throws Bytes.End {
        b.littleEndian();
        long data = b.u32(10);
        boolean old = b.u32(14) == 12; // OS/2 header
        long width = old ? b.u16(18) : b.u32(18);
        long height = old ? b.u16(20) : Math.abs((long) (int) b.u32(22));
        int bits = b.u16(old ? 24 : 28);
        boolean plain = old || (b.u32(30) != 1 && b.u32(30) != 2); // 1, 2: run lengths, size unknown
        long row = (width * bits + 31) / 32 * 4;
        boolean cut = plain && data + row * height > b.length();
        return cut ? flawed(Format.BMP, width, height, CUT) : whole(Format.BMP, width, height);
    }

    /** Container of VP8 (lossy), VP8L (lossless) or VP8X (extended): developers.google.com/speed/webp. */
    private static ImageHeader webp(Bytes b) throws Bytes.End {
        b.littleEndian();
        long width;
        long height;
        if (b.has(12, 'V', 'P', '8', ' ')) {
            width = b.u16(26) & 0x3fff;
            height = b.u16(28) & 0x3fff;
        } else if (b.has(12, 'V', 'P', '8', 'L')) {
            long bits = b.u32(21);
            width = (bits & 0x3fff) + 1;
            height = ((bits >> 14) & 0x3fff) + 1;
        } else {
            width = (b.u32(24) & 0xffffff) + 1;
            height = (b.u32(26) >> 8) + 1;
        }
        boolean cut = b.u32(4) + 8 > b.length();
        return cut ? flawed(Format.WEBP, width, height, CUT) : whole(Format.WEBP, width, height);
    }

    private static ImageHeader pnm(Bytes b) throws Bytes.End {
        int channels = b.u8(1) == '6' ? 3 : 1;
        int[] at = {2};
        long width = b.decimal(at);
        long height = b.decimal(at);
        long most = b.decimal(at);
        long size = width * height * channels * (most > 255 ? 2 : 1);
        boolean cut = at[0] + 1 + size > b.length();
        return cut ? flawed(Format.PNM, width, height, CUT) : whole(Format.PNM, width, height);
    }
}
