package loupe.train.repair;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import loupe.domain.DisplayScale;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;
import loupe.domain.WholeFile;
import loupe.train.Disk;

/**
 * What is known of a trained model besides the file.
 *
 * @param heldOutScores image score of every held-out good picture
 * @param heldOutPeaks highest value of the same pictures' maps
 * @param display 0 = median of their maps, 1 = their 99.9 % quantile
 * @param facts how it was trained: numbers and texts
 */
public record RepairResult(
        float[] heldOutScores, float[] heldOutPeaks, DisplayScale display, Map<String, Object> facts) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public RepairResult {
        facts = new TreeMap<>(facts);
    }

    /** Writes it whole or not at all. */
    void write(Path file) {
        try {
            WholeFile.write(file, JSON.writeValueAsBytes(this));
        } catch (IOException e) {
            throw Disk.fault(e, file);
        }
    }

    /**
     * Reads one back.
     *
     * @throws InspectionFault TEA-08 when there is none: the training did not come to its end
     */
    public static RepairResult read(Path file) {
        try {
            return JSON.readValue(Files.readAllBytes(file), RepairResult.class);
        } catch (IOException e) {
            throw new InspectionFault(FaultCode.TEA_08, e, "its result is missing");
        }
    }
}
