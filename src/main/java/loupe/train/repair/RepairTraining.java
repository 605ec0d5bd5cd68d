package loupe.train.repair;

import ai.djl.engine.EngineException;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;
import loupe.domain.WholeFile;
import loupe.imaging.ImageCodec;
import loupe.train.Disk;
import loupe.train.gradient.Checkpoint;
import loupe.train.gradient.Course;
import loupe.train.gradient.Learner;
import loupe.train.gradient.Torch;
import loupe.train.gradient.TrainingLoop;

/**
 * Trains a repairing network by any {@link RepairMethod} and exports the best state there was: twenty times on the way
 * it is tried on held-out pictures with synthetic defects. With steps, not minutes, the same settings give the same
 * file on the same machine, also when it was killed on the way and resumed.
 */
public final class RepairTraining {
    private static final int TRIALS = 20;
    private static final String BEST = "best.";
    private static final String ERROR = "best";

    /**
     * What to do.
     *
     * @param folder with pictures; everything is written there
     * @param method name of the method
     * @param text the method's own settings
     * @param score how pictures are scored
     * @param resume true = go on from the checkpoint
     * @param saveSeconds from one checkpoint to the next
     */
    public record Job(
            RepairFolder folder,
            String method,
            String text,
            RepairGraph.Score score,
            boolean resume,
            double saveSeconds) {}

    /** Makes a method, with the numbers of a checkpoint if it has any. */
    public interface Maker<B> {
        RepairMethod<B> make(Torch torch, RepairPictures pictures, Checkpoint from);
    }

    private RepairTraining() {}

    /**
     * Trains, exports, scores; blocks.
     *
     * @throws InspectionFault TEA-01, TEA-02, TEA-05; TEA-06 when there is nothing to resume; TEA-09 when the disk is
     *     full, TEA-10 when memory is; OPS-01 when the watcher stopped it: the checkpoint is written
     */
    public static <B> RepairResult run(Job job, RepairSettings settings, Maker<B> maker, RepairWatcher watcher) {
        try {
            return train(job, settings, maker, watcher);
        } catch (EngineException | OutOfMemoryError e) {
            String reason = String.valueOf(e.getMessage());
            boolean memory = e instanceof OutOfMemoryError
                    || reason.toLowerCase(Locale.ROOT).contains("memory");
            throw new InspectionFault(memory ? FaultCode.TEA_10 : FaultCode.TEA_05, e, firstLine(reason));
        }
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }

    private static <B> RepairResult train(Job job, RepairSettings settings, Maker<B> maker, RepairWatcher watcher) {
        RepairPictures pictures = RepairPictures.read(job.folder());
        if (pictures.side() < settings.crop()) {
            throw new InspectionFault(
                    FaultCode.TEA_02, "crops of " + settings.crop() + " from " + pictures.side() + " pixels");
        }
        String recipe = job.method() + " " + job.text() + " " + settings.text() + " pictures=" + pictures.digest();
        Checkpoint from = Checkpoint.start(job.folder().model(), recipe, job.resume());
        try (Torch torch = Torch.start(settings.threads());
                RepairMethod<B> method = maker.make(torch, pictures, from)) {
            Course course = new Course(settings.steps(), settings.minutes(), from);
            RepairCheck check = new RepairCheck(pictures.heldOut(), settings.crop());
            Steps<B> steps = new Steps<>(job, torch, method, course, check, from);
            TrainingLoop.run(course, steps, method.slots(), job.saveSeconds(), watcher);
            steps.save();
            Map<String, Object> facts = new TreeMap<>();
            facts.put("settings", job.text() + " " + settings.text());
            facts.put("set_sha256", pictures.digest());
            facts.put("images", pictures.training().size());
            facts.put("held_out", pictures.heldOut().size());
            facts.put("defects", pictures.defects().size());
            facts.put("steps", course.step());
            facts.put("seed", settings.seed());
            facts.put("threads", settings.threads());
            facts.put("engine", torch.description());
            facts.put("parameters", method.weights().count());
            facts.put("repair_error", steps.error);
            return new RepairExport(job.method(), job.score(), method.network(), facts)
                    .write(
                            job.folder(),
                            pictures,
                            steps.best,
                            done -> watcher.scoring(done, pictures.heldOut().size()));
        }
    }

    /** What the loop calls; knows the best state so far. */
    private static final class Steps<B> implements Learner<B> {
        private final Job job;
        private final Torch torch;
        private final RepairMethod<B> method;
        private final Course course;
        private final RepairCheck check;
        private final String recipe;
        private SortedMap<String, float[]> best = new TreeMap<>();
        private double error = Double.MAX_VALUE;
        private int trials;

        Steps(Job job, Torch torch, RepairMethod<B> method, Course course, RepairCheck check, Checkpoint from) {
            this.job = job;
            this.torch = torch;
            this.method = method;
            this.course = course;
            this.check = check;
            this.recipe = from.recipe();
            this.trials = trials();
            if (from.values().containsKey(ERROR)) {
                error = from.values().get(ERROR)[0];
                from.values().tailMap(BEST).forEach((name, values) -> {
                    if (name.startsWith(BEST)) {
                        best.put(name.substring(BEST.length()), values);
                    }
                });
            }
        }

        private int trials() {
            return (int) Math.floor(course.done() * TRIALS);
        }

        @Override
        public void fill(B slot, long number) {
            method.fill(slot, number);
        }

        @Override
        public double rate(double done) {
            return method.rate(done);
        }

        @Override
        public double learn(B batch, double rate) {
            return method.learn(batch, rate);
        }

        @Override
        public void learned() {
            if (trials() > trials) {
                trials = trials();
                attempt();
            }
        }

        private void attempt() {
            float now = (float) check.error(torch, method);
            if (now < error) {
                error = now;
                best = method.weights().values();
            }
            try {
                WholeFile.write(job.folder().preview(), ImageCodec.png(check.preview(torch, method)));
            } catch (IOException e) {
                throw Disk.fault(e, job.folder().preview());
            }
        }

        @Override
        public void save() {
            if (best.isEmpty()) {
                attempt();
            }
            SortedMap<String, float[]> values = method.state();
            best.forEach((name, array) -> values.put(BEST + name, array));
            values.put(ERROR, new float[] {(float) error});
            new Checkpoint(recipe, course.step(), course.seconds(), values)
                    .write(Checkpoint.beside(job.folder().model()));
        }
    }
}
