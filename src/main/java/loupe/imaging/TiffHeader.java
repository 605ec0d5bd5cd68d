package loupe.imaging;

/** TIFF 6.0: the first directory, and whether all strips or tiles lie inside the file. Further pages are ignored. */
final class TiffHeader {
    private static final int WIDTH = 256;
    private static final int HEIGHT = 257;
    private static final int STRIP_OFFSETS = 273;
    private static final int STRIP_BYTES = 279;
    private static final int TILE_OFFSETS = 324;
    private static final int TILE_BYTES = 325;
    private static final int SHORT = 3;

    private final Bytes b;
    private long width;
    private long height;
    private long offsets;
    private long sizes;

    private TiffHeader(Bytes b) {
        this.b = b;
    }

    static ImageHeader read(Bytes b) throws Bytes.End {
        if (b.u8(0) == 'I') {
            b.littleEndian();
        }
        TiffHeader header = new TiffHeader(b);
        boolean whole = header.walk();
        return whole
                ? ImageHeader.whole(ImageHeader.Format.TIFF, header.width, header.height)
                : ImageHeader.flawed(ImageHeader.Format.TIFF, header.width, header.height, ImageHeader.CUT);
    }

    private boolean walk() throws Bytes.End {
        long directory = b.u32(4);
        int count = b.u16(directory);
        for (int i = 0; i < count; i++) {
            long entry = directory + 2 + i * 12L;
            switch (b.u16(entry)) {
                case WIDTH -> width = value(entry, 0);
                case HEIGHT -> height = value(entry, 0);
                case STRIP_OFFSETS, TILE_OFFSETS -> offsets = entry;
                case STRIP_BYTES, TILE_BYTES -> sizes = entry;
                default -> {}
            }
        }
        return offsets != 0 && sizes != 0 && partsAreInside();
    }

    private boolean partsAreInside() throws Bytes.End {
        long count = b.u32(offsets + 4);
        if (count != b.u32(sizes + 4)) {
            return false;
        }
        for (long i = 0; i < count; i++) {
            if (value(offsets, i) + value(sizes, i) > b.length()) {
                return false;
            }
        }
        return true;
    }

    /** One value of an entry: inside it when all fit into four bytes, else where it points. */
    private long value(long entry, long index) throws Bytes.End {
        boolean isShort = b.u16(entry + 2) == SHORT;
        int size = isShort ? 2 : 4;
        boolean inside = b.u32(entry + 4) * size <= 4;
        long at = (inside ? entry + 8 : b.u32(entry + 8)) + index * size;
        return isShort ? b.u16(at) : b.u32(at);
    }
}
