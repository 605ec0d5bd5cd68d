package loupe.camera;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import loupe.imaging.Natives;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacv.FFmpegFrameRecorder;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.videoio.VideoWriter;
import org.opencv.videoio.Videoio;

/** Writes videos with other code than reads them: frame i is blue = 10·i, green 128, red = 250 − 10·i. */
final class TestVideo {
    static final int WIDTH = 160;
    static final int HEIGHT = 120;

    private TestVideo() {}

    static void mjpegAvi(Path file, int frames, double rate) {
        Natives.load();
        VideoWriter writer = new VideoWriter(
                file.toString(),
                Videoio.CAP_OPENCV_MJPEG,
                VideoWriter.fourcc('M', 'J', 'P', 'G'),
                rate,
                new Size(WIDTH, HEIGHT));
        for (int i = 0; i < frames; i++) {
            Mat mat = new Mat(HEIGHT, WIDTH, CvType.CV_8UC3, new Scalar(10.0 * i, 128, 250 - 10.0 * i));
            writer.write(mat);
            mat.release();
        }
        writer.release();
    }

    static void mpeg4(Path file, String format, int frames, double rate) throws Exception {
        avutil.av_log_set_level(avutil.AV_LOG_QUIET);
        try (FFmpegFrameRecorder recorder = new FFmpegFrameRecorder(file.toFile(), WIDTH, HEIGHT)) {
            recorder.setFormat(format);
            recorder.setVideoCodec(avcodec.AV_CODEC_ID_MPEG4);
            recorder.setFrameRate(rate);
            recorder.setGopSize(4);
            recorder.setVideoBitrate(4_000_000);
            recorder.start();
            for (int i = 0; i < frames; i++) {
                ByteBuffer pixels = ByteBuffer.allocateDirect(WIDTH * HEIGHT * 3);
                while (pixels.hasRemaining()) {
                    pixels.put((byte) (10 * i)).put((byte) 128).put((byte) (250 - 10 * i));
                }
                pixels.flip();
                recorder.recordImage(
                        WIDTH,
                        HEIGHT,
                        org.bytedeco.javacv.Frame.DEPTH_UBYTE,
                        3,
                        WIDTH * 3,
                        avutil.AV_PIX_FMT_BGR24,
                        pixels);
            }
        }
    }
}
