package loupe.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;
import org.junit.jupiter.api.Test;

class NoticesTest {
    private final Notices notices = new Notices();

    private static InspectionFault fault(String what) {
        return new InspectionFault(FaultCode.TRC_06, "/data/journal.db", what);
    }

    @Test
    void everyFaultIsToldOnceAndStaysUntilItIsClosed() {
        InspectionFault journal = fault("malformed");
        notices.tell(journal);
        notices.tell(fault("malformed"));
        assertThat(notices.open()).containsExactly(journal);
        notices.close(journal);
        notices.tell(fault("malformed"));
        assertThat(notices.open()).isEmpty();
        notices.tell(fault("cut off"));
        assertThat(notices.open()).hasSize(1);
    }

    @Test
    void whatAnotherPlaceShowsIsNotToldTwice() {
        notices.toldElsewhere(fault("malformed"));
        notices.tell(fault("malformed"));
        assertThat(notices.open()).isEmpty();
    }
}
