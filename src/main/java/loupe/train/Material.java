package loupe.train;

import java.util.List;
import loupe.domain.Image;
import loupe.domain.ImageSequence;

/**
 * What a detector is taught from. Good parts always; a method says whether it also takes, or needs, known defects.
 *
 * @param good pictures of good parts, in a fixed order
 * @param defects pictures of defective parts, in a fixed order; may be none
 * @param types kind of every defect, in the same order
 */
public record Material(ImageSequence good, ImageSequence defects, List<String> types) {
    public Material {
        types = List.copyOf(types);
        if (types.size() != defects.size()) {
            throw new IllegalArgumentException(types.size() + " types of " + defects.size() + " defects");
        }
    }

    /** Good parts, then defects. */
    public ImageSequence all() {
        int first = good.size();
        return new ImageSequence() {
            @Override
            public int size() {
                return first + defects.size();
            }

            @Override
            public Image load(int index) {
                return index < first ? good.load(index) : defects.load(index - first);
            }
        };
    }

    /** Good parts and nothing else. */
    public static Material good(ImageSequence good) {
        return new Material(good, ImageSequence.of(List.of()), List.of());
    }
}
