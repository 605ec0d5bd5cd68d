package loupe.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;
import loupe.domain.WholeFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The file beside a recipe version that holds what good parts scored: {@code {"schema":1,"scores":[…]}}, rising. */
final class GoodScores {
    private static final Logger LOG = LoggerFactory.getLogger(GoodScores.class);
    private static final int SCHEMA = 1;
    /** More than these tell nothing new; every n-th of the rising scores is kept. */
    private static final int MOST = 20_000;

    private GoodScores() {}

    static void write(Path file, float[] scores) {
        float[] sorted = scores.clone();
        Arrays.sort(sorted);
        int step = Math.max(1, (sorted.length + MOST - 1) / MOST);
        ObjectNode node = Json.object();
        node.put("schema", SCHEMA);
        ArrayNode list = node.putArray("scores");
        for (int i = 0; i < sorted.length; i += step) {
            list.add(sorted[i]);
        }
        try {
            WholeFile.write(file, Json.bytes(node));
        } catch (IOException e) {
            throw new InspectionFault(FaultCode.CFG_02, e, file, String.valueOf(e.getMessage()));
        }
    }

    /** Empty when the file cannot be read: what compares with it says that there is nothing to compare with. */
    static float[] read(Path file) {
        try {
            return parse(file);
        } catch (IOException e) {
            LOG.warn("good scores cannot be read", e);
            return new float[0];
        }
    }

    static float[] parse(Path file) throws IOException {
        JsonNode node = Json.read(file);
        JsonNode list = node.path("scores");
        if (node.path("schema").asInt() != SCHEMA || !list.isArray()) {
            throw new IOException("no good scores of schema " + SCHEMA);
        }
        float[] scores = new float[list.size()];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = (float) list.get(i).asDouble(Double.NaN);
            if (!Float.isFinite(scores[i])) {
                throw new IOException("score " + i + " is not a number");
            }
        }
        Arrays.sort(scores);
        return scores;
    }
}
