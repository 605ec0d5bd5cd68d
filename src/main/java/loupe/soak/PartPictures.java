package loupe.soak;

import java.util.List;
import java.util.stream.LongStream;
import loupe.app.Teacher;
import loupe.camera.demo.DemoLine;
import loupe.domain.Image;
import loupe.domain.ImageSequence;
import loupe.imaging.ImageCodec;

/** Pictures of the demo line's parts as JPEG, each with its serial number in the pixels. Any thread. */
final class PartPictures {
    private static final int PARTS = 40;
    private static final double DEFECTS = 0.15;
    private static final int QUALITY = 92;

    private final List<Image> parts;

    PartPictures(long seed) {
        DemoLine line = new DemoLine(seed, DEFECTS);
        parts = LongStream.range(0, PARTS).mapToObj(i -> line.part(i).image()).toList();
    }

    /** Good parts as the station sees them, without their number: after JPEG, and only what is inspected. */
    static ImageSequence teaching(int count) {
        ImageSequence drawn = Teacher.demoParts(count);
        return new ImageSequence() {
            @Override
            public int size() {
                return drawn.size();
            }

            @Override
            public Image load(int index) {
                Image stamped = SerialMark.stamped(drawn.load(index), index);
                Image seen = ImageCodec.decode(ImageCodec.jpeg(stamped, QUALITY), "part " + index);
                return seen.crop(SerialMark.below(seen.width(), seen.height() - SerialMark.HEIGHT));
            }
        };
    }

    byte[] jpeg(int serial) {
        Image part = parts.get(Math.floorMod(serial, PARTS));
        return ImageCodec.jpeg(SerialMark.stamped(part, serial), QUALITY);
    }
}
