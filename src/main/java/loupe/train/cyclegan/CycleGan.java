package loupe.train.cyclegan;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.IntStream;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;
import loupe.imaging.defect.Draws;
import loupe.train.gradient.AdamW;
import loupe.train.gradient.Checkpoint;
import loupe.train.gradient.RegionError;
import loupe.train.gradient.Torch;
import loupe.train.gradient.TorchLayers;
import loupe.train.gradient.Weights;
import loupe.train.repair.RepairFolder;
import loupe.train.repair.RepairGraph;
import loupe.train.repair.RepairMethod;
import loupe.train.repair.RepairNetwork;
import loupe.train.repair.RepairPictures;
import loupe.train.repair.RepairSettings;
import loupe.train.repair.RepairTraining;

/**
 * Cycle-GAN repair (Bougaham et al., arXiv 2302.05154): learns from unpaired bad and good pictures to make bad ones
 * good; what it changes is the anomaly. Our completions and measured figures are in
 * {@code src/site/markdown/methods/cyclegan.md}.
 */
public final class CycleGan implements RepairMethod<Pair> {
    /** Name of the method in files and commands. */
    public static final String NAME = "cyclegan";

    private static final double CONSTANT = 0.1;
    private static final float CYCLE = 10;
    private static final float IDENTITY = 5;
    private static final float ANSWER = 10;
    private static final float BETA = 0.5f;
    private static final double SPREAD = 0.02;
    private static final int SLOTS = 3;

    private final Torch torch;
    private final RepairPictures pictures;
    private final RepairSettings settings;
    private final Generator toGood;
    private final Generator toBad;
    private final Discriminator isGood;
    private final Discriminator isBad;
    private final Weights makers;
    private final Weights judges;
    private final AdamW makersSteps;
    private final AdamW judgesSteps;
    private final ReplayBuffer goodOnes;
    private final ReplayBuffer badOnes;
    private final Kind kind;
    private final List<Pair> slots;
    private long step;

    /**
     * How large the networks are.
     *
     * @param filters channels of the first layers
     * @param blocks residual blocks of the generators
     * @param answered 0…1, share of the bad pictures that are good ones with synthetic defects, whatever defects are
     *     known; the generator is told what they were before. With 0 synthetic ones only stand in for missing ones, and
     *     nothing is told, as in the paper
     * @param rate of learning at the start
     * @param score how pictures are scored
     */
    public record Kind(int filters, int blocks, double answered, double rate, RepairGraph.Score score) {
        /** For a processor; after its few steps all that is drawn is blurred, and Σ (x − G(x))² sees nothing else. */
        public static final Kind SMALL = new Kind(8, 4, 0.5, 1e-3, RepairGraph.Score.SPOTS);

        /** The paper's, for a graphics processor. */
        public static final Kind FULL = new Kind(64, 9, 0, 2e-4, RepairGraph.Score.SUM);

        /** What to train in this folder. */
        public RepairTraining.Job job(RepairFolder folder, boolean resume, double saveSeconds) {
            String text = "filters=" + filters + " blocks=" + blocks + " answered=" + answered + " rate=" + rate;
            return new RepairTraining.Job(folder, NAME, text, score, resume, saveSeconds);
        }

        Generator generator(String name) {
            return new Generator(name, filters, blocks);
        }

        /** What {@link RepairTraining} makes it with; pictures come one at a time, as in the paper. */
        public RepairTraining.Maker<?> maker(RepairSettings settings) {
            return (RepairTraining.Maker<Pair>)
                    (torch, pictures, from) -> new CycleGan(torch, this, settings, pictures, from);
        }
    }

    private CycleGan(Torch torch, Kind kind, RepairSettings settings, RepairPictures pictures, Checkpoint from) {
        this.torch = torch;
        this.settings = settings;
        this.pictures = pictures;
        this.kind = kind;
        this.toGood = kind.generator("good");
        this.toBad = kind.generator("bad");
        this.isGood = new Discriminator("judge.good", kind.filters);
        this.isBad = new Discriminator("judge.bad", kind.filters);
        this.makers = Weights.normal(torch, settings.seed(), from.values(), SPREAD);
        this.judges = Weights.normal(torch, settings.seed(), from.values(), SPREAD);
        try (NDManager scope = torch.scope()) { // names every array
            NDArray some = scope.zeros(new Shape(1, 3, settings.crop(), settings.crop()));
            toGood.repair(new TorchLayers(makers, false), some);
            toBad.repair(new TorchLayers(makers, false), some);
            isGood.judge(new TorchLayers(judges, false), some);
            isBad.judge(new TorchLayers(judges, false), some);
        }
        AdamW.Setting adam = new AdamW.Setting("adam.makers", 0, BETA);
        this.makersSteps = new AdamW(torch, makers, adam, from.values(), from.step());
        this.judgesSteps = new AdamW(torch, judges, adam.named("adam.judges"), from.values(), from.step());
        this.goodOnes = new ReplayBuffer("good", from.values());
        this.badOnes = new ReplayBuffer("bad", from.values());
        this.slots = IntStream.range(0, SLOTS)
                .mapToObj(i -> new Pair(settings.crop()))
                .toList();
        this.step = from.step();
    }

