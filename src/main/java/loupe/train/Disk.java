package loupe.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;

/** The disk under a training: what a failed write means for a person. */
public final class Disk {
    private Disk() {}

    /** Whether there is nothing in a folder. */
    public static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }

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
