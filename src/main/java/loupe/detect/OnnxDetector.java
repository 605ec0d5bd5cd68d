package loupe.detect;

import java.util.List;
import java.util.Optional;
import loupe.domain.AnomalyMap;
import loupe.domain.Detector;
import loupe.domain.DetectorInfo;
import loupe.domain.FaultCode;
import loupe.domain.Image;
import loupe.domain.InspectionFault;
import loupe.domain.Prediction;
import loupe.domain.Repair;
import loupe.domain.Timings;
import loupe.imaging.PlaneFiller;

/**
 * A model that runs, warmed up. A prediction allocates its map and little else. One thread at a time; holds native
 * memory until closed.
 */
public final class OnnxDetector implements Detector {
    private final OnnxNetwork network;
    private final PlaneFiller pictures;
    private final Optional<ScoreOutput> score;
    private final Optional<MapOutput> map;
    private final Optional<RepairOutput> repaired;
    private final DetectorInfo info;
    private final List<ProviderAttempt> attempts;

    private OnnxDetector(ModelFile file, Profile profile, Profile.Layout layout, Providers.Opened opened) {
        this.network = opened.network();
        this.attempts = opened.attempts();
        this.score = layout.score().map(name -> ScoreOutput.of(file.name(), output(name)));
        this.map = layout.map().map(name -> MapOutput.of(file.name(), output(name)));
        this.repaired = layout.repaired().map(name -> RepairOutput.of(file.name(), output(name)));
        this.pictures = layout.feed().filler(network.input());
        this.info = new DetectorInfo(
                file.sha256(),
                file.size(),
                opened.provider().label(),
                profile.name(),
                layout.anySize() ? 0 : layout.feed().width(),
                layout.anySize() ? 0 : layout.feed().height(),
                file.outline().metadata());
    }

    static OnnxDetector open(ModelFile file, ProviderPreference preference) {
        Profile profile = Profile.of(file.name(), file.outline());
        Profile.Layout layout = profile.layout(file.name(), file.outline());
        Providers.Opened opened = Providers.open(file, layout.feed(), preference);
        try {
            return new OnnxDetector(file, profile, layout, opened);
        } catch (RuntimeException | Error e) {
            opened.network().close();
            throw e;
        }
    }

    private OnnxNetwork.Output output(String name) {
        return network.outputs().stream()
                .filter(o -> o.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public Prediction predict(Image image) {
        if (image.isEmpty()) {
            throw new InspectionFault(FaultCode.MOD_09, "there is no picture");
        }
        long start = System.nanoTime();
        pictures.fill(image);
        long filled = System.nanoTime();
        network.run();
        long ran = System.nanoTime();
        AnomalyMap read = map.isPresent() ? map.get().read(image) : scoreAsMap(image);
        float value = score.isPresent() ? score.get().read() : read.max();
        long done = System.nanoTime();
        Timings timings = new Timings(filled - start, ran - filled, done - ran);
        return new Prediction(value, read, timings, repaired.map(r -> new Repair(image.bounds(), Optional.empty())));
    }

    @Override
    public Optional<Image> repaired() {
        return repaired.map(RepairOutput::read);
    }

    private AnomalyMap scoreAsMap(Image image) {
        return new AnomalyMap(1, 1, new float[] {score.orElseThrow().read()}, image.bounds());
    }

    @Override
    public DetectorInfo info() {
        return info;
    }

    /** Which execution providers were tried, in order, and why they were not taken; the last one is in use. */
    public List<ProviderAttempt> attempts() {
        return attempts;
    }

    @Override
    public void close() {
        pictures.close();
        network.close();
    }
}