    @Override
    public RepairNetwork network() {
        return toGood;
    }

    @Override
    public Weights weights() {
        return makers;
    }

    @Override
    public List<Pair> slots() {
        return slots;
    }

    @Override
    public void fill(Pair slot, long number) {
        slot.fill(pictures, settings.seed(), number, kind.answered);
    }

    /** Constant for the first tenth, then straight to zero. */
    @Override
    public double rate(double done) {
        return kind.rate * Math.min(1, (1 - done) / (1 - CONSTANT));
    }

    @Override
    public double learn(Pair pair, double rate) {
        Made made = learnToMake(pair, rate);
        Draws draws = new Draws(settings.seed(), step++);
        learnToJudge(pair, goodOnes.exchange(made.good, draws), badOnes.exchange(made.bad, draws), rate);
        return made.loss;
    }

    private record Made(float[] good, float[] bad, double loss) {}

    private Made learnToMake(Pair pair, double rate) {
        judges.setLearning(false);
        Made made;
        try (NDManager scope = torch.scope();
                GradientCollector gradients = torch.collect()) {
            TorchLayers make = new TorchLayers(makers, true);
            TorchLayers judge = new TorchLayers(judges, true);
            NDArray good = Torch.copy(scope, pair.good(), shape());
            NDArray bad = Torch.copy(scope, pair.bad(), shape());
            NDArray newGood = toGood.repair(make, bad);
            NDArray newBad = toBad.repair(make, good);
            NDArray fooled = off(isGood.judge(judge, newGood), 1).add(off(isBad.judge(judge, newBad), 1));
            NDArray cycle = apart(toBad.repair(make, newGood), bad).add(apart(toGood.repair(make, newBad), good));
            NDArray same = apart(toGood.repair(make, good), good).add(apart(toBad.repair(make, bad), bad));
            NDArray loss = fooled.add(Torch.times(cycle, CYCLE)).add(Torch.times(same, IDENTITY));
            if (kind.answered > 0 && pair.isSynthetic()) {
                loss = loss.add(Torch.times(missed(newGood, pair, scope), ANSWER));
            }
            gradients.backward(loss);
            made = new Made(newGood.toFloatArray(), newBad.toFloatArray(), finite(loss));
        } finally {
            judges.setLearning(true);
        }
        makersSteps.step(rate);
        return made;
    }

    private void learnToJudge(Pair pair, float[] madeGood, float[] madeBad, double rate) {
        try (NDManager scope = torch.scope();
                GradientCollector gradients = torch.collect()) {
            TorchLayers judge = new TorchLayers(judges, true);
            NDArray good = Torch.copy(scope, pair.good(), shape());
            NDArray bad = Torch.copy(scope, pair.bad(), shape());
            NDArray real = off(isGood.judge(judge, good), 1).add(off(isBad.judge(judge, bad), 1));
            NDArray falseGood = Torch.copy(scope, madeGood, shape());
            NDArray falseBad = Torch.copy(scope, madeBad, shape());
            NDArray made = off(isGood.judge(judge, falseGood), 0).add(off(isBad.judge(judge, falseBad), 0));
            NDArray loss = Torch.times(real.add(made), 0.5);
            gradients.backward(loss);
            finite(loss);
        }
        judgesSteps.step(rate);
    }

    private Shape shape() {
        return new Shape(1, 3, settings.crop(), settings.crop());
    }

    /** Least squares (Mao et al., arXiv 1611.04076). */
    private static NDArray off(NDArray judged, float wanted) {
        return judged.sub(wanted).square().mean();
    }

    /** Mean absolute difference in the paper's range, which is −1…1. */
    private static NDArray apart(NDArray a, NDArray b) {
        return Torch.times(a.sub(b).abs().mean(), 2);
    }

    /** How far a repaired synthetic defect is from what was there, and all around it, in the paper's range. */
    private NDArray missed(NDArray repaired, Pair pair, NDManager scope) {
        NDArray answer = Torch.copy(scope, pair.answer(), shape());
        NDArray mask = Torch.copy(scope, pair.mask(), new Shape(1, 1, settings.crop(), settings.crop()));
        NDArray error = repaired.sub(answer).abs().mean(new int[] {1}, true);
        return Torch.times(RegionError.mean(error, mask), 2);
    }

    private static double finite(NDArray loss) {
        float value = loss.getFloat();
        if (!Float.isFinite(value)) {
            throw new InspectionFault(FaultCode.MOD_06);
        }
        return value;
    }

    @Override
    public SortedMap<String, float[]> state() {
        SortedMap<String, float[]> values = makers.values();
        values.putAll(judges.values());
        values.putAll(makersSteps.values());
        values.putAll(judgesSteps.values());
        goodOnes.putInto(values);
        badOnes.putInto(values);
        return values;
    }

    @Override
    public void close() {
        makersSteps.close();
        judgesSteps.close();
        makers.close();
        judges.close();
    }
}
