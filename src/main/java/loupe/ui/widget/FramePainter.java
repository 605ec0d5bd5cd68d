package loupe.ui.widget;

import java.nio.ByteBuffer;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import loupe.domain.InspectionFault;
import loupe.imaging.HeatMapPainter;
import loupe.imaging.HeatMapStyle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Paints image and heat map into pixel buffers at view size, on a thread of its own, so that JavaFX only uploads.
 * Shared by all canvases of a window. Loads the native library when the first picture is painted.
 */
public final class FramePainter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FramePainter.class);

    /** One thing to paint: a picture as it lies in a view, and where to. */
    record Job(Picture picture, Zoom zoom, HeatMapStyle style, PixelBuffer<ByteBuffer> target) {}

    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread t = new Thread(task, "painter");
        t.setDaemon(true);
        return t;
    });
    // two, because a painter remembers its last picture and thumbnails would make it forget
    private HeatMapPainter large;
    private HeatMapPainter small;

    void paint(Job job, Consumer<Job> whenDone) {
        submit(() -> {
            large = large == null ? new HeatMapPainter() : large;
            paint(large, job);
            whenDone.accept(job);
        });
    }

    /**
     * Paints a small picture that fits into the box and hands it over on the painter's thread.
     *
     * @param picture asked on the painter's thread, so that it may load or draw
     */
    public void thumbnail(
            Supplier<Picture> picture, HeatMapStyle style, int width, int height, Consumer<WritableImage> whenDone) {
        submit(() -> {
            small = small == null ? new HeatMapPainter() : small;
            whenDone.accept(thumbnail(small, picture.get(), style, width, height));
        });
    }

    /** Does on the painter's thread what JavaFX has no time for; the result is handed over there too. */
    public <T> void prepare(Supplier<T> work, Consumer<T> whenDone) {
        submit(() -> whenDone.accept(work.get()));
    }

    private static WritableImage thumbnail(
            HeatMapPainter painter, Picture picture, HeatMapStyle style, int width, int height) {
        int iw = picture.image().width();
        int ih = picture.image().height();
        double scale = Math.min(width / (double) iw, height / (double) ih);
        int w = Math.max(1, (int) Math.round(iw * scale));
        int h = Math.max(1, (int) Math.round(ih * scale));
        PixelBuffer<ByteBuffer> target = buffer(w, h);
        paint(painter, new Job(picture, Zoom.fit(iw, ih, w, h), style, target));
        return new WritableImage(target);
    }

    private static void paint(HeatMapPainter painter, Job job) {
        painter.paint(
                job.picture().scene(job.style()),
                job.zoom().port(),
                job.target().getBuffer());
    }

    static PixelBuffer<ByteBuffer> buffer(int width, int height) {
        ByteBuffer pixels = ByteBuffer.allocateDirect(width * height * 4);
        return new PixelBuffer<>(width, height, pixels, PixelFormat.getByteBgraPreInstance());
    }

    private void submit(Runnable task) {
        try {
            thread.execute(() -> {
                try {
                    task.run();
                } catch (InspectionFault fault) {
                    LOG.error("not painted: {}", fault.getMessage());
                }
            });
        } catch (RejectedExecutionException e) {
            LOG.debug("not painted: the window is closing", e);
        }
    }

    /** Lets the picture in work end, frees native memory, then ends the thread. */
    @Override
    public void close() {
        submit(() -> {
            if (large != null) {
                large.close();
            }
            if (small != null) {
                small.close();
            }
        });
        thread.shutdown();
        try {
            if (!thread.awaitTermination(2, TimeUnit.SECONDS)) {
                LOG.warn("the painter did not end in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
