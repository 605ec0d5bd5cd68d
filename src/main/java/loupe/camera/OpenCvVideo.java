package loupe.camera;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import loupe.domain.Image;
import loupe.imaging.Natives;
import org.opencv.videoio.VideoCapture;
import org.opencv.videoio.Videoio;

/** A motion-JPEG AVI with an index: all that OpenCV reads without ffmpeg. */
final class OpenCvVideo implements VideoReader {
    private final VideoCapture capture = new VideoCapture();
    private final MatReader mats = new MatReader();

    private OpenCvVideo() {}

    /** Opens the file; empty when OpenCV cannot. */
    static Optional<VideoReader> open(Path file) {
        Natives.load();
        OpenCvVideo video = new OpenCvVideo();
        if (video.capture.open(file.toString(), Videoio.CAP_OPENCV_MJPEG)) {
            return Optional.of(video);
        }
        video.close();
        return Optional.empty();
    }

    @Override
    public Optional<Image> next() throws IOException {
        return mats.read(capture);
    }

    @Override
    public double rate() {
        return capture.get(Videoio.CAP_PROP_FPS);
    }

    @Override
    public void close() {
        capture.release();
        mats.release();
    }
}
