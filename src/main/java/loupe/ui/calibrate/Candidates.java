package loupe.ui.calibrate;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Which models, regions and scores were tried on which samples since the program was started. JavaFX thread. */
final class Candidates {
    private final Map<String, Set<String>> tried = new HashMap<>();

    void add(Measured measured) {
        tried.computeIfAbsent(measured.scores().samplesSha256(), k -> new HashSet<>())
                .add(measured.recipe().modelSha256()
                        + measured.recipe().region()
                        + measured.recipe().tiling()
                        + measured.source());
    }

    /** How many on these very images, ≥ 1; more than one voids the bounds. */
    int on(String samplesSha256) {
        return Math.max(1, tried.getOrDefault(samplesSha256, Set.of()).size());
    }
}
