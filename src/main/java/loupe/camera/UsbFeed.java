package loupe.camera;

import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import loupe.domain.FaultCode;
import loupe.domain.Image;
import loupe.domain.InspectionFault;
import loupe.imaging.Natives;
import org.opencv.videoio.VideoCapture;
import org.opencv.videoio.Videoio;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A camera of this computer through OpenCV (V4L2, Media Foundation, AVFoundation). Its driver cannot be interrupted:
 * {@link #abort} only makes the reader stop after the call that it is in.
 */
final class UsbFeed implements PictureFeed {
    private static final Pattern NODE = Pattern.compile("/dev/video(\\d{1,3})");

    private static final Logger LOG = LoggerFactory.getLogger(UsbFeed.class);
    /** V4L2_EXPOSURE_MANUAL; what the other systems' drivers take for the same. */
    private static final double V4L2_MANUAL = 1;

    private static final double MANUAL = 0.25;

    private final SourceAddress.Usb address;
    private final Semaphore device;
    private MatReader mats;
    private VideoCapture capture;
    private boolean owned;

    /**
     * Opens nothing yet.
     *
     * @param device one permit, shared by all attempts on this camera: a driver that hangs is not called a second time
     */
    UsbFeed(SourceAddress.Usb address, Semaphore device) {
        this.address = address;
        this.device = device;
    }

    @Override
    public void open() throws IOException {
        boolean linux = System.getProperty("os.name").startsWith("Linux");
        boolean index = Character.isDigit(address.device().charAt(0));
        if (!linux && !index) {
            throw fault("a device path is for Linux; use an index");
        }
        int number = linux ? number(index) : Integer.parseInt(address.device());
        try {
            device.acquire();
            owned = true;
        } catch (InterruptedException e) {
            throw (IOException) new InterruptedIOException("closed").initCause(e);
        }
        Natives.load();
        mats = new MatReader();
        capture = new VideoCapture();
        boolean opened = capture.open(number, linux ? Videoio.CAP_V4L2 : Videoio.CAP_ANY);
        if (!opened) {
            throw fault("no camera, or another program uses it");
        }
        address.width().ifPresent(w -> capture.set(Videoio.CAP_PROP_FRAME_WIDTH, w));
        address.height().ifPresent(h -> capture.set(Videoio.CAP_PROP_FRAME_HEIGHT, h));
        capture.set(Videoio.CAP_PROP_BUFFERSIZE, 1);
        address.exposure().ifPresent(e -> {
            capture.set(Videoio.CAP_PROP_AUTO_EXPOSURE, linux ? V4L2_MANUAL : MANUAL);
            fix(Videoio.CAP_PROP_EXPOSURE, "exposure", e);
        });
        address.gain().ifPresent(g -> fix(Videoio.CAP_PROP_GAIN, "gain", g));
    }

    /** A calibration may depend on it: what the camera did not take is said. */
    private void fix(int property, String name, double wanted) {
        capture.set(property, wanted);
        double taken = capture.get(property);
        if (Math.abs(taken - wanted) > 1e-3 * Math.max(1, Math.abs(wanted))) {
            LOG.warn("{}: {} {} was asked for, the camera says {}", address.shown(), name, wanted, taken);
        }
    }

    /** Looks before OpenCV does, which knows no stable paths and would complain on the standard error stream. */
    private int number(boolean index) throws IOException {
        Path node = Path.of(index ? "/dev/video" + Integer.parseInt(address.device()) : address.device());
        if (!Files.exists(node)) {
            throw fault("no such device");
        }
        if (!Files.isReadable(node) || !Files.isWritable(node)) {
            throw fault("no permission; the user must be in the group “video”");
        }
        Matcher m = NODE.matcher(node.toRealPath().toString());
        if (!m.matches()) {
            throw fault("not a camera");
        }
        return Integer.parseInt(m.group(1));
    }

    private InspectionFault fault(String reason) {
        return new InspectionFault(FaultCode.CAM_01, address.shown(), reason);
    }

    @Override
    public Supplier<Image> next() throws IOException {
        Image image = mats.read(capture).orElseThrow(() -> new EOFException("no picture"));
        return () -> image;
    }

    @Override
    public void abort() {}

    @Override
    public void close() {
        if (capture != null) {
            capture.release();
            mats.release();
            capture = null;
        }
        if (owned) {
            owned = false;
            device.release();
        }
    }
}
