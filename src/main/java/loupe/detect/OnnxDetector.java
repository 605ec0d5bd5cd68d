package loupe.detect;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import loupe.detect.profile.Families;
import loupe.detect.profile.ModelProfile;
import loupe.detect.profile.Placement;
import loupe.detect.profile.ProfileFile;
import loupe.detect.profile.ProfileJson;
import loupe.detect.profile.Reference;
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
    private final String file;
    private final ModelProfile profile;
    private final boolean half;
    private final DetectorInfo info;
    private final List<ProviderAttempt> attempts;
    private final Map<String, Integer> nodes;

    private OnnxDetector(ModelFile file, ModelProfile profile, Providers.Opened opened, List<ProviderAttempt> before) {
        this.network = opened.network();
        this.nodes = opened.nodes();
        this.attempts =
                Stream.concat(before.stream(), opened.attempts().stream()).toList();
        this.file = file.name();
        this.half = isHalf(file);
        this.profile = profile;
        this.feeder = new PictureFeeder(profile, network.input());
        this.readout = new Readout(file.name(), profile, network, feeder);
        this.info = new DetectorInfo(
                file.sha256(),
                file.size(),
                opened.provider().label(),
                name(file, profile),
                profile.size().width(),
                profile.size().height(),
                file.outline().metadata(),
                profile.reading().tellsClasses() ? profile.reading().defectClasses() : List.of());
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

    private static boolean isHalf(ModelFile file) {
        return Stream.concat(file.outline().inputs().stream(), file.outline().outputs().stream())
                .anyMatch(p -> p.type().equals("float16"));
    }

    /**
     * Opens a model as it is stored or known. One with golden vectors is used only where it still gives them: the best
     * provider that agrees, in the end the CPU.
     *
     * @throws InspectionFault MOD-11 when it gives something else
     */
    static OnnxDetector open(ModelFile file, ProviderPreference preference) {
        Optional<ProfileFile> stored = file.stored();
        if (stored.isEmpty()) {
            return open(file, profile(file), preference, List.of());
        }
        file.verify(stored.get());
        ModelProfile profile = answered(file, stored.get().profile());
        try {
            return agreeing(file, stored.get(), open(file, profile, preference, List.of()));
        } catch (InspectionFault fault) {
            boolean other =
                    fault.code() == FaultCode.MOD_11 && preference.only().isEmpty();
            if (!other || Provider.CPU.label().equals(fault.args().get(1))) {
                throw fault;
            }
            LOG.warn("{}; trying the CPU", fault.getMessage());
            ProviderAttempt failed =
                    new ProviderAttempt(String.valueOf(fault.args().get(1)), false, fault.getMessage());
            OnnxDetector onCpu = open(file, profile, preference.on(Provider.CPU), List.of(failed));
            return agreeing(file, stored.get(), onCpu);
        }
    }

    private static OnnxDetector agreeing(ModelFile file, ProfileFile stored, OnnxDetector detector) {
        boolean agrees = false;
        try {
            double off = GoldenVectors.worst(detector, stored.references(), file.folder());
            if (off > detector.tolerance()) {
                String by = String.format(Locale.ROOT, "%.3g", off);
                String provider = detector.info().provider();
                throw new InspectionFault(FaultCode.MOD_11, file.name(), provider, by, detector.tolerance());
            }
            agrees = true;
            return detector;
        } finally {
            if (!agrees) {
                detector.close();
            }
        }
    }

    /** How far results may be off from those of the CPU in float32; see {@link Reference#differenceTo}. */
    public double tolerance() {
        boolean exact = info.provider().equals(Provider.CPU.label()) && !half;
        return exact ? Reference.EXACT : Reference.LOOSE;
    }

    static OnnxDetector open(ModelFile file, ModelProfile profile, ProviderPreference preference) {
        return open(file, profile, preference, List.of());
    }

    private static OnnxDetector open(
            ModelFile file, ModelProfile profile, ProviderPreference preference, List<ProviderAttempt> before) {
        Feed feed = Feed.of(answered(file, profile));
        for (String name : feed.outputs()) {
            file.outline().output(name).ifPresent(p -> OnnxNetwork.checkSize(file.name(), p));
        }
        Providers.Opened opened = Providers.open(file, feed, preference);
        try {
            return new OnnxDetector(file, profile, opened, before);
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
        return new Prediction(read.score(), read.map(), timings, repair, read.winner());
    }

    /**
     * Scores an image fed in another way: other channel order, scale or resizing. Slow; for comparing.
     *
     * @throws IllegalArgumentException when the other way needs another session
     */
    public Prediction predictAs(ModelProfile other, Image image) {
        boolean same = other.input().withOrder(profile.input().order()).equals(profile.input())
                && other.size().width() == profile.size().width()
                && other.size().height() == profile.size().height()
                && other.reading().read().equals(profile.reading().read());
        if (!same) {
            throw new IllegalArgumentException(other + " needs another session than " + profile);
        }
        try (PictureFeeder way = new PictureFeeder(other, network.input())) {
            Placement placement = way.feed(image);
            network.run();
            Readout.Read read = new Readout(file, other, network, way).read(image, placement);
            return new Prediction(read.score(), read.map(), new Timings(0, 0, 0));
        }
    }

    @Override
    public Optional<Image> repaired() {
        return readout.repaired().map(RepairOutput::read);
    }

    /** The picture of the last {@link #predict} as the model got it: its size, crop and padding, in true colours. */
    public Image lastFed() {
        return feeder.picture();
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

    /**
     * Where the nodes of this session really ran: provider as the runtime names it → how many. Empty on the CPU, where
     * nothing else is possible.
     */
    public Map<String, Integer> nodes() {
        return nodes;
    }

    @Override
    public void close() {
        feeder.close();
        network.close();
    }
}
