package loupe.detect;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Set;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;

/**
 * The files a model keeps its weights in must lie in the model's folder. The runtime refuses others as well; checked
 * here first, before anything is opened. A hard link inside the folder cannot be told from a file.
 */
final class ExternalData {
    private ExternalData() {}

    /**
     * Checks every location.
     *
     * @param folder real path of the model's folder
     * @throws InspectionFault MOD-07 outside the folder, MOD-01 missing, MOD-03 too large
     */
    static void check(String model, Path folder, Set<String> locations, long limit) throws IOException {
        long size = 0;
        for (String location : locations) {
            Path file = resolve(model, folder, location);
            if (!Files.isRegularFile(file)) {
                throw new InspectionFault(FaultCode.MOD_01, model, "its data file " + location + " is missing");
            }
            if (!file.toRealPath().startsWith(folder)) {
                throw new InspectionFault(FaultCode.MOD_07, model, location);
            }
            size += Files.size(file);
        }
        if (size > limit) {
            throw ModelFile.tooLarge(model, size, limit, null);
        }
    }

    private static Path resolve(String model, Path folder, String location) {
        try {
            Path file = folder.resolve(location).normalize();
            if (location.isEmpty() || Path.of(location).isAbsolute() || !file.startsWith(folder)) {
                throw new InspectionFault(FaultCode.MOD_07, model, location);
            }
            return file;
        } catch (InvalidPathException e) {
            throw new InspectionFault(FaultCode.MOD_07, e, model, location);
        }
    }
}
