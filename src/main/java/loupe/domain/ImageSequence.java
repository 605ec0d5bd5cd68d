package loupe.domain;

import java.util.List;

/** Images that are loaded when they are needed: a teaching set may be larger than memory. */
public interface ImageSequence {
    int size();

    /**
     * Loads one image. The same index always gives the same pixels.
     *
     * @throws InspectionFault IMG-xx when the file cannot be read
     */
    Image load(int index);

    static ImageSequence of(List<Image> images) {
        return new ImageSequence() {
            @Override
            public int size() {
                return images.size();
            }

            @Override
            public Image load(int index) {
                return images.get(index);
            }
        };
    }
}
