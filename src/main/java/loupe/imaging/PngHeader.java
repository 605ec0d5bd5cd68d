package loupe.imaging;

import java.util.zip.CRC32;

/** PNG (ISO/IEC 15948): all chunks are walked and their checksums compared, for decoders paint what is missing grey. */
final class PngHeader {
    private PngHeader() {}

    static ImageHeader read(Bytes b) throws Bytes.End {
        long width = b.u32(16);
        long height = b.u32(20);
        String flaw = flaw(b);
        return flaw.isEmpty()
                ? ImageHeader.whole(ImageHeader.Format.PNG, width, height)
                : ImageHeader.flawed(ImageHeader.Format.PNG, width, height, flaw);
    }

    private static String flaw(Bytes b) throws Bytes.End {
        if (!b.has(12, 'I', 'H', 'D', 'R')) {
            return "the header is missing";
        }
        CRC32 crc = new CRC32();
        long at = 8;
        while (at + 12 <= b.length()) {
            long length = b.u32(at);
            if (at + 12 + length > b.length()) {
                return ImageHeader.CUT;
            }
            crc.reset();
            crc.update(b.array(), (int) at + 4, (int) length + 4);
            if (crc.getValue() != b.u32(at + 8 + length)) {
                return "a checksum is wrong";
            }
            if (b.has((int) at + 4, 'I', 'E', 'N', 'D')) {
                return "";
            }
            at += 12 + length;
        }
        return ImageHeader.CUT;
    }
}
