package loupe.camera;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import javax.net.ssl.SSLSocketFactory;
import loupe.camera.LiveCamera.Patience;
import loupe.camera.ReconnectingCamera.Backoff;
import loupe.camera.demo.DemoCamera;
import loupe.camera.demo.DemoSettings;
import loupe.domain.Camera;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;

/**
 * Every source behind one address (see {@link SourceAddress}). Nothing is opened here: the first {@link Camera#grab}
 * opens, on the thread that calls it, and {@link Camera#close} ends that too.
 */
public final class Cameras {
    private static final Duration OPEN = Duration.ofSeconds(5);
    private static final Duration USB_SILENCE = Duration.ofSeconds(3);

    private Cameras() {}

    /**
     * The camera for an address; quick, any thread.
     *
     * @throws InspectionFault CAM-04 when the address is not understood
     */
    public static Camera open(String address) {
        SourceAddress parsed = SourceAddress.parse(address);
        if (parsed instanceof SourceAddress.Demo demo) {
            return new DemoCamera(new DemoSettings(demo.rate(), demo.defects(), demo.seed()));
        }
        if (parsed instanceof SourceAddress.Usb usb) {
            return usb(usb);
        }
        if (parsed instanceof SourceAddress.Mjpeg mjpeg) {
            Patience patience = new Patience(OPEN, mjpeg.silence());
            SSLSocketFactory tls = (SSLSocketFactory) SSLSocketFactory.getDefault();
            return live(parsed, () -> new LiveCamera(parsed.shown(), new MjpegFeed(mjpeg, tls, OPEN), patience));
        }
        if (parsed instanceof SourceAddress.Stream stream) {
            Patience patience = new Patience(OPEN, stream.silence());
            return live(parsed, () -> new LiveCamera(parsed.shown(), new StreamFeed(stream), patience));
        }
        if (parsed instanceof SourceAddress.Video video) {
            return video(video);
        }
        if (parsed instanceof SourceAddress.Folder folder) {
            OptionalDouble rate = OptionalDouble.of(folder.rate());
            RecordedCamera.Play play = new RecordedCamera.Play(Camera.Cadence.TRIGGERED, folder.loop(), rate);
            return new RecordedCamera(parsed.shown(), () -> PictureFiles.ofFolder(folder.path()), play);
        }
        throw new InspectionFault(FaultCode.CAM_04, parsed.shown());
    }

    private static Camera usb(SourceAddress.Usb usb) {
        Semaphore device = new Semaphore(1);
        Patience patience = new Patience(OPEN, USB_SILENCE);
        return live(usb, () -> new LiveCamera(usb.shown(), new UsbFeed(usb, device), patience));
    }

    private static Camera live(SourceAddress address, Supplier<Camera> opener) {
        return new ReconnectingCamera(address.shown(), opener, Backoff.DEFAULT);
    }

    private static Camera video(SourceAddress.Video video) {
        boolean everyFrame = video.rate().orElse(-1) == 0;
        Camera.Cadence cadence = everyFrame ? Camera.Cadence.TRIGGERED : Camera.Cadence.FREE_RUNNING;
        RecordedCamera.Play play = new RecordedCamera.Play(cadence, video.loop(), video.rate());
        return new RecordedCamera(video.shown(), () -> reader(video.path()), play);
    }

    private static VideoReader reader(Path path) throws IOException {
        if (!Files.exists(path) && PictureFiles.isNumbered(path)) {
            return PictureFiles.ofNumbered(path);
        }
        if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
            throw new InspectionFault(FaultCode.IMG_05, path);
        }
        boolean avi = path.toString().toLowerCase(Locale.ROOT).endsWith(".avi");
        try {
            return FfmpegVideo.openFile(path);
        } catch (InspectionFault noFfmpeg) {
            if (!avi) {
                throw noFfmpeg;
            }
            return OpenCvVideo.open(path).orElseThrow(() -> noFfmpeg);
        }
    }
}
