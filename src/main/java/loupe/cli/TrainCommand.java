package loupe.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import loupe.domain.InspectionFault;
import loupe.train.autoencoder.Autoencoder;
import loupe.train.cyclegan.CycleGan;
import loupe.train.gradient.Step;
import loupe.train.repair.RepairFolder;
import loupe.train.repair.RepairSettings;
import loupe.train.repair.RepairTraining;
import loupe.train.repair.RepairWatcher;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The part of {@code teach} that computes: trains from a folder that teach has filled, in a process of its own, and
 * tells where it stands in lines of JSON. Ends with its checkpoint written when standard input ends.
 */
@Command(name = "train", hidden = true, description = "Trains a network from a folder that teach has filled.")
final class TrainCommand extends Subcommand {
    private static final long LINE_NANOS = 300_000_000L;

    @Option(names = "--method", required = true, paramLabel = "METHOD", description = "${COMPLETION-CANDIDATES}.")
    private Kind method;

    @Option(names = "--folder", required = true, paramLabel = "DIR", description = "Pictures, checkpoint, model.")
    private Path folder;

    @Option(names = "--steps", paramLabel = "N", defaultValue = "0", description = "How long to train.")
    private long steps;

    @Option(names = "--minutes", paramLabel = "M", defaultValue = "0", description = "End by time instead.")
    private double minutes;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Of weights and pictures.")
    private long seed;

    @Option(names = "--threads", paramLabel = "N", defaultValue = "1", description = "Of PyTorch.")
    private int threads;

    @Option(names = "--crop", paramLabel = "PIXELS", description = "Side of the training pictures.")
    private Integer crop;

    @Option(names = "--batch", paramLabel = "N", description = "Training pictures a step.")
    private Integer batch;

    @Option(names = "--full", description = "The large network.")
    private boolean full;

    @Option(names = "--uncorrupted", description = "Without synthetic corruptions.")
    private boolean uncorrupted;

    @Option(names = "--save-every", paramLabel = "SECONDS", defaultValue = "60", description = "Between checkpoints.")
    private double saveSeconds;

    @Option(names = "--resume", description = "Go on from the checkpoint.")
    private boolean resume;

    private long last;

    /** What can be trained. */
    private enum Kind {
        AUTOENCODER,
        CYCLEGAN
    }

    @Override
    public Integer call() {
        RepairFolder files = new RepairFolder(folder);
        try (Leash leash = Leash.attach()) {
            train(files, watcher(leash, files));
            return 0;
        } catch (InspectionFault fault) {
            ObjectNode node = Json.object();
            node.put("fault", fault.code().name());
            for (Object arg : fault.args()) {
                node.withArray("/args").add(String.valueOf(arg));
            }
            line(node);
            return LoupeCommand.FAULT;
        }
    }

    private void train(RepairFolder files, RepairWatcher watcher) {
        switch (method) {
            case AUTOENCODER -> {
                Autoencoder.Kind size = full ? Autoencoder.Kind.FULL : Autoencoder.Kind.SMALL;
                Autoencoder.Kind kind = uncorrupted ? size.uncorrupted() : size;
                RepairSettings settings = settings(full ? 256 : 128, full ? 16 : 4);
                RepairTraining.run(kind.job(files, resume, saveSeconds), settings, kind.maker(settings), watcher);
            }
            case CYCLEGAN -> {
                CycleGan.Kind kind = full ? CycleGan.Kind.FULL : CycleGan.Kind.SMALL;
                RepairSettings settings = settings(full ? 256 : 128, 1);
                RepairTraining.run(kind.job(files, resume, saveSeconds), settings, kind.maker(settings), watcher);
            }
        }
    }

    private RepairSettings settings(int usualCrop, int usualBatch) {
        try {
            return new RepairSettings(
                    crop == null ? usualCrop : crop, batch == null ? usualBatch : batch, steps, minutes, seed, threads);
        } catch (IllegalArgumentException e) {
            throw misuse("These settings cannot be trained with: " + e.getMessage() + ".");
        }
    }

    private RepairWatcher watcher(Leash leash, RepairFolder files) {
        return new RepairWatcher() {
            @Override
            public void step(Step step) {
                tell(step, files);
            }

            @Override
            public void scoring(long done, long total) {
                tell(done, total);
            }

            @Override
            public boolean isStopped() {
                return leash.isPulled();
            }
        };
    }

    private void tell(Step step, RepairFolder files) {
        if (System.nanoTime() - last < LINE_NANOS && step.done() < 1) {
            return;
        }
        ObjectNode node = TrainingLine.of("teach.train", step);
        if (Files.exists(files.preview())) {
            node.put("preview", files.preview().toString());
        }
        line(node);
    }

    private void tell(long done, long total) {
        if (System.nanoTime() - last >= LINE_NANOS) {
            ObjectNode node = Json.object();
            node.put("phase", "teach.scores");
            Json.put(node, "done", (double) done / total);
            line(node);
        }
    }

    private void line(ObjectNode node) {
        last = System.nanoTime();
        out().println(Json.line(node));
        out().flush();
    }
}
