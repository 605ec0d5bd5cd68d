package loupe.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;
import loupe.domain.Progress;
import loupe.train.Material;
import loupe.train.Quantiles;
import loupe.train.Taught;
import loupe.train.TeachingImages;
import loupe.train.repair.RepairFolder;
import loupe.train.repair.RepairPictures;
import loupe.train.repair.RepairResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Teaches by gradient: lays the pictures into a folder, lets a {@link TrainingProcess} train from there, and fetches
 * the model. When the work is cancelled or fails, the folder stays, so that it can be resumed.
 */
final class GradientTeaching {
    private static final Logger LOG = LoggerFactory.getLogger(GradientTeaching.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SIDE = 256;
    private static final Duration USUAL = Duration.ofMinutes(20);
    private static final int PARTS = 1000;
    /** For 2,000 pictures of 256 × 256 in colour, twice while some are mirrored, and their maps. */
    private static final int HEAP = 2048;
    /** The large networks besides: every number with two moments, once more while a checkpoint is written. */
    private static final int FULL_HEAP = 4096;

    private final String method;
    private final TeachingPlan plan;
    private final Progress progress;
    private Optional<InspectionFault> fault = Optional.empty();

    GradientTeaching(String method, TeachingPlan plan, Progress progress) {
        this.method = method;
        this.plan = plan;
        this.progress = progress;
    }

    Taught teach(Material material) {
        TeachingImages.requireEnough(material.good().size(), RepairPictures.FEWEST);
        if (plan.gradient().folder().isPresent()) {
            RepairFolder folder = new RepairFolder(plan.gradient().folder().get());
            return teach(material, folder, model -> folder.delete()); // only when the model is safe elsewhere
        }
        RepairFolder folder = new RepairFolder(temporary());
        try {
            return teach(material, folder, model -> {});
        } finally {
            folder.delete();
        }
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("loupe-training");
        } catch (IOException e) {
            throw new InspectionFault(FaultCode.CFG_02, e, "loupe-training", String.valueOf(e.getMessage()));
        }
    }

    private Taught teach(Material material, RepairFolder folder, Consumer<Path> beside) {
        long start = System.nanoTime();
        if (!plan.gradient().resume()) {
            folder.delete();
        }
        int side = plan.inputSize().orElse(SIDE);
        List<Integer> unreadable = new ArrayList<>(RepairFolder.fill(folder.good(), material.good(), side, progress));
        int good = material.good().size();
        TeachingImages.requireEnough(Math.min(good, RepairFolder.MOST) - unreadable.size(), RepairPictures.FEWEST);
        RepairFolder.fill(folder.defects(), material.defects(), side, progress).forEach(i -> unreadable.add(good + i));
        long prepared = System.nanoTime();
        progress.update("teach.start", 0, 0);
        train(folder);
        Map<String, Double> seconds = new LinkedHashMap<>();
        seconds.put("teach.pictures", (prepared - start) / 1e9);
        seconds.put("teach.train", (System.nanoTime() - prepared) / 1e9);
        RepairResult result = RepairResult.read(folder.result());
        return new Taught(
                bytes(folder.model()),
                result.heldOutScores(),
                result.heldOutPeaks(),
                result.display(),
                unreadable,
                suspicious(result.heldOutScores(), unreadable, good),
                seconds,
                result.facts(),
                beside);
    }

    /** Every fifth of the readable pictures was held out; those that stand out are told by their place among all. */
    private static List<Integer> suspicious(float[] scores, List<Integer> unreadable, int good) {
        double fence = Quantiles.outerFence(scores);
        int kept = Math.min(good, RepairFolder.MOST);
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < kept; i++) {
            int place = (int) ((long) i * good / kept);
            if (!unreadable.contains(place)) {
                places.add(place);
            }
        }
        List<Integer> found = new ArrayList<>();
        for (int i = 0; i < scores.length; i++) {
            if (scores[i] > fence) {
                found.add(i);
            }
        }
        found.sort((a, b) -> Float.compare(scores[b], scores[a]));
        return found.stream()
                .map(i -> places.get(i * RepairPictures.HELD_OUT_EVERY))
                .toList();
    }

    private void train(RepairFolder folder) {
        int code;
        try (TrainingProcess process =
                TrainingProcess.start(words(folder), heap(), folder.home().resolve("logs"))) {
            code = process.follow(line -> {
                told(line);
                if (progress.isCancelled()) {
                    process.stop();
                }
            });
        }
        progress.checkCancelled();
        if (fault.isPresent()) {
            throw fault.get();
        }
        if (code != 0) {
            String reason =
                    code == TrainingProcess.STOPPED ? "it was killed, perhaps for want of memory" : "code " + code;
            throw new InspectionFault(FaultCode.TEA_08, reason);
        }
    }

    private int heap() {
        return plan.gradient().full() ? FULL_HEAP : HEAP;
    }

    private List<String> words(RepairFolder folder) {
        GradientPlan gradient = plan.gradient();
        List<String> words = new ArrayList<>(List.of("--home", folder.home().toString(), "train"));
        words.addAll(List.of("--method", method, "--folder", folder.path().toString()));
        words.addAll(List.of("--seed", Long.toString(plan.seed()), "--threads", "" + gradient.threads()));
        if (gradient.steps().isPresent()) {
            words.addAll(List.of("--steps", Long.toString(gradient.steps().getAsLong())));
        } else {
            words.addAll(List.of("--minutes", "" + plan.budget().orElse(USUAL).toMillis() / 60_000.0));
        }
        if (gradient.full()) {
            words.add("--full");
        }
        if (!gradient.corrupted()) {
            words.add("--uncorrupted");
        }
        if (gradient.resume()) {
            words.add("--resume");
        }
        return words;
    }

    private void told(String line) {
        JsonNode node;
        try {
            node = JSON.readTree(line);
        } catch (JsonProcessingException e) {
            LOG.warn("not a line of progress: {}", line); // a library that talks is no reason to lose a training
            return;
        }
        if (node.has("fault")) {
            List<Object> args = new ArrayList<>();
            node.path("args").forEach(a -> args.add(a.asText()));
            fault = Optional.of(
                    new InspectionFault(FaultCode.valueOf(node.path("fault").asText()), args.toArray()));
            return;
        }
        if (node.has("loss")) {
            Optional<Path> preview = Optional.ofNullable(node.get("preview")).map(p -> Path.of(p.asText()));
            progress.detail(new Progress.Training(
                    node.path("step").asLong(),
                    node.path("loss").asDouble(),
                    node.path("eta_seconds").asDouble(),
                    preview));
        }
        long done = Math.round(PARTS * node.path("done").asDouble());
        progress.update(node.path("phase").asText(), done, PARTS);
    }

    private static byte[] bytes(Path model) {
        try {
            return Files.readAllBytes(model);
        } catch (IOException e) {
            throw new InspectionFault(FaultCode.TEA_08, e, "its model is missing");
        }
    }
}
