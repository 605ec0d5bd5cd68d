package loupe.camera;

import java.io.IOException;
import java.util.Optional;
import loupe.domain.Image;

/** A recorded video while it is being read, frame by frame, by one thread. */
interface VideoReader extends AutoCloseable {
    /** The next frame; empty at the end. */
    Optional<Image> next() throws IOException;

    /** Frames a second as the file says; 0 when it does not. */
    double rate();

    @Override
    void close();
}
