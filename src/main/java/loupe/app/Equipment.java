package loupe.app;

import java.util.List;
import loupe.camera.CameraList;
import loupe.detect.OnnxModels;

/** What this computer has to work with, found by looking and trying. Both calls may take seconds: work thread. */
public final class Equipment {
    /**
     * A camera that is plugged in.
     *
     * @param address as a source address
     * @param name as its driver says
     */
    public record FoundCamera(String address, String name) {}

    /**
     * One execution provider.
     *
     * @param name for people
     * @param works whether a model ran on it
     * @param reason why not; empty when it works
     */
    public record FoundProvider(String name, boolean works, String reason) {}

    private Equipment() {}

    public static List<FoundCamera> cameras() {
        return CameraList.find().stream()
                .map(c -> new FoundCamera(c.address(), c.name()))
                .toList();
    }

    public static List<FoundProvider> providers() {
        return OnnxModels.probe().stream()
                .map(p -> new FoundProvider(p.name(), p.ok(), p.reason()))
                .toList();
    }
}
