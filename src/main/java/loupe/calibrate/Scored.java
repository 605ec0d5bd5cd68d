package loupe.calibrate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import loupe.domain.SampleSet;

/**
 * A score with what is known about the part.
 *
 * @param name of the image, for people
 * @param part which part it shows; several images of one part count as one; empty = a part of its own
 * @param type {@link SampleSet#GOOD} or the kind of defect
 * @param score raw, higher = worse
 */
public record Scored(String name, String part, String type, float score) {
    public boolean isDefect() {
        return !type.equals(SampleSet.GOOD);
    }

    /**
     * One entry for every part, in order of first appearance: the highest score of its images. A part is defective
     * when one of its images is; its type is then that of the worst defective image.
     */
    public static List<Scored> perPart(List<Scored> images) {
        Map<String, Scored> parts = new LinkedHashMap<>();
        int single = 0;
        for (Scored image : images) {
            String key = image.part().isEmpty() ? "\0" + single++ : image.part();
            parts.merge(key, image, Scored::worse);
        }
        return List.copyOf(new ArrayList<>(parts.values()));
    }

    private static Scored worse(Scored one, Scored other) {
        Scored top = other.score > one.score || Float.isNaN(other.score) ? other : one;
        if (top.isDefect() || one.isDefect() == other.isDefect()) {
            return top;
        }
        String type = one.isDefect() ? one.type : other.type;
        return new Scored(top.name, top.part, type, top.score);
    }
}
