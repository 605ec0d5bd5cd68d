package loupe.ui.calibrate;

import java.nio.file.Path;
import java.time.Clock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import loupe.domain.Inspection;
import loupe.samples.SampleCard.Signature;
import loupe.samples.SampleShelf;

/**
 * What the sample page needs of the workstation.
 *
 * @param shelf the sets
 * @param operator who signs labels
 * @param clock when
 * @param scratch folder for unpacked archives
 * @param listen begins to hear every part of the line, on the line's thread
 * @param unlisten ends it
 */
public record SamplesDesk(
        SampleShelf shelf,
        Supplier<String> operator,
        Clock clock,
        Path scratch,
        Consumer<Consumer<Inspection>> listen,
        Consumer<Consumer<Inspection>> unlisten) {
    Signature signature() {
        return new Signature(operator.get(), clock.instant());
    }
}
