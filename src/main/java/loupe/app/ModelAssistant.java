package loupe.app;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import loupe.app.ModelImport.Probe;
import loupe.detect.Detectors;
import loupe.detect.GoldenVectors;
import loupe.detect.OnnxDetector;
import loupe.detect.ProviderPreference;
import loupe.detect.RawOutputs;
import loupe.detect.profile.InputPort.ChannelOrder;
import loupe.detect.profile.ModelProfile;
import loupe.domain.Image;
import loupe.domain.InspectionFault;
import loupe.domain.Prediction;
import loupe.domain.Progress;
import loupe.domain.Recipe;
import loupe.domain.SampleSet.Sample;
import loupe.imaging.ImageCodec;

/**
 * What the window asks of a stranger's model: look, try, compare, keep. Calls block as long as the model needs and wait
 * for each other; any thread. The session tried last stays open until another is needed.
 */
public final class ModelAssistant implements AutoCloseable {
    /** The phase told to {@link Progress} while a model is opened and probed. */
    public static final String PHASE = "import.probe";

    private final RecipeExchange exchange;
    private Optional<Open> open = Optional.empty();

    /** A session and what it was opened for. */
    private record Open(Path model, OnnxDetector detector) {}

    /**
     * What a model makes of one picture.
     *
     * @param draft as it is read, which the probes may have changed
     * @param picture that was fed
     * @param fed the same as the model got it, in its size, colours as they are
     * @param lowest value that was fed
     * @param highest value that was fed
     * @param prediction score and map
     * @param probes black, grey, white, noise
     * @param warnings what is odd about what came out
     */
    public record Tried(
            ImportDraft draft,
            Image picture,
            Image fed,
            double lowest,
            double highest,
            Prediction prediction,
            List<Probe> probes,
            List<ModelImport.Warning> warnings) {
        public Tried {
            probes = List.copyOf(probes);
            warnings = List.copyOf(warnings);
        }
    }

    public ModelAssistant(RecipeExchange exchange) {
        this.exchange = exchange;
    }

    /**
     * Reads a model's files without running it.
     *
     * @throws InspectionFault IMG-05, MOD-01, MOD-02, MOD-03, MOD-07, MOD-12
     */
    public ImportDraft look(Path model) {
        return ImportDraft.of(model);
    }

    /** The picture to try with while nobody has given a real one. */
    public static Image drawn() {
        return GoldenVectors.draw("checker");
    }

    /**
     * Every output for one picture, unread: to find out what each is.
     *
     * @throws InspectionFault MOD-xx
     */
    public synchronized List<RawOutput> outputs(ImportDraft draft, Image picture) {
        return RawOutputs.of(draft.papers().file(), draft.profile(), picture).stream()
                .map(RawOutput::of)
                .toList();
    }

    /**
     * Runs the model on probes and on a picture. A model that says it normalises and does not is read as raw from here
     * on.
     *
     * @throws InspectionFault MOD-xx, OPS-01
     */
    public synchronized Tried tryOut(ImportDraft draft, Image picture, Progress progress) {
        progress.update(PHASE, 0, 0);
        List<Probe> probes = ModelImport.probe(detector(draft), Optional.empty());
        progress.checkCancelled();
        ModelProfile read = ModelImport.asProbed(draft.profile(), probes);
        ImportDraft probed = draft.profile().equals(read) ? draft : draft.probed(read);
        OnnxDetector detector = detector(probed);
        Prediction prediction = detector.predict(picture);
        Image fed = detector.lastFed();
        double[] range = range(fed, probed.profile());
        return new Tried(
                probed,
                picture,
                fed,
                range[0],
                range[1],
                prediction,
                probes,
                ModelImport.oddities(probed.profile(), probes));
    }

    private static double[] range(Image fed, ModelProfile profile) {
        double lowest = Double.POSITIVE_INFINITY;
        double highest = Double.NEGATIVE_INFINITY;
        byte[] pixels = fed.pixels();
        for (int i = 0; i < pixels.length; i++) {
            int channel = i % 3;
            int c = profile.input().channels() == 1
                    ? 0
                    : profile.input().order() == ChannelOrder.BGR ? 2 - channel : channel;
            double v = (pixels[i] & 0xff) / 255.0 * profile.scale().white();
            double value = (v - profile.scale().mean(c)) / profile.scale().std(c);
            lowest = Math.min(lowest, value);
            highest = Math.max(highest, value);
        }
        return new double[] {lowest, highest};
    }

    /**
     * Scores labelled samples in every plausible way of feeding.
     *
     * @throws InspectionFault as {@link ParityDoctor#examine}
     */
    public synchronized ParityDoctor compare(ImportDraft draft, List<Sample> samples, Progress progress) {
        return ParityDoctor.examine(detector(draft), samples, progress);
    }

    /**
     * Keeps the model and makes a recipe of it that judges nothing until it is calibrated.
     *
     * @param real up to five pictures whose middles become references
     * @throws InspectionFault as {@link RecipeExchange#keep}
     */
    public synchronized Recipe store(ImportDraft draft, String name, List<Path> real) {
        return exchange.keep(detector(draft), draft.papers().file(), name, real);
    }

    private OnnxDetector detector(ImportDraft draft) {
        Path model = draft.papers().file();
        Optional<Open> there = open.filter(o -> o.model().equals(model)
                && o.detector().info().sha256().equals(draft.papers().sha256())
                && o.detector().profile().equals(draft.profile()));
        if (there.isEmpty()) {
            close();
            there = Optional.of(new Open(model, Detectors.open(model, draft.profile(), ProviderPreference.CPU)));
            open = there;
        }
        return there.get().detector();
    }

    /** Reads a picture to try with; IMG-xx. */
    public static Image read(Path picture) {
        return ImageCodec.read(picture);
    }

    /** Frees the session. */
    @Override
    public synchronized void close() {
        open.ifPresent(o -> o.detector().close());
        open = Optional.empty();
    }
}
