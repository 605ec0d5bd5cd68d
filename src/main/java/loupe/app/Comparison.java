package loupe.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import loupe.app.ComparisonRow.Figures;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;
import loupe.domain.Progress;
import loupe.domain.SampleSet;
import loupe.domain.SampleSet.Sample;
import loupe.train.Digests;
import loupe.train.Taught;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Teaches several candidates from the same material and measures them all on the same pictures, which none of them has
 * seen: a job for a night. One candidate that fails does not keep the others from being taught. What was taught and
 * measured lies in the job's folder: the same job again, after a crash or a cancel, goes on where it was.
 *
 * <p>Blocks, on one work thread; the listener and {@link Progress} are called on it. One job a folder at a time.
 */
public final class Comparison {
    private static final Logger LOG = LoggerFactory.getLogger(Comparison.class);
    static final String PAINTED = "painted";

    private Comparison() {}

    /**
     * What to compare.
     *
     * @param folder for models and what is known of them; nobody else's. A folder for each candidate is made in it
     * @param name for people
     * @param round what is taught from and what is measured on
     * @param candidates in the order in which they are taught; names differ
     */
    public record Job(Path folder, String name, TrialRound round, List<Candidate> candidates) {
        public Job {
            candidates = List.copyOf(candidates);
            if (candidates.stream().map(Candidate::name).distinct().count() != candidates.size()) {
                throw new IllegalArgumentException("two candidates of one name: " + candidates);
            }
        }

        /**
         * A job on pictures that a person has: every fifth good one is measured and not taught from, and half of every
         * kind of defect. Without any defect, synthetic ones are painted on the measured good pictures (needs seconds).
         *
         * @throws InspectionFault CFG-02 when the folder cannot be written, OPS-01 when cancelled
         */
        public static Job of(
                Path folder,
                List<Path> good,
                List<Sample> defects,
                List<Candidate> candidates,
                long seed,
                Progress progress) {
            TrialRound round = TrialRound.ofParts(good, defects, seed);
            if (defects.isEmpty()) {
                List<Path> unseen = round.tested().stream().map(Sample::image).toList();
                List<Sample> tested = new ArrayList<>(round.tested());
                tested.addAll(new PaintedDefects(folder.resolve(PAINTED), seed).on(unseen, progress));
                round = new TrialRound(round.good(), List.of(), tested);
            }
            return new Job(folder, String.valueOf(folder.getFileName()), round, candidates);
        }

        /** Whether the defects that are measured on are painted: say so beside the figures. */
        public boolean isPainted() {
            return round.tested().stream().anyMatch(s -> s.image().startsWith(folder.resolve(PAINTED)));
        }

        private Path folder(Candidate candidate) {
            return folder.resolve(candidate.name());
        }

        /** Another digest is another comparison: files are told apart by path, size and time. */
        private String digest(Candidate candidate) {
            MessageDigest digest = Digests.sha256();
            round.good().forEach(file -> add(digest, file, "taught"));
            round.defects().forEach(s -> add(digest, s.image(), "taught " + s.type()));
            round.tested().forEach(s -> add(digest, s.image(), s.type()));
            TeachingPlan plan = candidate.plan();
            add(digest, (candidate.method().isTrained() ? plan : plan.untrained()).toString());
            return HexFormat.of().formatHex(digest.digest());
        }

        private static void add(MessageDigest digest, Path file, String role) {
            try {
                add(digest, file + "|" + role + "|" + Files.size(file) + "|" + Files.getLastModifiedTime(file));
            } catch (IOException e) {
                add(digest, file + "|" + role); // unreadable now as later: it is left out
            }
        }

        private static void add(MessageDigest digest, String text) {
            digest.update((text + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Who watches. */
    public interface Listener {
        /** A candidate is taught, or looked up, next. */
        void begins(Candidate candidate);

        /** What became of it. */
        void ends(ComparisonRow row);
    }

    /**
     * Teaches and measures one after the other.
     *
     * @return a row for every candidate, in order
     * @throws InspectionFault OPS-01 when cancelled; what was done by then is kept, a training goes on next time
     */
    public static List<ComparisonRow> run(Job job, Listener listener, Progress progress) {
        List<ComparisonRow> rows = new ArrayList<>();
        for (Candidate candidate : job.candidates()) {
            progress.checkCancelled();
            listener.begins(candidate);
            ComparisonRow row = row(job, candidate, progress);
            rows.add(row);
            listener.ends(row);
        }
        return rows;
    }

    /**
     * The model of a candidate that has figures, for {@link Teacher#store}.
     *
     * @throws InspectionFault TEA-08 when it is not there
     */
    public static Taught taught(Job job, Candidate candidate) {
        return KeptCandidate.find(job.folder(candidate)).taught();
    }

    private static ComparisonRow row(Job job, Candidate candidate, Progress progress) {
        try {
            return new ComparisonRow(candidate, Optional.of(figures(job, candidate, progress)), Optional.empty());
        } catch (InspectionFault fault) {
            if (fault.code() == FaultCode.OPS_01) {
                throw fault;
            }
            LOG.warn("{} is left out of the comparison", candidate.name(), fault);
            return new ComparisonRow(candidate, Optional.empty(), Optional.of(fault));
        } catch (RuntimeException e) { // the others shall be there in the morning
            LOG.error("{} is left out of the comparison", candidate.name(), e);
            InspectionFault fault = new InspectionFault(FaultCode.SYS_02, e, String.valueOf(e.getMessage()));
            return new ComparisonRow(candidate, Optional.empty(), Optional.of(fault));
        }
    }

    private static Figures figures(Job job, Candidate candidate, Progress progress) {
        KeptCandidate kept = KeptCandidate.open(job.folder(candidate), job.digest(candidate));
        if (kept.figures().isPresent()) {
            return kept.figures().get();
        }
        TrialRound round = job.round();
        if (!kept.isTaught()) {
            TeachingPlan plan = candidate.plan().in(kept.training(), kept.isBegun());
            long start = System.nanoTime();
            Taught taught = candidate.method().teach(round.material(), plan, progress);
            kept.keep(taught, (System.nanoTime() - start) / 1e9);
        }
        SampleSet set = new SampleSet(job.name(), round.good(), round.tested());
        EvaluationResult result = Evaluation.of(set, kept.model(), progress).taughtIn(kept.seconds());
        Figures figures = Figures.of(result);
        kept.measured(figures);
        return figures;
    }
}
