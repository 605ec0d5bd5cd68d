package loupe.imaging;

/** Reads numbers out of a hostile byte array; running out of it is a checked end, never an index error. */
final class Bytes {
    /** The bytes ended before the number did. */
    static final class End extends Exception {
        End() {
            super("end of bytes", null, false, false);
        }
    }

    private final byte[] bytes;
    private boolean little;

    Bytes(byte[] bytes) {
        this.bytes = bytes;
    }

    int length() {
        return bytes.length;
    }

    byte[] array() {
        return bytes;
    }

    void littleEndian() {
        little = true;
    }

    boolean startsWith(int... magic) {
        return has(0, magic);
    }

    boolean has(int at, int... values) {
        if (at + values.length > bytes.length) {
            return false;
        }
        for (int i = 0; i < values.length; i++) {
            if ((bytes[at + i] & 0xff) != values[i]) {
                return false;
            }
        }
        return true;
    }

    int u8(long at) throws End {
        if (at < 0 || at >= bytes.length) {
            throw new End();
        }
        return bytes[(int) at] & 0xff;
    }

    int u16(long at) throws End {
        int a = u8(at);
        int b = u8(at + 1);
        return little ? (b << 8) | a : (a << 8) | b;
    }

    long u32(long at) throws End {
        long a = u16(at);
        long b = u16(at + 2);
        return little ? (b << 16) | a : (a << 16) | b;
    }

    /** A decimal number after white space and comments, from {@code at[0]} on, which moves behind it. */
    long decimal(int[] at) throws End {
        while (Character.isWhitespace(u8(at[0])) || u8(at[0]) == '#') {
            if (u8(at[0]++) == '#') {
                while (u8(at[0]) != '\n') {
                    at[0]++;
                }
            }
        }
        long value = 0;
        while (Character.isDigit(u8(at[0])) && value < Integer.MAX_VALUE) {
            value = value * 10 + u8(at[0]++) - '0';
        }
        return value;
    }
}
