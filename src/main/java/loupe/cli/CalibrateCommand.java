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
import loupe.access.Task;
import loupe.app.AlikeParts;
import loupe.app.Calibrator;
import loupe.app.Line;
import loupe.app.MapRules;
import loupe.app.Mistakes;
import loupe.app.Proposal;
import loupe.app.Scoring;
import loupe.app.Signature;
import loupe.app.Trial;
import loupe.app.Workstation;
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
            ScoreSource by = score.of(subject.recipe());
            Trial trial = Trial.of(plan(subject, maps, by), subject.inspector(), progress);
            trial.own().errors().forEach(err()::println);
            warn(trial.alike());
            CalibrationText text = new CalibrationText(trial.own().by(by), looked);
            Recipe recipe = seen(regions.scaled(subject.recipe(), this));
            chosen.forEach(p -> text.add(
                    recipe,
                    subject.profile(),
                    p,
                    made -> verified(regions.applied(made, maps, this).triedWith(tried), trial, by)));
            if (json) {
                out().println(Json.text(text.tree()));
            } else {
                text.print(out());
            }
            signature.ifPresent(s -> confirm(text.proposal(), s, subject));
            return trial.own().errors().isEmpty() ? 0 : LoupeCommand.FAULT;
        }
    }

    private Trial.Plan plan(SampleOptions.Subject subject, MapRules maps, ScoreSource by) {
        List<Sample> all = samples.read();
        if (samples.taught(subject.recipe()) && all.stream().noneMatch(Sample::isDefect)) {
            err().println("! The recipe was taught from this folder: its parts score lower than others will.");
        }
        List<List<Sample>> halves = List.of(all, List.of());
        if (check != null) {
            halves = check.folder == null ? Scoring.halves(all, check.seed) : List.of(all, samples.read(check.folder));
        }
        boolean area = by == ScoreSource.MAP_AREA;
        return new Trial.Plan(
                halves.get(0), halves.get(1), maps, m -> area ? regions.pixel(m, this) : OptionalDouble.empty());
    }

    private void warn(AlikeParts.Found alike) {
        if (alike.within() > 0) {
            err().println("! " + alike.within() + " parts look like another one but count as parts of their own.");
        }
        if (alike.across() > 0) {
            err().println("! " + alike.across() + " parts kept apart look like parts that set the limits.");
        }
    }

    private static Proposal verified(Proposal made, Trial trial, ScoreSource by) {
        return trial.apart().map(a -> made.verifiedOn(a.by(by).board())).orElse(made);
    }

    private Recipe seen(Recipe recipe) {
        return source == null ? recipe : Line.seenBy(recipe, source);
    }

    private void confirm(Proposal proposal, Signature signature, SampleOptions.Subject subject) {
        List<Certificate.Mistake> mistakes = Mistakes.of(proposal, subject.inspector());
        try (Workstation station = open(Task.CALIBRATE)) {
            Calibrator calibrator = station.calibrator();
            Signature signed = new Signature(station.signer(signature.who()), signature.why());
            Recipe stored =
                    calibrator.confirm(proposal, new Calibrator.Confirmation(signed, mistakes, Locale.getDefault()));
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
