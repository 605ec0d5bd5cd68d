package loupe.detect;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;
import org.assertj.core.api.AbstractObjectAssert;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What opening a model says when it refuses. */
final class Faults {
    private Faults() {}

    static AbstractObjectAssert<?, FaultCode> assertRefused(Path model, String... words) {
        return assertFault(() -> Detectors.open(model, ProviderPreference.CPU).close(), words);
    }

    static AbstractObjectAssert<?, FaultCode> assertFault(ThrowingCallable action, String... words) {
        InspectionFault fault = catchThrowableOfType(InspectionFault.class, action);
        Assertions.assertThat(fault).as("a fault").isNotNull();
        Assertions.assertThat(fault.getMessage()).contains(words);
        return Assertions.assertThat(fault.code());
    }
}
