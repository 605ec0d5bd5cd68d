package loupe.camera;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import loupe.domain.FaultCode;
import loupe.domain.Image;
import loupe.domain.InspectionFault;
import loupe.domain.PixelOrder;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerPointer;

/**
 * The first video stream of a file or network address, decoded by ffmpeg's libraries to BGR8. They are called directly
 * because only so can another thread end a blocked call ({@link FfmpegStop}); everything else belongs to one thread.
 */
final class FfmpegVideo implements VideoReader {
    private static final long MAX_PIXELS = 200_000_000;

    private final FfmpegStop stop;
    private final AVFormatContext format;
    private final AVCodecContext decoder;
    private final SwsContext scaler;
    private final AVPacket packet;
    private final AVFrame decoded;
    private final AVFrame converted;
    private int stream;
    private boolean draining;

    private FfmpegVideo(FfmpegStop stop) {
        this.stop = stop;
        format = avformat.avformat_alloc_context();
        decoder = avcodec.avcodec_alloc_context3(null);
        scaler = swscale.sws_alloc_context();
        packet = avcodec.av_packet_alloc();
        decoded = avutil.av_frame_alloc();
        converted = avutil.av_frame_alloc();
    }

    /**
     * Opens and finds the video stream.
     *
     * @param url as ffmpeg understands it
     * @param options of ffmpeg's demuxer and protocols
     * @param stop ends blocked calls; closed with the video, also when opening fails
     * @throws InspectionFault SYS-01 when ffmpeg's libraries are not there
     */
    static FfmpegVideo open(String url, Map<String, String> options, FfmpegStop stop) throws IOException {
        FfmpegVideo video = new FfmpegVideo(stop);
        try {
            video.connect(url, options);
            video.startDecoder();
            return video;
        } catch (IOException | RuntimeException e) {
            video.close();
            throw e;
        }
    }

    /** Opens a file, and nothing but files: a playlist cannot reach the network. */
    static FfmpegVideo openFile(Path file) throws IOException {
        load();
        return open("file:" + file.toAbsolutePath(), Map.of("protocol_whitelist", "file"), new FfmpegStop());
    }

    /** Makes the libraries ready and quiet; the first call unpacks them. */
    static void load() {
        // JavaCPP refuses to work once the process, models on a GPU included, is larger than twice the Java heap
        System.setProperty("org.bytedeco.javacpp.maxPhysicalBytes", "0");
        try {
            avutil.av_log_set_level(avutil.AV_LOG_QUIET);
            avformat.avformat_network_init();
        } catch (LinkageError e) {
            throw new InspectionFault(FaultCode.SYS_01, e, "ffmpeg", e.toString());
        }
    }

    private void connect(String url, Map<String, String> options) throws IOException {
        stop.watch(format);
        AVDictionary dictionary = new AVDictionary(null);
        try {
            options.forEach((k, v) -> avutil.av_dict_set(dictionary, k, v, 0));
            check(avformat.avformat_open_input(format, url, null, dictionary));
        } finally {
            avutil.av_dict_free(dictionary);
        }
        check(avformat.avformat_find_stream_info(format, (PointerPointer<?>) null));
        stream = avformat.av_find_best_stream(format, avutil.AVMEDIA_TYPE_VIDEO, -1, -1, (PointerPointer<?>) null, 0);
        if (stream < 0) {
            throw new IOException("no video in it");
        }
    }

    private void startDecoder() throws IOException {
        AVStream video = format.streams(stream);
        AVCodec codec = avcodec.avcodec_find_decoder(video.codecpar().codec_id());
        if (codec == null || codec.isNull()) {
            throw new IOException("an unknown video codec");
        }
        check(avcodec.avcodec_parameters_to_context(decoder, video.codecpar()));
        decoder.max_pixels(MAX_PIXELS);
        // one frame in, one frame out: frame threads would hold pictures back
        decoder.thread_type(AVCodecContext.FF_THREAD_SLICE);
        check(avcodec.avcodec_open2(decoder, codec, (PointerPointer<?>) null));
    }

    @Override
    public double rate() {
        double average = avutil.av_q2d(format.streams(stream).avg_frame_rate());
        return Double.isFinite(average) ? average : 0;
    }

    @Override
    public Optional<Image> next() throws IOException {
        while (true) {
            int got = avcodec.avcodec_receive_frame(decoder, decoded);
            if (got == 0) {
                return Optional.of(convert());
            }
            if (got == avutil.AVERROR_EOF()) {
                return Optional.empty();
            }
            if (draining || got != avutil.AVERROR_EAGAIN()) {
                throw new IOException(text(got));
            }
            feed();
        }
    }

    private void feed() throws IOException {
        int read = avformat.av_read_frame(format, packet);
        if (read == avutil.AVERROR_EOF()) {
            draining = true;
            check(avcodec.avcodec_send_packet(decoder, null));
            return;
        }
        check(read);
        try {
            if (packet.stream_index() == stream) {
                int sent = avcodec.avcodec_send_packet(decoder, packet);
                // a damaged packet costs its picture, not the video
                check(sent == avutil.AVERROR_INVALIDDATA() ? 0 : sent);
            }
        } finally {
            avcodec.av_packet_unref(packet);
        }
    }

    private Image convert() throws IOException {
        int width = decoded.width();
        int height = decoded.height();
        if ((long) width * height * 3 > Integer.MAX_VALUE - 8) {
            throw new IOException("a picture of " + width + "×" + height);
        }
        try {
            converted.format(avutil.AV_PIX_FMT_BGR24).width(width).height(height);
            check(swscale.sws_scale_frame(scaler, converted, decoded));
            byte[] pixels = new byte[width * height * 3];
            BytePointer data = converted.data(0);
            for (int y = 0; y < height; y++) {
                data.position((long) y * converted.linesize(0)).get(pixels, y * width * 3, width * 3);
            }
            return new Image(width, height, PixelOrder.BGR8, pixels);
        } finally {
            avutil.av_frame_unref(converted);
            avutil.av_frame_unref(decoded);
        }
    }

    private void check(int result) throws IOException {
        if (result < 0) {
            throw stop.isStopped() ? new EOFException("closed") : new IOException(text(result));
        }
    }

    private static String text(int error) {
        byte[] text = new byte[256];
        avutil.av_strerror(error, text, text.length);
        int end = 0;
        while (end < text.length && text[end] != 0) {
            end++;
        }
        return new String(text, 0, end, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        avutil.av_frame_free(converted);
        avutil.av_frame_free(decoded);
        avcodec.av_packet_free(packet);
        swscale.sws_freeContext(scaler);
        avcodec.avcodec_free_context(decoder);
        if (!format.isNull()) {
            avformat.avformat_close_input(format); // open_input frees it when it fails
        }
        stop.close();
    }
}
