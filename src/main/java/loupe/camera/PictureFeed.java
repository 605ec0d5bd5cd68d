package loupe.camera;

import java.io.IOException;
import java.util.function.Supplier;
import loupe.domain.Image;

/**
 * A live source as {@link LiveCamera} drives it: {@link #open}, {@link #next} and {@link #close} run on one reader
 * thread and may block; {@link #abort} comes from any thread, once or never.
 */
interface PictureFeed {
    /** Connects. A fault goes to whoever grabs; an {@link IOException} is told as CAM-01. */
    void open() throws IOException;

    /**
     * Blocks for the next picture. What it returns is undecoded where decoding costs, so that skipped pictures are
     * cheap; it is called at most once. An {@link IOException} means that the source is lost and is told as CAM-02.
     */
    Supplier<Image> next() throws IOException;

    /** Makes a blocked {@link #open} or {@link #next} return soon. Never blocks. */
    void abort();

    /** Frees everything, on the reader thread, also after a failed {@link #open}. */
    void close();
}
