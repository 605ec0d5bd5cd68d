package loupe.app;

import java.util.List;
import loupe.camera.CameraList;

/** What this computer has to work with, found by looking and trying. It may take seconds: work thread. */
public final class Equipment {
    /**
     * A camera that is plugged in.
     *
     * @param address as a source address
     * @param name as its driver says
     */
    public record FoundCamera(String address, String name) {}

    private Equipment() {}

    public static List<FoundCamera> cameras() {
        return CameraList.find().stream()
                .map(c -> new FoundCamera(c.address(), c.name()))
                .toList();
    }
}
