package loupe.train.backbone;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;
import loupe.train.gradient.AdamW;
import loupe.train.gradient.Checkpoint;
import loupe.train.gradient.Course;
import loupe.train.gradient.Learner;
import loupe.train.gradient.Torch;
import loupe.train.gradient.TorchLayers;
import loupe.train.gradient.TrainingLoop;
import loupe.train.gradient.Watcher;
import loupe.train.gradient.Weights;

/**
 * Trains a {@link Student} to predict a teacher's features (Hinton et al., arXiv 1503.02531; for anomaly detection
 * Batzner et al., arXiv 2303.14535): mean squared error against standardised channels, AdamW, cosine schedule. The same
 * settings give the same file on the same machine; a checkpoint goes on as if nothing had happened.
 */
public final class Distillation implements AutoCloseable {
    private static final int HELD_OUT_EVERY = 20;
    private static final int STANDARD_PICTURES = 192;
    private static final int HELD_OUT_BATCHES = 6;
    private static final long HELD_OUT_FROM = 1L << 40;
    private static final int SLOTS = 3;
    private static final double DECAY = 0.02;
    private static final double WARM_UP = 0.02;

    /** Of the taps in the loss: detectors rest on strides 8 and 16. */
    private static final List<Float> IMPORTANCE = List.of(0.5f, 1f, 1f);

    private final DistillSettings settings;
    private final List<Path> images;
    private final Path out;
    private final Torch torch;
    private final Teacher teacher;
    private final StudentFile file;
    private final String recipe;
    private final Optional<Checkpoint> origin;
    private Weights weights;
    private AdamW optimiser;
    private Course course;

    /**
     * Prepares a run.
     *
     * @param images photographs; every twentieth is held out
     * @param out the ONNX file to write; its card and checkpoint lie beside it
     * @param origin checkpoint of another training whose weights this one begins with, for example to go on with other
     *     photographs; empty = drawn weights
     * @throws InspectionFault TEA-06 when the origin cannot be read or is another network's
     */
    public Distillation(Backbone source, List<Path> images, DistillSettings settings, Path out, Optional<Path> origin) {
        this.origin = origin.map(file -> same(settings.student(), file));
        if (images.size() < HELD_OUT_EVERY) {
            throw new InspectionFault(FaultCode.TEA_01, images.size(), HELD_OUT_EVERY);
        }
        this.settings = settings;
        this.images = images;
        this.out = out;
        this.recipe = settings.text(source.sha256(), images.size())
                + this.origin.map(o -> " from=[" + begunFrom(o) + "]").orElse("");
        this.torch = Torch.start(settings.threads());
        this.teacher = Teacher.open(source, settings.crop(), settings.threads());
        this.file = new StudentFile(source, settings, teacher.taps());
    }

    private static Checkpoint same(Student student, Path file) {
        Checkpoint found = Checkpoint.read(file);
        if (!found.recipe().startsWith(student + " ")) {
            throw new InspectionFault(FaultCode.TEA_06, file, "it began with: " + found.recipe());
        }
        return found;
    }

    private static String begunFrom(Checkpoint origin) {
        return origin.recipe() + " step=" + origin.step();
    }

    /**
     * Trains to the end and writes network, card and checkpoint; all three are written now and then on the way, so that
     * a crash costs little.
     *
     * @param resume true = go on from the checkpoint
     * @param saveSeconds from one checkpoint to the next
     * @return held-out error per tap, share of the teacher's variance
     * @throws InspectionFault TEA-06 when there is nothing to resume, CFG-02 when a file cannot be written, OPS-01 when
     *     the watcher stopped it
     */
    public List<Double> run(boolean resume, double saveSeconds, Watcher watcher) {
        Checkpoint from =
                origin.isPresent() && !resume ? origin.get().begin(recipe) : Checkpoint.start(out, recipe, resume);
        teacher.standardise(LongStream.range(0, STANDARD_PICTURES)
                .mapToObj(i -> crops(true).at(HELD_OUT_FROM + i))
                .toList());
        start(from);
        List<Batch> slots = IntStream.range(0, SLOTS).mapToObj(i -> batch()).toList();
        TrainingLoop.run(course, new Steps(crops(true)), slots, saveSeconds, watcher);
        List<Double> errors = errors();
        write(true, errors);
        return errors;
    }

