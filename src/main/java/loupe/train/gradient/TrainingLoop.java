package loupe.train.gradient;

import java.util.List;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;

/** Batch after batch until the course is done, with a checkpoint now and then. */
public final class TrainingLoop {
    private TrainingLoop() {}

    /**
     * Trains; blocks.
     *
     * @param slots memory for batches, at least two
     * @param saveSeconds from one checkpoint to the next
     * @throws InspectionFault OPS-01 when the watcher stopped it: the checkpoint is written; what the learner throws
     */
    public static <B> void run(Course course, Learner<B> learner, List<B> slots, double saveSeconds, Watcher watcher) {
        long saved = System.nanoTime();
        try (Prefetch<B> batches = new Prefetch<>(slots, learner::fill, course.step())) {
            while (course.done() < 1) {
                if (watcher.isStopped()) {
                    learner.save();
                    throw new InspectionFault(FaultCode.OPS_01);
                }
                double rate = learner.rate(course.done());
                B batch = batches.next();
                double loss = learner.learn(batch, rate);
                batches.done(batch);
                course.advance();
                learner.learned();
                watcher.step(new Step(course.step(), course.done(), loss, rate, course.seconds()));
                if ((System.nanoTime() - saved) / 1e9 > saveSeconds) {
                    learner.save();
                    saved = System.nanoTime();
                }
            }
        }
    }
}
