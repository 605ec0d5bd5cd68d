package loupe.domain;

import java.util.Optional;

/**
 * What a detector says of one image, before anybody decides: raw values, higher = worse.
 *
 * @param score the model's own image score; finite, else the inspection is an ERROR
 * @param map raw scores per place
 * @param timings where the time went
 * @param repair present when the model can say how the part should look
 * @param winner the likeliest of all classes, good ones too, where the model tells whole pictures apart
 */
public record Prediction(
        float score, AnomalyMap map, Timings timings, Optional<Repair> repair, Optional<DefectClass> winner) {
    /** Of a model that cannot say how the part should look. */
    public Prediction(float score, AnomalyMap map, Timings timings) {
        this(score, map, timings, Optional.empty());
    }

    /** Of a model that does not tell whole pictures apart. */
    public Prediction(float score, AnomalyMap map, Timings timings, Optional<Repair> repair) {
        this(score, map, timings, repair, Optional.empty());
    }

    Prediction withTimings(Timings other) {
        return new Prediction(score, map, other, repair, winner);
    }

    /** The same, said of a part of a larger image that begins at this pixel. */
    Prediction translated(double dx, double dy) {
        return new Prediction(
                score,
                map.covering(map.covered().translated(dx, dy)),
                timings,
                repair.map(r -> new Repair(r.covered().translated(dx, dy), r.picture())),
                winner);
    }

    Prediction withRepaired(Optional<Image> picture) {
        return new Prediction(score, map, timings, repair.map(r -> new Repair(r.covered(), picture)), winner);
    }
}
