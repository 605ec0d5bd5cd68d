package loupe.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipException;

/**
 * The table of contents of a zip file as it stands there (APPNOTE 6.3, 4.3.12 and 4.3.16), before anything trusts it:
 * Java's own reader shows neither links nor names that come twice.
 */
final class ZipDirectory {
    private static final int END = 0x06054b50;
    private static final int ENTRY = 0x02014b50;
    private static final int END_SIZE = 22;
    private static final int ENTRY_SIZE = 46;
    private static final int LONGEST_COMMENT = 0xffff;
    private static final int UNIX = 3;
    private static final int FILE_TYPE = 0xf000;
    private static final int LINK = 0xa000;

    /** One line of the table. */
    record Entry(String name, boolean link, boolean encrypted, long packed, long unpacked) {}

    private ZipDirectory() {}

    /**
     * Reads the table.
     *
     * @param most entries; one more is returned at most, so that the caller sees that there are too many
     */
    static List<Entry> read(Path zip, int most) throws IOException {
        try (FileChannel channel = FileChannel.open(zip, StandardOpenOption.READ)) {
            ByteBuffer end = end(channel);
            int count = Short.toUnsignedInt(end.getShort(10));
            long size = Integer.toUnsignedLong(end.getInt(12));
            long offset = Integer.toUnsignedLong(end.getInt(16));
            if (offset + size > channel.size()) {
                throw new ZipException("the table of contents lies outside");
            }
            int longest = (most + 1) * (ENTRY_SIZE + 3 * LONGEST_COMMENT);
            ByteBuffer table = at(channel, offset, (int) Math.min(size, longest));
            List<Entry> entries = new ArrayList<>();
            while (entries.size() < Math.min(count, most + 1)) {
                entries.add(entry(table));
            }
            return entries;
        }
    }

    private static ByteBuffer end(FileChannel channel) throws IOException {
        int tail = (int) Math.min(channel.size(), END_SIZE + LONGEST_COMMENT);
        ByteBuffer bytes = at(channel, channel.size() - tail, tail);
        for (int i = tail - END_SIZE; i >= 0; i--) {
            if (bytes.getInt(i) == END) {
                return bytes.slice(i, tail - i).order(ByteOrder.LITTLE_ENDIAN);
            }
        }
        throw new ZipException("not a zip file");
    }

    private static Entry entry(ByteBuffer table) throws ZipException {
        int at = table.position();
        if (table.remaining() < ENTRY_SIZE || table.getInt(at) != ENTRY) {
            throw new ZipException("the table of contents is cut off");
        }
        int system = table.get(at + 5);
        boolean encrypted = (table.getShort(at + 8) & 1) != 0;
        long packed = Integer.toUnsignedLong(table.getInt(at + 20));
        long unpacked = Integer.toUnsignedLong(table.getInt(at + 24));
        int name = Short.toUnsignedInt(table.getShort(at + 28));
        int rest = Short.toUnsignedInt(table.getShort(at + 30)) + Short.toUnsignedInt(table.getShort(at + 32));
        int mode = table.getInt(at + 38) >>> 16;
        if (table.remaining() < ENTRY_SIZE + name + rest) {
            throw new ZipException("the table of contents is cut off");
        }
        byte[] letters = new byte[name];
        table.get(at + ENTRY_SIZE, letters);
        table.position(at + ENTRY_SIZE + name + rest);
        boolean link = system == UNIX && (mode & FILE_TYPE) == LINK;
        return new Entry(new String(letters, StandardCharsets.UTF_8), link, encrypted, packed, unpacked);
    }

    private static ByteBuffer at(FileChannel channel, long position, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        int read = 0;
        while (bytes.hasRemaining() && read >= 0) {
            read = channel.read(bytes, position + bytes.position());
        }
        return bytes.flip().order(ByteOrder.LITTLE_ENDIAN);
    }
}
