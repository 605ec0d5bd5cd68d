package loupe.camera;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** The chunked transfer coding of HTTP/1.1 (RFC 9112, section 7.1), trailers ignored. */
final class ChunkedBody extends InputStream {
    private final InputStream in;
    private long left;
    private boolean first = true;
    private boolean ended;

    ChunkedBody(InputStream in) {
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (left == 0 && !ended) {
            nextChunk();
        }
        if (ended) {
            return -1;
        }
        int n = in.read(to, offset, (int) Math.min(length, left));
        if (n < 0) {
            throw new EOFException("the stream ended inside a chunk");
        }
        left -= n;
        return n;
    }

    private void nextChunk() throws IOException {
        if (!first && !HttpStream.line(in).isEmpty()) {
            throw new IOException("a chunk is longer than it says");
        }
        first = false;
        String size = HttpStream.line(in).split(";", 2)[0].strip();
        if (!size.matches("[0-9a-fA-F]{1,15}")) {
            throw new IOException("not a chunk");
        }
        left = Long.parseLong(size, 16);
        ended = left == 0;
    }
}
