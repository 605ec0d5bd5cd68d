package loupe.imaging;

/**
 * JPEG (ITU-T T.81): the segments are walked to the end-of-image marker, because decoders fill what is missing with
 * grey and say nothing. A thumbnail's own markers lie inside a segment and are passed over.
 */
final class JpegHeader {
    private static final int SOI = 0xd8;
    private static final int EOI = 0xd9;
    private static final int SOS = 0xda;
    private static final int APP14 = 0xee;

    private final Bytes b;
    private int at = 2;
    private long width;
    private long height;
    private int components;
    private boolean adobe;

    private JpegHeader(Bytes b) {
        this.b = b;
    }

    static ImageHeader read(Bytes b) {
        JpegHeader header = new JpegHeader(b);
        String flaw = ImageHeader.CUT;
        try {
            header.walk();
            flaw = header.flaw();
        } catch (Bytes.End e) {
            flaw = ImageHeader.CUT;
        }
        return flaw.isEmpty()
                ? ImageHeader.whole(ImageHeader.Format.JPEG, header.width, header.height)
                : ImageHeader.flawed(ImageHeader.Format.JPEG, header.width, header.height, flaw);
    }

    private String flaw() {
        if (width == 0 || height == 0) {
            return "the header is missing";
        }
        // without Adobe's marker nobody knows whether the inks are inverted: garbage would look like a picture
        return components == 4 && !adobe ? "CMYK colours of unknown kind" : "";
    }

    private void walk() throws Bytes.End {
        for (int marker = next(); marker != EOI; marker = next()) {
            if (marker == 0x01 || (marker >= 0xd0 && marker <= SOI)) {
                continue; // no length follows
            }
            int length = b.u16(at);
            segment(marker);
            at += length;
            if (marker == SOS) {
                skipScan();
            }
        }
    }

    private int next() throws Bytes.End {
        while (b.u8(at) != 0xff) {
            at++;
        }
        while (b.u8(at) == 0xff) {
            at++;
        }
        return b.u8(at++);
    }

    private void segment(int marker) throws Bytes.End {
        boolean frame = marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
        if (frame) {
            height = b.u16(at + 3);
            width = b.u16(at + 5);
            components = b.u8(at + 7);
        }
        adobe |= marker == APP14 && b.has(at + 2, 'A', 'd', 'o', 'b', 'e');
    }

    /** To the next marker that is neither a stuffed byte nor a restart. */
    private void skipScan() throws Bytes.End {
        while (b.u8(at) != 0xff || b.u8(at + 1) == 0 || (b.u8(at + 1) >= 0xd0 && b.u8(at + 1) <= 0xd7)) {
            at++;
        }
    }
}
