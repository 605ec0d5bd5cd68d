package loupe.train.autoencoder;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.IntStream;
import loupe.domain.FaultCode;
import loupe.domain.Image;
import loupe.domain.InspectionFault;
import loupe.train.gradient.AdamW;
import loupe.train.gradient.Checkpoint;
import loupe.train.gradient.Course;
import loupe.train.gradient.RegionError;
import loupe.train.gradient.Torch;
import loupe.train.gradient.TorchLayers;
import loupe.train.gradient.Weights;
import loupe.train.repair.CorruptedBatch;
import loupe.train.repair.RepairFolder;
import loupe.train.repair.RepairGraph;
import loupe.train.repair.RepairMethod;
import loupe.train.repair.RepairNetwork;
import loupe.train.repair.RepairPictures;
import loupe.train.repair.RepairSettings;
import loupe.train.repair.RepairTraining;

/**
 * Self-supervised training for anomaly detection (Bauer, Nakajima and Müller, arXiv 2206.11723): the network sees good
 * pictures with synthetic corruptions and learns to give back the good ones. Our completions and measured figures are
 * in {@code src/site/markdown/methods/autoencoder.md}.
 */
public final class Autoencoder implements RepairMethod<CorruptedBatch> {
    /** Name of the method in files and commands. */
    public static final String NAME = "autoencoder";

    private static final double RATE = 2e-3;
    private static final double WARM_UP = 0.02;
    private static final double DECAY = 0.01;
    private static final int SLOTS = 3;

    private final Torch torch;
    private final AutoencoderNetwork network;
    private final List<CorruptedBatch> slots;
    private final List<Image> pictures;
    private final long seed;
    private final boolean corrupted;
    private final Weights weights;
    private final AdamW optimiser;

    /**
     * How large, and whether with corruption.
     *
     * @param network to train
     * @param corrupted true = as the method wants it
     */
    public record Kind(AutoencoderNetwork network, boolean corrupted) {
        /** For a processor. */
        public static final Kind SMALL = new Kind(AutoencoderNetwork.SMALL, true);

        /** For a graphics processor. */
        public static final Kind FULL = new Kind(AutoencoderNetwork.FULL, true);

        /** A plain autoencoder of this size, without corruption, for comparison. */
        public Kind uncorrupted() {
            return new Kind(network.plain(), false);
        }

        /** What to train in this folder. */
        public RepairTraining.Job job(RepairFolder folder, boolean resume, double saveSeconds) {
            String text = network.name() + (corrupted ? "" : " uncorrupted");
            return new RepairTraining.Job(folder, NAME, text, RepairGraph.Score.TOP, resume, saveSeconds);
        }

        /** What {@link RepairTraining} makes it with. */
        public RepairTraining.Maker<CorruptedBatch> maker(RepairSettings settings) {
            return (torch, pictures, from) -> new Autoencoder(torch, this, settings, pictures, from);
        }
    }

    private Autoencoder(Torch torch, Kind kind, RepairSettings settings, RepairPictures pictures, Checkpoint from) {
        this.torch = torch;
        this.network = kind.network;
        this.corrupted = kind.corrupted;
        this.pictures = RepairPictures.mirrored(pictures.training(), network.margin());
        this.seed = settings.seed();
        this.slots = IntStream.range(0, SLOTS)
                .mapToObj(i -> new CorruptedBatch(settings.batch(), settings.crop()))
                .toList();
        this.weights = new Weights(torch, seed, from.values());
        try (NDManager scope = torch.scope()) {
            // names every array, without touching a statistic
            network.repair(new TorchLayers(weights, false), scope.zeros(new Shape(1, 3, 256, 256)));
        }
        this.optimiser = new AdamW(torch, weights, DECAY, from.values(), from.step());
    }

    @Override
    public RepairNetwork network() {
        return network;
    }

    @Override
    public Weights weights() {
        return weights;
    }

    @Override
    public List<CorruptedBatch> slots() {
        return slots;
    }

    @Override
    public void fill(CorruptedBatch slot, long number) {
        slot.fill(pictures, seed, number, corrupted);
    }

    @Override
    public double rate(double done) {
        return Course.cosine(done, RATE, WARM_UP);
    }

    @Override
    public double learn(CorruptedBatch batch, double rate) {
        float value;
        try (NDManager scope = torch.scope();
                GradientCollector gradients = torch.collect()) {
            NDArray seen = Torch.copy(scope, batch.seen(), new Shape(batch.shape(3)));
            NDArray wanted = Torch.copy(scope, batch.wanted(), new Shape(batch.shape(3)));
            NDArray mask = Torch.copy(scope, batch.mask(), new Shape(batch.shape(1)));
            NDArray made = network.repair(new TorchLayers(weights, true), seen);
            NDArray loss = RegionError.of(made, wanted, mask);
            gradients.backward(loss);
            value = loss.getFloat();
        }
        if (!Float.isFinite(value)) {
            throw new InspectionFault(FaultCode.MOD_06);
        }
        optimiser.step(rate);
        return value;
    }

    @Override
    public SortedMap<String, float[]> state() {
        SortedMap<String, float[]> values = weights.values();
        values.putAll(optimiser.values());
        return values;
    }

    @Override
    public void close() {
        optimiser.close();
        weights.close();
    }
}
