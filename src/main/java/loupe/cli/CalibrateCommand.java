package loupe.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import loupe.app.Calibrator;
import loupe.app.MapRules;
import loupe.app.Mistakes;
import loupe.app.Proposal;
import loupe.app.Scoring;
import loupe.app.Signature;
import loupe.app.Workstation;
import loupe.calibrate.Policy;
import loupe.calibrate.Scoreboard;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;
import loupe.domain.Recipe;
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
            "f1, tail=Q, good-only[=ALPHA]. Several policies are compared and nothing is written."
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
    private RegionOptions regions;

    @Option(
            names = "--tried",
            paramLabel = "N",
            defaultValue = "1",
            description = "Models or regions tried on these very samples; more than one voids the bounds.")
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
            Scoring all = subject.score(samples.read(), maps, progress);
            List<Scoring> halves = check != null && check.seed != null ? all.halves(check.seed) : List.of(all);
            Optional<Scoring> other = verification(halves, subject, progress);
            all.errors().forEach(err()::println);
            CalibrationText text = new CalibrationText(halves.get(0), other, looked);
            Recipe recipe = regions.scaled(subject.recipe(), this);
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
            signature.ifPresent(s -> confirm(text.proposal(), s, other, subject));
            return all.errors().isEmpty() ? 0 : LoupeCommand.FAULT;
        }
    }

    private Optional<Scoring> verification(
            List<Scoring> halves, SampleOptions.Subject subject, ConsoleProgress progress) {
        if (halves.size() > 1) {
            return Optional.of(halves.get(1));
        }
        return check == null ? Optional.empty() : Optional.of(subject.score(samples.read(check.folder), progress));
    }

    private void confirm(
            Proposal proposal, Signature signature, Optional<Scoring> other, SampleOptions.Subject subject) {
        List<Certificate.Mistake> mistakes = Mistakes.of(proposal, subject.inspector());
        try (Workstation station = Workstation.open(home())) {
            Calibrator calibrator = station.calibrator();
            Recipe stored = calibrator.confirm(
                    proposal,
                    new Calibrator.Confirmation(
                            signature,
                            other.map(o -> proposal.decision()
                                    .on(Scoreboard.of(o.scored(proposal.rule().source())))),
                            mistakes,
                            Locale.getDefault()));
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
