package loupe.detect;

import java.util.Optional;
import loupe.detect.profile.ModelProfile;
import loupe.detect.profile.Placement;
import loupe.detect.profile.Reading;
import loupe.detect.profile.Reading.Role;
import loupe.domain.AnomalyMap;
import loupe.domain.DefectClass;
import loupe.domain.Image;

/** Reads a network's outputs as its profile says. */
final class Readout {
    private final Optional<ScoreOutput> score;
    private final Optional<MapReader> map;
    private final Optional<RepairOutput> repaired;
    private final double share;

    /**
     * A picture's score and map.
     *
     * @param score the model's own, or the highest of the map
     * @param map on the picture
     * @param winner of all classes of whole pictures
     */
    record Read(float score, AnomalyMap map, Optional<DefectClass> winner) {}

    /** Checks the shapes that the model really gives; MOD-02 when they are not what the profile says. */
    Readout(String file, ModelProfile profile, OnnxNetwork network, PictureFeeder feeder) {
        Reading reading = profile.reading();
        Values values = new Values(reading);
        Optional<ScoreOutput> single =
                output(network, reading, Role.SCORE).map(o -> ScoreOutput.single(file, o, values));
        score = single.or(
                () -> output(network, reading, Role.CLASSIFICATION).map(o -> new ClassScores(file, o, reading)));
        map = output(network, reading, Role.MAP)
                .<MapReader>map(o -> MapOutput.of(file, o, values))
                .or(() -> output(network, reading, Role.CLASS_MAP).map(o -> new ClassMapOutput(file, o, reading)))
                .or(() ->
                        output(network, reading, Role.SEGMENTATION).map(o -> new SegmentationOutput(file, o, reading)))
                .or(() -> output(network, reading, Role.RECONSTRUCTION)
                        .map(o -> new ResidualOutput(file, o, profile, feeder)))
                .or(() -> output(network, reading, Role.DETECTIONS)
                        .map(o -> new InstanceOutput(
                                file,
                                o,
                                output(network, reading, Role.PROTOTYPES).orElseThrow(),
                                profile)));
        repaired = output(network, reading, Role.REPAIRED).map(o -> RepairOutput.of(file, o));
        share = profile.size().mapShare();
    }

    private static Optional<OnnxNetwork.Output> output(OnnxNetwork network, Reading reading, Role role) {
        return reading.named(role)
                .map(name -> network.outputs().stream()
                        .filter(o -> o.name().equals(name))
                        .findFirst()
                        .orElseThrow());
    }

    /** The last run's result for an image that was fed there; MOD-06 when a value is not finite. */
    Read read(Image image, Placement placement) {
        if (map.isEmpty()) {
            float value = score.orElseThrow().read();
            AnomalyMap whole = new AnomalyMap(
                    1,
                    1,
                    new float[] {value},
                    image.bounds(),
                    score.orElseThrow().classes());
            return read(value, placement.on(whole, share, image.width(), image.height()));
        }
        MapReader reader = map.get();
        float[] scores = new float[reader.width() * reader.height()];
        reader.read(scores);
        AnomalyMap raw = new AnomalyMap(reader.width(), reader.height(), scores, image.bounds(), reader.classes());
        AnomalyMap placed = placement.on(raw, share, image.width(), image.height());
        float value = score.isPresent() ? score.get().read() : reader.score().orElseGet(placed::max);
        return read(value, placed);
    }

    private Read read(float value, AnomalyMap placed) {
        return new Read(value, placed, score.flatMap(ScoreOutput::winner));
    }

    Optional<RepairOutput> repaired() {
        return repaired;
    }
}
