package loupe.camera;

import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOInterruptCB;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.Pointer;

/**
 * Ends ffmpeg's blocked input and output from another thread: ffmpeg asks about every 100 ms, and a flag in native
 * memory answers. Closed by the {@link FfmpegVideo} that it watches.
 */
final class FfmpegStop implements AutoCloseable {
    private final IntPointer flag = new IntPointer(1).put(0);
    private boolean stopped;
    private boolean freed;

    /** To be called before the context opens anything. */
    void watch(AVFormatContext context) {
        context.interrupt_callback().callback(Question.ASKED).opaque(flag);
    }

    synchronized void stop() {
        stopped = true;
        if (!freed) {
            flag.put(1);
        }
    }

    synchronized boolean isStopped() {
        return stopped;
    }

    @Override
    public synchronized void close() {
        if (!freed) {
            freed = true;
            flag.close();
        }
    }

    /** JavaCPP has room for ten native callbacks of a type, so all videos share one and differ in the flag. */
    private static final class Question extends AVIOInterruptCB.Callback_Pointer {
        private static final Question ASKED = new Question();

        @Override
        public int call(Pointer opaque) {
            return new IntPointer(opaque).get();
        }
    }
}