    private void start(Checkpoint from) {
        weights = new Weights(torch, settings.seed(), from.values());
        try (NDManager scope = torch.scope()) {
            // names every array, without touching a statistic
            forward(new TorchLayers(weights, false), scope.zeros(new Shape(1, 3, 64, 64)));
        }
        optimiser = new AdamW(torch, weights, DECAY, from.values(), from.step());
        course = new Course(settings.steps(), settings.minutes(), from);
    }

    /** What the loop calls. */
    private final class Steps implements Learner<Batch> {
        private final Crops crops;

        Steps(Crops crops) {
            this.crops = crops;
        }

        @Override
        public void fill(Batch slot, long number) {
            slot.fill(crops, number, teacher);
        }

        @Override
        public double rate(double done) {
            return Course.cosine(done, settings.rate(), WARM_UP);
        }

        @Override
        public double learn(Batch batch, double rate) {
            double loss = backward(batch);
            optimiser.step(rate);
            return loss;
        }

        @Override
        public void save() {
            write(false, List.of());
        }
    }

    private double backward(Batch batch) {
        try (NDManager scope = torch.scope();
                GradientCollector gradients = torch.collect()) {
            NDArray loss = null;
            List<NDArray> errors = errors(scope, batch, true);
            for (int i = 0; i < errors.size(); i++) {
                NDArray share = Torch.times(errors.get(i), IMPORTANCE.get(i));
                loss = loss == null ? share : loss.add(share);
            }
            gradients.backward(loss);
            float value = loss.getFloat();
            if (!Float.isFinite(value)) {
                throw new InspectionFault(FaultCode.MOD_06);
            }
            return value;
        }
    }

    private List<NDArray> errors(NDManager scope, Batch batch, boolean training) {
        NDArray pictures = Torch.copy(scope, batch.images(), new Shape(batch.imageShape()));
        List<NDArray> seen = forward(new TorchLayers(weights, training), pictures);
        List<NDArray> errors = new ArrayList<>();
        for (int i = 0; i < batch.taps(); i++) {
            NDArray wanted = Torch.copy(scope, batch.features(i), new Shape(batch.featureShape(i)));
            errors.add(seen.get(i).sub(wanted).square().mean());
        }
        return errors;
    }

    /** Held-out error per tap: the same crops of held-out photographs every time. */
    private List<Double> errors() {
        double[] sums = new double[Student.STRIDES.size()];
        Crops crops = crops(false);
        Batch batch = batch();
        for (int i = 0; i < HELD_OUT_BATCHES; i++) {
            batch.fill(crops, i, teacher);
            try (NDManager scope = torch.scope()) {
                List<NDArray> errors = errors(scope, batch, false);
                for (int tap = 0; tap < sums.length; tap++) {
                    sums[tap] += errors.get(tap).getFloat() / HELD_OUT_BATCHES;
                }
            }
        }
        return Arrays.stream(sums).boxed().toList();
    }

    private List<NDArray> forward(TorchLayers layers, NDArray pictures) {
        return settings.student().build(layers, pictures, file.heads());
    }

    private Batch batch() {
        return new Batch(settings.batch(), settings.crop(), teacher.taps());
    }

    private Crops crops(boolean training) {
        List<Path> chosen = new ArrayList<>();
        for (int i = 0; i < images.size(); i++) {
            if ((i % HELD_OUT_EVERY != 0) == training) {
                chosen.add(images.get(i));
            }
        }
        return new Crops(chosen, settings.crop(), settings.seed());
    }

    private void write(boolean complete, List<Double> errors) {
        SortedMap<String, float[]> values = weights.values();
        Map<String, Object> run = new TreeMap<>();
        run.put("complete", complete);
        run.put("images", images.size());
        run.put("steps", course.step());
        origin.ifPresent(o -> run.put("begun_from", begunFrom(o)));
        run.put("parameters", weights.count());
        run.put("engine", torch.description());
        run.put(
                "held_out_error",
                errors.stream().map(e -> Math.round(e * 1e4) / 1e4).toList());
        file.write(out, teacher.restored(values), run);
        values.putAll(optimiser.values());
        new Checkpoint(recipe, course.step(), course.seconds(), values).write(Checkpoint.beside(out));
    }

    @Override
    public void close() {
        if (optimiser != null) {
            optimiser.close();
            weights.close();
        }
        teacher.close();
        torch.close();
    }
}
