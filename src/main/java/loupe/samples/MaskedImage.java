package loupe.samples;

import java.nio.file.Path;
import java.util.Optional;
import loupe.domain.SampleSet;
import loupe.domain.SampleSet.Sample;
import loupe.imaging.Masks;

/** An image and the mask that lies beside it. */
record MaskedImage(Path image, Optional<Path> mask) {
    /** Opens the mask. */
    boolean isDefect() {
        return mask.filter(Masks::showDefect).isPresent();
    }

    Sample sample(String type, String part) {
        return new Sample(image, type, mask.filter(m -> !type.equals(SampleSet.GOOD)), part);
    }
}
