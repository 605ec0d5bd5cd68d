package loupe.camera.demo;

import loupe.domain.Image;
import loupe.domain.PixelOrder;
import loupe.domain.SampleSet;

/**
 * One part with the truth about it.
 *
 * @param image what the camera sees, 640 × 480 BGR8
 * @param defectType {@link SampleSet#GOOD} or {@link DefectType#id()}
 * @param mask one byte a pixel, 255 = defect, all 0 when good; not copied, do not write to it
 */
@SuppressWarnings("ArrayRecordComponent")
public record DemoPart(Image image, String defectType, byte[] mask) {

    public boolean isGood() {
        return defectType.equals(SampleSet.GOOD);
    }

    /** The mask as a picture. */
    public Image maskImage() {
        return new Image(image.width(), image.height(), PixelOrder.GRAY8, mask);
    }
}
