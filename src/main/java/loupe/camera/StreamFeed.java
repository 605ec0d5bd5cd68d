package loupe.camera;

import java.io.EOFException;
import java.io.IOException;
import java.util.Map;
import java.util.function.Supplier;
import loupe.domain.Image;

/** RTSP through ffmpeg, always over TCP: a lost datagram would be a smear on the part. */
final class StreamFeed implements PictureFeed {
    private final SourceAddress.Stream address;
    private final FfmpegStop stop;
    private FfmpegVideo video;

    /** Loads ffmpeg's libraries. */
    StreamFeed(SourceAddress.Stream address) {
        FfmpegVideo.load();
        this.address = address;
        this.stop = new FfmpegStop();
    }

    @Override
    public void open() throws IOException {
        Map<String, String> options = Map.of(
                "rtsp_transport", "tcp",
                "timeout", Long.toString(address.silence().toNanos() / 1000),
                "protocol_whitelist", "rtsp,rtsps,rtp,tcp,tls,udp",
                "fflags", "nobuffer",
                "analyzeduration", "1000000");
        video = FfmpegVideo.open(address.uri().toString(), options, stop);
    }

    @Override
    public Supplier<Image> next() throws IOException {
        Image image = video.next().orElseThrow(() -> new EOFException("the stream ended"));
        return () -> image;
    }

    @Override
    public void abort() {
        stop.stop();
    }

    @Override
    public void close() {
        if (video != null) {
            video.close();
            video = null;
        }
        stop.close();
    }
}
