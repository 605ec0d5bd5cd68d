package loupe.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import loupe.domain.FaultCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DiskTest {
    /** As Linux, Windows and a quota say it. */
    @ParameterizedTest
    @ValueSource(strings = {"No space left on device", "There is not enough space on the disk", "Disk quota exceeded"})
    void aFullDiskIsCalledFull(String reason) {
        assertThat(Disk.fault(new IOException(reason), Path.of("x")).code()).isEqualTo(FaultCode.TEA_09);
    }

    @Test
    void anythingElseIsAFailedWrite() {
        assertThat(Disk.fault(new IOException("Read-only file system"), Path.of("x"))
                        .code())
                .isEqualTo(FaultCode.CFG_02);
        assertThat(Disk.fault(new IOException((String) null), Path.of("x")).code())
                .isEqualTo(FaultCode.CFG_02);
    }
}
