package loupe.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;

/** What a failed write of a training means for a person. */
public final class Disk {
    private Disk() {}

    /** TEA-09 when the disk is full, else CFG-02. */
    public static InspectionFault fault(IOException e, Path file) {
        String reason = String.valueOf(e.getMessage());
        String known = reason.toLowerCase(Locale.ROOT);
        if (known.contains("no space left") || known.contains("not enough space") || known.contains("quota")) {
            return new InspectionFault(FaultCode.TEA_09, e, file);
        }
        return new InspectionFault(FaultCode.CFG_02, e, file, reason);
    }
}
