package loupe.train.cyclegan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import loupe.imaging.defect.Draws;

/**
 * Pictures that were made lately: every other time a discriminator sees an old one (Shrivastava et al., arXiv
 * 1612.07828), so that it does not forget.
 */
final class ReplayBuffer {
    private static final int KEPT = 50;

    private final String name;
    private final List<float[]> pictures = new ArrayList<>();

    /** @param known of a checkpoint; empty at the start */
    ReplayBuffer(String name, Map<String, float[]> known) {
        this.name = name;
        for (int i = 0; known.containsKey(key(i)); i++) {
            pictures.add(known.get(key(i)));
        }
    }

    private String key(int i) {
        return "replay." + name + "." + i;
    }

    /** Takes a new one in and gives one out: it, or an older one. */
    float[] exchange(float[] fresh, Draws draws) {
        if (pictures.size() < KEPT) {
            pictures.add(fresh);
            return fresh;
        }
        return draws.chance(0.5) ? pictures.set(draws.below(KEPT), fresh) : fresh;
    }

    void putInto(SortedMap<String, float[]> values) {
        for (int i = 0; i < pictures.size(); i++) {
            values.put(key(i), pictures.get(i));
        }
    }
}
