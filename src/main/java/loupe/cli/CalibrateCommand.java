package loupe.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import loupe.app.Calibrator;
import loupe.app.Line;
import loupe.app.MapRules;
import loupe.app.Mistakes;
import loupe.app.Proposal;
import loupe.app.Scoring;
import loupe.app.Signature;
import loupe.app.Workstation;
import loupe.calibrate.Confusion;
import loupe.calibrate.Policy;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;
import loupe.domain.Recipe;
import loupe.domain.SampleSet.Sample;
import loupe.domain.ScoreSource;
import loupe.report.Certificate;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Sets a recipe's thresholds from labelled images and writes the certificate. */
@Command(
        name = "calibrate",
        description = {
            "Sets a recipe's thresholds from labelled images: a new version, a certificate, an audit entry.",
            "Policies: zero-miss[:MARGIN], misses=K, false-alarms=ALPHA[:CONFIDENCE], cost=MISS:FALSE:RATE[:REVIEW],",
            "f1, tail=Q, good-only[=ALPHA]. Several policies are compared and nothing is written.",
            "Good parts alone are enough for good-only, false-alarms and tail; nothing is known about escapes then."
        })
final class CalibrateCommand extends Subcommand {
    /** What the thresholds are tried on. */
    private static final class Check {
        @Option(names = "--verify", paramLabel = "DIR", description = "Other labelled images: verify on them.")
        private Path folder;

        @Option(
                names = "--half",
                paramLabel = "SEED",
                description = "Calibrate on half of SAMPLES, verify on the rest.")
        private Long seed;
    }

    @Mixin
    private SampleOptions samples;

    @Option(names = "--policy", required = true, paramLabel = "P", description = "Sets T_fail; may repeat to compare.")
    private List<String> policies = new ArrayList<>();

    @Option(names = "--review", paramLabel = "P", description = "Sets T_review (default: no review).")
    private String review;

    @ArgGroup
    private Check check;

    @Mixin
    private ScoreOption score;

    @Mixin
    private RegionOptions regions;

    @Option(
            names = "--source",
            paramLabel = "ADDRESS",
            description = "The camera that took SAMPLES (default: that of the recipe); the limits belong to it.")
    private String source;

    @Option(
            names = "--tried",
            paramLabel = "N",
            defaultValue = "1",
            description = "Models, regions or scores tried on these very samples; more than one voids the bounds.")
    private int tried;

    @Option(names = "--who", paramLabel = "NAME", description = "Who confirms.")
    private String who;

    @Option(names = "--why", paramLabel = "TEXT", description = "Why.")
    private String why;

    @Option(names = "--certificate", paramLabel = "OUT", description = "Copy the certificate to OUT.html and OUT.pdf.")
    private Path certificate;

    @Option(names = "--dry-run", description = "Write nothing.")
    private boolean dryRun;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() {
        if (tried < 1) {
            throw misuse("--tried counts from 1.");
        }
        List<Policy> chosen = policies.stream().map(this::policy).toList();
        Optional<Policy> looked = Optional.ofNullable(review).map(this::policy);
        boolean writes = !dryRun && chosen.size() == 1;
        Optional<Signature> signature = writes ? Optional.of(signature()) : Optional.empty();
        try (ConsoleProgress progress = progress();
                SampleOptions.Subject subject = samples.open(home())) {
            MapRules maps = regions.rules(this);
            List<List<Sample>> halves = halves(subject);
            Scoring all = score(halves.get(0), maps, subject, progress);
            Optional<Scoring> other = verification(halves, subject, all.pixel(), progress);
            all.errors().forEach(err()::println);
            ScoreSource by = score.of(subject.recipe());
            CalibrationText text = new CalibrationText(all.by(by), other.map(o -> o.by(by)), looked);
            Recipe recipe = seen(regions.scaled(subject.recipe(), this));
            chosen.forEach(p -> text.add(
                    recipe,
                    subject.profile(),
                    p,
                    made -> regions.applied(made, maps, this).triedWith(tried)));
            if (json) {
                out().println(Json.text(text.tree()));
            } else {
                text.print(out());
            }
            signature.ifPresent(s -> confirm(text.proposal(), s, text.verified(text.proposal()), subject));
            return all.errors().isEmpty() ? 0 : LoupeCommand.FAULT;
        }
    }

    /** What calibrates, and where it was asked for the half that verifies. */
    private List<List<Sample>> halves(SampleOptions.Subject subject) {
        List<Sample> all = samples.read();
        if (samples.taught(subject.recipe()) && all.stream().noneMatch(Sample::isDefect)) {
            err().println("! The recipe was taught from this folder: its parts score lower than others will.");
        }
        return check != null && check.seed != null ? Scoring.halves(all, check.seed) : List.of(all);
    }

    /** Where the score is an area above a threshold that has yet to be learnt, the images are looked at twice. */
    private Scoring score(List<Sample> own, MapRules maps, SampleOptions.Subject subject, ConsoleProgress progress) {
        double pixel = subject.recipe().rule().pixel();
        Scoring scored = subject.score(own, pixel, Optional.of(maps), progress);
        boolean area = score.of(subject.recipe()) == ScoreSource.MAP_AREA;
        OptionalDouble wanted = area ? regions.pixel(maps, this) : OptionalDouble.empty();
        return wanted.isEmpty() || wanted.getAsDouble() == pixel
                ? scored
                : subject.score(own, wanted.getAsDouble(), Optional.empty(), progress);
    }

    private Optional<Scoring> verification(
            List<List<Sample>> halves, SampleOptions.Subject subject, double pixel, ConsoleProgress progress) {
        if (check == null) {
            return Optional.empty();
        }
        List<Sample> apart = halves.size() > 1 ? halves.get(1) : samples.read(check.folder);
        return Optional.of(subject.score(apart, pixel, Optional.empty(), progress));
    }

    private Recipe seen(Recipe recipe) {
        return source == null ? recipe : Line.seenBy(recipe, source);
    }

    private void confirm(
            Proposal proposal, Signature signature, Optional<Confusion> verified, SampleOptions.Subject subject) {
        List<Certificate.Mistake> mistakes = Mistakes.of(proposal, subject.inspector());
        try (Workstation station = Workstation.open(home())) {
            Calibrator calibrator = station.calibrator();
            Recipe stored = calibrator.confirm(
                    proposal, new Calibrator.Confirmation(signature, verified, mistakes, Locale.getDefault()));
            Calibrator.Papers papers = calibrator.papers(stored.id(), stored.version());
            err().println("Confirmed " + stored.id() + " v" + stored.version() + "; certificate " + papers.html());
            if (certificate != null) {
                copy(papers.html(), ".html");
                copy(papers.pdf(), ".pdf");
            }
        }
    }

    private void copy(Path paper, String ending) {
        String base = certificate.getFileName().toString().replaceFirst("\\.(html|pdf)$", "");
        Path target = certificate.resolveSibling(base + ending);
        try {
            Files.copy(paper, target, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new InspectionFault(FaultCode.CFG_02, e, target, String.valueOf(e.getMessage()));
        }
    }

    private Signature signature() {
        if (who == null || why == null) {
            throw misuse("--who and --why sign the calibration; or use --dry-run.");
        }
        return new Signature(who, why);
    }

    private Policy policy(String text) {
        try {
            return Policy.parse(text);
        } catch (IllegalArgumentException e) {
            throw misuse(e.getMessage() + ".");
        }
    }
}
