package loupe.trace;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import loupe.domain.DecisionRule;
import loupe.domain.DefectClass;
import loupe.domain.DefectRegion;
import loupe.domain.FaultCode;
import loupe.domain.Frame;
import loupe.domain.Inspection;
import loupe.domain.Prediction;
import loupe.domain.Recipe;
import loupe.domain.Timings;

/** Puts inspections into the row layout of the {@code schema-N.sql}. */
final class RowWriter implements AutoCloseable {
    // a repeated id is a retry after a commit whose success was not heard of
    private static final String INSERT = """
            INSERT INTO inspection (
              id, frame_id, frame_at, camera, width, height, at, recipe, recipe_version, model_sha256, app_version,
              outcome, score, t_review, t_fail, t_pixel, fault, fault_text, regions,
              preprocess_ns, inference_ns, postprocess_ns, image_file, image_bytes, map_file, map_bytes, lot,
              class, class_index)
            VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)
            ON CONFLICT (id) DO NOTHING""";

    /** Of one region, before its class. */
    static final int NUMBERS = 9;

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String INSERT_CLASS = """
            INSERT INTO inspection_class SELECT ?, outcome, at, seq, ? FROM inspection WHERE id = ?
            ON CONFLICT DO NOTHING""";

    private final PreparedStatement insert;
    private final PreparedStatement insertClass;
    private int column;

    RowWriter(Connection connection) throws SQLException {
        insert = connection.prepareStatement(INSERT);
        insertClass = connection.prepareStatement(INSERT_CLASS);
    }

    void write(Entry entry) throws SQLException {
        Inspection i = entry.inspection();
        column = 0;
        text(i.id());
        frame(i.frame());
        whole(i.at().toEpochMilli());
        decidedBy(i.recipe(), entry.appVersion());
        text(i.outcome().name());
        real(i.verdict().score());
        thresholds(i.recipe().rule());
        text(i.verdict().fault().map(FaultCode::id).orElse(null));
        text(i.faultText());
        text(json(i.verdict().regions()));
        timings(i.prediction().map(Prediction::timings));
        file(entry.image());
        file(entry.map());
        text(entry.lot().orElse(null));
        Optional<DefectClass> kind = i.verdict().kind();
        text(kind.map(DefectClass::name).orElse(null));
        optional(kind.map(k -> (long) k.index()));
        insert.executeUpdate();
        classes(i);
    }

    private void classes(Inspection i) throws SQLException {
        Map<String, Integer> regions = new TreeMap<>();
        i.verdict().kind().ifPresent(k -> regions.put(k.name(), 0));
        i.verdict().counts().forEach((k, n) -> regions.merge(k.name(), n, Integer::sum));
        for (Map.Entry<String, Integer> of : regions.entrySet()) {
            insertClass.setString(1, of.getKey());
            insertClass.setInt(2, of.getValue());
            insertClass.setString(3, i.id());
            insertClass.executeUpdate();
        }
    }

    private void frame(Frame frame) throws SQLException {
        whole(frame.id());
        whole(frame.at().toEpochMilli());
        text(frame.camera());
        whole(frame.image().width());
        whole(frame.image().height());
    }

    private void decidedBy(Recipe recipe, String appVersion) throws SQLException {
        text(recipe.id());
        whole(recipe.version());
        text(recipe.modelSha256());
        text(appVersion);
    }

    private void thresholds(DecisionRule rule) throws SQLException {
        real(rule.review());
        real(rule.fail());
        real(rule.pixel());
    }

    private void timings(Optional<Timings> timings) throws SQLException {
        optional(timings.map(Timings::preprocess));
        optional(timings.map(Timings::inference));
        optional(timings.map(Timings::postprocess));
    }

    private void file(Optional<Entry.Kept> kept) throws SQLException {
        text(kept.map(Entry.Kept::path).orElse(null));
        optional(kept.map(Entry.Kept::bytes));
    }

    private void text(String value) throws SQLException {
        insert.setString(++column, value);
    }

    private void whole(long value) throws SQLException {
        insert.setLong(++column, value);
    }

    private void optional(Optional<Long> value) throws SQLException {
        if (value.isPresent()) {
            whole(value.get());
        } else {
            insert.setNull(++column, Types.INTEGER);
        }
    }

    private void real(double value) throws SQLException {
        if (Double.isNaN(value)) {
            insert.setNull(++column, Types.REAL);
        } else {
            insert.setDouble(++column, value);
        }
    }

    private static String json(List<DefectRegion> regions) throws SQLException {
        try {
            return JSON.writeValueAsString(
                    regions.stream().map(RowWriter::values).toList());
        } catch (JsonProcessingException e) {
            throw new SQLException(e);
        }
    }

    /** Nine numbers, then index and name of the class where there is one. */
    private static List<Object> values(DefectRegion r) {
        List<Object> values = new ArrayList<>(List.of(
                r.box().x(),
                r.box().y(),
                r.box().width(),
                r.box().height(),
                r.area(),
                r.length(),
                (double) r.score(),
                r.peakX(),
                r.peakY()));
        r.kind().ifPresent(k -> values.addAll(List.of(k.index(), k.name())));
        return values;
    }

    @Override
    public void close() throws SQLException {
        insert.close();
        insertClass.close();
    }
}
