package loupe.trace;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import loupe.domain.DefectClass;
import loupe.domain.DefectRegion;
import loupe.domain.FaultCode;
import loupe.domain.Outcome;
import loupe.domain.Region;
import loupe.domain.Timings;
import loupe.trace.JournalRow.DecidedBy;
import loupe.trace.JournalRow.FrameInfo;
import loupe.trace.JournalRow.Removal;
import loupe.trace.JournalRow.Stored;

/** Reads rows back; the mirror of {@link RowWriter}. */
final class RowReader {
    private static final String COLUMNS = "SELECT i.*, r.at AS removed_at, r.reason AS removed_reason FROM ";
    private static final String REMOVED = " LEFT JOIN picture_removed r ON r.inspection = i.id ";

    static final String SELECT = COLUMNS + "inspection i" + REMOVED;

    private static final ObjectMapper JSON = new ObjectMapper();

    private RowReader() {}

    /** Rows of these {@code (seq, at)}, newest first. */
    static String select(String keys) {
        return COLUMNS + "(" + keys + ") k CROSS JOIN inspection i ON i.seq = k.seq" + REMOVED
                + "ORDER BY k.at DESC, k.seq DESC";
    }

    static JournalRow row(ResultSet r) throws SQLException {
        return new JournalRow(
                r.getLong("seq"),
                r.getString("id"),
                new FrameInfo(
                        r.getLong("frame_id"),
                        time(r, "frame_at"),
                        r.getString("camera"),
                        r.getInt("width"),
                        r.getInt("height")),
                time(r, "at"),
                decidedBy(r),
                Outcome.valueOf(r.getString("outcome")),
                real(r, "score"),
                fault(r.getString("fault")),
                r.getString("fault_text"),
                regions(r.getString("regions")),
                new Timings(r.getLong("preprocess_ns"), r.getLong("inference_ns"), r.getLong("postprocess_ns")),
                stored(r),
                Optional.ofNullable(r.getString("lot")),
                kind(r));
    }

    static Decision decision(ResultSet r) throws SQLException {
        int good = r.getInt("good");
        Optional<Boolean> word = r.wasNull() ? Optional.empty() : Optional.of(good == 1);
        return new Decision(
                r.getLong("seq"),
                r.getString("id"),
                time(r, "at"),
                r.getInt("recipe_version"),
                r.getString("model_sha256"),
                Outcome.valueOf(r.getString("outcome")),
                r.getDouble("score"),
                word);
    }

    static VerdictOverride override(ResultSet r) throws SQLException {
        return new VerdictOverride(
                r.getString("inspection"),
                time(r, "at"),
                r.getString("who"),
                r.getBoolean("good"),
                r.getString("reason"));
    }

    private static DecidedBy decidedBy(ResultSet r) throws SQLException {
        return new DecidedBy(
                r.getString("recipe"),
                r.getInt("recipe_version"),
                r.getString("model_sha256"),
                r.getString("app_version"),
                real(r, "t_review"),
                real(r, "t_fail"),
                real(r, "t_pixel"));
    }

    private static Optional<DefectClass> kind(ResultSet r) throws SQLException {
        String name = r.getString("class");
        return name == null ? Optional.empty() : Optional.of(new DefectClass(r.getInt("class_index"), name));
    }

    private static Stored stored(ResultSet r) throws SQLException {
        String reason = r.getString("removed_reason");
        if (reason != null) {
            return new Stored(
                    Optional.empty(), Optional.empty(), Optional.of(new Removal(time(r, "removed_at"), reason)));
        }
        return new Stored(
                Optional.ofNullable(r.getString("image_file")),
                Optional.ofNullable(r.getString("map_file")),
                Optional.empty());
    }

    private static Instant time(ResultSet r, String column) throws SQLException {
        return Instant.ofEpochMilli(r.getLong(column));
    }

    private static double real(ResultSet r, String column) throws SQLException {
        double value = r.getDouble(column);
        return r.wasNull() ? Double.NaN : value;
    }

    private static Optional<FaultCode> fault(String id) {
        return Arrays.stream(FaultCode.values()).filter(f -> f.id().equals(id)).findFirst();
    }

    private static DefectRegion region(JsonNode[] v) {
        Region box = new Region(v[0].asDouble(), v[1].asDouble(), v[2].asDouble(), v[3].asDouble());
        float score = (float) v[6].asDouble();
        Optional<DefectClass> kind = v.length > RowWriter.NUMBERS
                ? Optional.of(new DefectClass(v[RowWriter.NUMBERS].asInt(), v[RowWriter.NUMBERS + 1].asText()))
                : Optional.empty();
        return new DefectRegion(box, v[4].asDouble(), v[5].asDouble(), score, v[7].asDouble(), v[8].asDouble(), kind);
    }

    private static List<DefectRegion> regions(String json) throws SQLException {
        try {
            return Arrays.stream(JSON.readValue(json, JsonNode[][].class))
                    .map(RowReader::region)
                    .toList();
        } catch (JsonProcessingException e) {
            throw new SQLException("regions of a row cannot be read", e);
        }
    }
}
