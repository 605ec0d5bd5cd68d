package loupe.camera;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/**
 * Cuts one JPEG file out of a stream that does not say its length, by walking its segments (ITU-T T.81, annex B).
 * Looking for the end mark alone would stop at the end of a thumbnail inside a segment.
 */
final class JpegReader {
    /** What comes is not a JPEG file. */
    static final class NoJpegException extends IOException {
        NoJpegException(String message) {
            super(message);
        }
    }

    /** The picture is longer than the caller allows. */
    static final class TooLargeException extends IOException {
        TooLargeException(int limit) {
            super("over " + limit + " bytes");
        }
    }

    private static final int START = 0xd8;
    private static final int END = 0xd9;
    private static final int SCAN = 0xda;

    private final InputStream in;
    private final int limit;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream(64 * 1024);

    private JpegReader(InputStream in, int limit) {
        this.in = in;
        this.limit = limit;
    }

    /** Reads from the start mark to the end mark, both included. */
    static byte[] read(InputStream in, int limit) throws IOException {
        return new JpegReader(in, limit).picture();
    }

    private byte[] picture() throws IOException {
        if (copy() != 0xff || copy() != START) {
            throw new NoJpegException("a part that is no JPEG");
        }
        int mark = marker();
        while (mark != END) {
            if (mark != START && !isStandalone(mark)) {
                segment();
            }
            mark = mark == SCAN ? scan() : marker();
        }
        return out.toByteArray();
    }

    private int marker() throws IOException {
        if (copy() != 0xff) {
            throw new NoJpegException("a damaged JPEG");
        }
        int mark = copy();
        while (mark == 0xff) {
            mark = copy();
        }
        return mark;
    }

    private void segment() throws IOException {
        int length = (copy() << 8) | copy();
        if (length < 2) {
            throw new NoJpegException("a damaged JPEG");
        }
        for (int i = 2; i < length; i++) {
            copy();
        }
    }

    /** Entropy-coded data up to the next mark that ends it; stuffed zeros and restart marks belong to it. */
    private int scan() throws IOException {
        while (true) {
            int b = copy();
            while (b == 0xff) {
                b = copy();
                if (b != 0 && b != 0xff && !isRestart(b)) {
                    return b;
                }
            }
        }
    }

    private static boolean isRestart(int mark) {
        return mark >= 0xd0 && mark <= 0xd7;
    }

    private static boolean isStandalone(int mark) {
        return isRestart(mark) || mark == 0x01;
    }

    private int copy() throws IOException {
        int b = in.read();
        if (b < 0) {
            throw new EOFException("the stream ended inside a picture");
        }
        if (out.size() == limit) {
            throw new TooLargeException(limit);
        }
        out.write(b);
        return b;
    }
}
