package loupe.camera;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.StringJoiner;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;

/**
 * Where pictures come from, as typed by a person or kept in a recipe. Parsing touches neither disk nor network.
 * {@link #shown} is the only form that may reach a screen, a log or a fault: it never holds a credential.
 */
public sealed interface SourceAddress {

    /**
     * Reads an address.
     *
     * @throws InspectionFault CAM-04 when it is not understood
     */
    static SourceAddress parse(String text) {
        try {
            return AddressParser.parse(text.strip());
        } catch (IllegalArgumentException e) {
            throw new InspectionFault(FaultCode.CAM_04, e, Credentials.maskText(text.strip()));
        }
    }

    /** Whether an address is that of a camera, not of recorded or simulated pictures. */
    static boolean isLive(String address) {
        try {
            SourceAddress parsed = parse(address);
            return parsed instanceof Usb || parsed instanceof Mjpeg || parsed instanceof Stream;
        } catch (InspectionFault notAnAddress) {
            return false;
        }
    }

    /** A text in which an address may stand, such as a command's argument, without its credentials. */
    static String masked(String text) {
        return Credentials.maskText(text);
    }

    /** The address without credentials. */
    String shown();

    /**
     * The camera with every setting that changes its pictures: what a calibration belongs to. Without credentials,
     * and without how fast a recording plays.
     */
    default String camera() {
        return shown();
    }

    /** The camera of an address; one that is not understood stands for itself, without credentials. */
    static String cameraOf(String address) {
        try {
            return parse(address).camera();
        } catch (InspectionFault notAnAddress) { // a recipe may come from anywhere
            return masked(address.strip());
        }
    }

    /**
     * The simulated line.
     *
     * @param rate parts a second; 0 = as fast as possible
     * @param defects share of parts with a defect, 0…1
     * @param seed same seed, same parts
     */
    record Demo(double rate, double defects, long seed) implements SourceAddress {
        @Override
        public String shown() {
            return "demo:?rate=" + rate + "&defects=" + defects + "&seed=" + seed;
        }

        @Override
        public String camera() {
            return "demo:";
        }
    }

    /**
     * A camera on this computer.
     *
     * @param device index ("0") or stable path ("/dev/v4l/by-id/…")
     * @param width wanted picture width, pixels; empty leaves the camera's own
     * @param height wanted picture height, pixels
     * @param exposure fixed exposure, in the unit of the camera's driver; empty leaves it to the camera
     * @param gain in the unit of the camera's driver
     */
    record Usb(String device, OptionalInt width, OptionalInt height, OptionalDouble exposure, OptionalDouble gain)
            implements SourceAddress {
        @Override
        public String shown() {
            return "usb:" + device;
        }

        @Override
        public String camera() {
            StringJoiner options = new StringJoiner("&", "?", "").setEmptyValue("");
            width.ifPresent(w -> options.add("width=" + w));
            height.ifPresent(h -> options.add("height=" + h));
            exposure.ifPresent(e -> options.add("exposure=" + e));
            gain.ifPresent(g -> options.add("gain=" + g));
            return shown() + options;
        }
    }

    /**
     * A recorded video, or numbered pictures as {@code part_%04d.png}.
     *
     * @param rate frames a second; empty plays at the file's own rate, 0 gives every frame as fast as it is taken
     */
    record Video(Path path, boolean loop, OptionalDouble rate) implements SourceAddress {
        @Override
        public String shown() {
            return "video:" + path;
        }
    }

    /**
     * The pictures of a folder, in name order.
     *
     * @param rate pictures a second; 0 = as fast as they are taken
     */
    record Folder(Path path, boolean loop, double rate) implements SourceAddress {
        @Override
        public String shown() {
            return "folder:" + path;
        }
    }

    /**
     * An MJPEG stream over http or https.
     *
     * @param uri with credentials, without fragment
     * @param silence after this long without a picture the stream counts as lost; {@code #silence=SECONDS}
     */
    record Mjpeg(URI uri, Duration silence) implements SourceAddress {
        @Override
        public String shown() {
            return Credentials.mask(uri);
        }

        @Override
        public String toString() {
            return shown();
        }
    }

    /**
     * A stream that ffmpeg plays: rtsp or rtsps.
     *
     * @param uri with credentials, without fragment
     * @param silence as in {@link Mjpeg}
     */
    record Stream(URI uri, Duration silence) implements SourceAddress {
        @Override
        public String shown() {
            return Credentials.mask(uri);
        }

        @Override
        public String toString() {
            return shown();
        }
    }
}
