package loupe.camera;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Supplier;
import javax.net.ssl.SSLSocketFactory;
import loupe.domain.FaultCode;
import loupe.domain.Image;
import loupe.domain.InspectionFault;
import loupe.imaging.ImageCodec;

/** Motion JPEG over http or https, without a library. Pictures are decoded by whoever takes them. */
final class MjpegFeed implements PictureFeed {
    private final SourceAddress.Mjpeg address;
    private final HttpStream http;
    private MultipartReader parts;

    MjpegFeed(SourceAddress.Mjpeg address, SSLSocketFactory tls, Duration patience) {
        this.address = address;
        this.http = new HttpStream(tls, patience);
    }

    @Override
    public void open() throws IOException {
        HttpStream.Answer answer = http.get(address.uri());
        if (answer.status() != 200) {
            String reason = "HTTP " + answer.status() + " " + answer.reason();
            throw new InspectionFault(FaultCode.CAM_01, address.shown(), reason.strip());
        }
        http.silence(address.silence());
        String type = answer.headers().firstValue("content-type").orElse("");
        parts = new MultipartReader(answer.body(), address.shown(), type);
    }

    @Override
    public Supplier<Image> next() throws IOException {
        byte[] encoded = parts.next();
        return () -> ImageCodec.decode(encoded, address.shown());
    }

    @Override
    public void abort() {
        http.abort();
    }

    @Override
    public void close() {
        http.abort();
    }
}
