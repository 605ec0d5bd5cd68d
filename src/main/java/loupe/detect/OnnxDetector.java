package loupe.detect;

import java.util.List;
import java.util.Optional;
import loupe.detect.profile.Families;
import loupe.detect.profile.ModelProfile;
import loupe.detect.profile.Placement;
import loupe.detect.profile.ProfileFile;
import loupe.detect.profile.ProfileJson;
import loupe.domain.Detector;
import loupe.domain.DetectorInfo;
import loupe.domain.FaultCode;
import loupe.domain.Image;
import loupe.domain.InspectionFault;
import loupe.domain.Prediction;
import loupe.domain.Repair;
import loupe.domain.Timings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A model that runs, warmed up. A prediction allocates its map and little else. One thread at a time; holds native
 * memory until closed.
 */
public final class OnnxDetector implements Detector {
    private static final Logger LOG = LoggerFactory.getLogger(OnnxDetector.class);

    private final OnnxNetwork network;
    private final PictureFeeder feeder;
    private final Readout readout;
    private final ModelProfile profile;
    private final DetectorInfo info;
    private final List<ProviderAttempt> attempts;

    private OnnxDetector(ModelFile file, ModelProfile profile, Providers.Opened opened) {
        this.network = opened.network();
        this.attempts = opened.attempts();
        this.profile = profile;
        this.feeder = new PictureFeeder(profile, network.input());
        this.readout = new Readout(file.name(), profile, network, feeder);
        boolean any = profile.size().anySize();
        this.info = new DetectorInfo(
                file.sha256(),
                file.size(),
                opened.provider().label(),
                name(file, profile),
                any ? 0 : profile.size().width(),
                any ? 0 : profile.size().height(),
                file.outline().metadata());
    }

    /**
     * The family; with a digest where somebody said that the model is to be read in another way than it is by itself.
     */
    private static String name(ModelFile file, ModelProfile profile) {
        try {
            if (profile.isSameAs(Families.resolve(file.facts()))) {
                return profile.family();
            }
        } catch (InspectionFault e) { // nobody but the stored profile knows it
            LOG.debug("{}", e.getMessage());
        }
        return profile.family() + "-" + ProfileJson.digest(profile);
    }

    /**
     * How a model is fed and read: as stored beside it, else as its files tell.
     *
     * @throws InspectionFault MOD-02 when something must be said by a person first; MOD-05, MOD-12 of a stored profile
     */
    static ModelProfile profile(ModelFile file) {
        return answered(file, file.stored().map(ProfileFile::profile).orElseGet(() -> Families.resolve(file.facts())));
    }

    private static ModelProfile answered(ModelFile file, ModelProfile profile) {
        if (!profile.questions().isEmpty()) {
            throw file.facts().refused("somebody must say first: " + String.join("; ", profile.questions()));
        }
        return profile;
    }

    static OnnxDetector open(ModelFile file, ModelProfile profile, ProviderPreference preference) {
        Feed feed = Feed.of(answered(file, profile));
        for (String name : feed.outputs()) {
            file.outline().output(name).ifPresent(p -> OnnxNetwork.checkSize(file.name(), p));
        }
        Providers.Opened opened = Providers.open(file, feed, preference);
        try {
            return new OnnxDetector(file, profile, opened);
        } catch (RuntimeException | Error e) {
            opened.network().close();
            throw e;
        }
    }

    @Override
    public Prediction predict(Image image) {
        if (image.isEmpty()) {
            throw new InspectionFault(FaultCode.MOD_09, "there is no picture");
        }
        long start = System.nanoTime();
        Placement placement = feeder.feed(image);
        long filled = System.nanoTime();
        network.run();
        long ran = System.nanoTime();
        Readout.Read read = readout.read(image, placement);
        long done = System.nanoTime();
        Timings timings = new Timings(filled - start, ran - filled, done - ran);
        Optional<Repair> repair = readout.repaired().map(r -> new Repair(image.bounds(), Optional.empty()));
        return new Prediction(read.score(), read.map(), timings, repair);
    }

    @Override
    public Optional<Image> repaired() {
        return readout.repaired().map(RepairOutput::read);
    }

    /** How the model is fed and read. */
    public ModelProfile profile() {
        return profile;
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
        feeder.close();
        network.close();
    }
}
