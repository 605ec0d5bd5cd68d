package loupe.camera;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import loupe.imaging.Natives;
import org.opencv.videoio.VideoCapture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The cameras of this computer, for the settings screen. */
public final class CameraList {
    private static final Logger LOG = LoggerFactory.getLogger(CameraList.class);
    private static final int PROBED = 4;

    /**
     * One camera.
     *
     * @param address for {@link Cameras#open}; the stable path where there is one, else the index
     * @param name as its driver says
     */
    public record Found(String address, String name) {}

    private CameraList() {}

    /**
     * Looks for cameras. On Linux it only reads folders; elsewhere it opens the indexes 0…3, which takes seconds and
     * fails for a camera in use: call it on a work thread.
     */
    public static List<Found> find() {
        boolean linux = System.getProperty("os.name").startsWith("Linux");
        return linux ? ofLinux(Path.of("/")) : probe();
    }

    /** A UVC camera has several nodes, of which the first gives pictures and the others do not. */
    static List<Found> ofLinux(Path root) {
        Map<Path, Path> stable = new HashMap<>();
        for (Path link : list(root.resolve("dev/v4l/by-id"))) {
            stable.putIfAbsent(real(link), link);
        }
        List<Found> found = new ArrayList<>();
        for (Path entry : list(root.resolve("sys/class/video4linux"))) {
            String node = entry.getFileName().toString();
            if (!node.matches("video\\d{1,3}")
                    || !text(entry.resolve("index"), "0").equals("0")) {
                continue;
            }
            Path link = stable.get(real(root.resolve("dev").resolve(node)));
            String address = link == null ? node.substring("video".length()) : "/" + root.relativize(link);
            found.add(new Found("usb:" + address, text(entry.resolve("name"), node)));
        }
        return found;
    }

    private static List<Path> list(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            Comparator<Path> shortFirst =
                    Comparator.comparingInt(p -> p.toString().length());
            return all.sorted(shortFirst.thenComparing(Path::toString)).toList();
        } catch (IOException e) {
            LOG.warn("cameras cannot be listed", e);
            return List.of();
        }
    }

    private static Path real(Path link) {
        try {
            return link.toRealPath();
        } catch (IOException e) {
            LOG.debug("{} leads nowhere", link);
            return link;
        }
    }

    private static String text(Path file, String otherwise) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            LOG.debug("{} cannot be read", file);
            return otherwise;
        }
    }

    private static List<Found> probe() {
        Natives.load();
        List<Found> found = new ArrayList<>();
        for (int i = 0; i < PROBED; i++) {
            VideoCapture capture = new VideoCapture();
            if (capture.open(i)) {
                found.add(new Found("usb:" + i, "USB " + i));
            }
            capture.release();
        }
        return found;
    }
}
