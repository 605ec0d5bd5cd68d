package loupe.app;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import loupe.calibrate.Confusion;
import loupe.calibrate.LeaveOneTypeOut;
import loupe.calibrate.Limit;
import loupe.calibrate.Policy;
import loupe.calibrate.Rate;
import loupe.config.Home;
import loupe.config.RecipeBook;
import loupe.domain.Calibration;
import loupe.domain.DisplayScale;
import loupe.domain.Evidence;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;
import loupe.domain.Recipe;
import loupe.domain.WholeFile;
import loupe.report.Certificate;
import loupe.report.CertificateHtml;
import loupe.report.CertificatePdf;
import loupe.trace.AuditLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns a proposal into a recipe version. The certificate is written first, then the version, which is the moment
 * that counts, then the audit entry: whatever stops in between leaves the old version active, or a new one whose entry
 * is added when the data folder is opened again. Thread-safe where the recipe book is.
 */
public final class Calibrator {
    private static final Logger LOG = LoggerFactory.getLogger(Calibrator.class);
    private static final String ACT = "calibrate";

    private final RecipeBook recipes;
    private final AuditLog audit;
    private final Path folder;
    private final Clock clock;

    /** Adds audit entries that a crash left out. */
    public Calibrator(Home home, RecipeBook recipes, AuditLog audit, Clock clock) {
        this.recipes = recipes;
        this.audit = audit;
        this.folder = home.recipes();
        this.clock = clock;
        addMissingEntries();
    }

    /**
     * Everything a confirmation needs besides the proposal.
     *
     * @param signature who and why
     * @param mistakes pictures for the certificate
     * @param locale language of the certificate
     */
    public record Confirmation(Signature signature, List<Certificate.Mistake> mistakes, Locale locale) {}

    /** Where the certificates of a confirmed version lie. */
    public record Papers(Path html, Path pdf) {}

    /**
     * Stores the proposed thresholds as the next version.
     *
     * @return the recipe as stored
     * @throws InspectionFault REC-02 when the recipe was changed meanwhile so that the scores no longer fit, CFG-02
     *     when it cannot be written; the old version is then still the active one
     */
    public Recipe confirm(Proposal proposal, Confirmation confirmation) {
        Recipe newest = recipes.find(proposal.recipe().id()).orElse(proposal.recipe());
        Recipe seen = newest.withSource(proposal.recipe().source()); // the camera is part of what is signed
        Recipe measured = proposal.recipe().millimetresPerPixel().isPresent()
                ? seen.withScale(proposal.recipe().millimetresPerPixel().getAsDouble())
                : seen;
        Recipe confirmed = confirmed(measured, proposal, confirmation);
        if (confirmed.calibration() == Calibration.UNCALIBRATED) {
            throw new InspectionFault(FaultCode.REC_02, newest.id(), "it was changed while it was calibrated");
        }
        int next = recipes.versions(newest.id()).stream().findFirst().orElse(0) + 1;
        write(certificate(proposal, confirmed.withVersion(next, confirmed.madeAt()), confirmation), confirmation);
        Recipe stored = recipes.save(confirmed, proposal.board().good());
        try {
            record(stored);
        } catch (InspectionFault fault) { // the version is active and says who and why; the entry follows
            LOG.error("the audit entry of {} v{} is missing for now", stored.id(), stored.version(), fault);
        }
        return stored;
    }

    /** The certificate that {@link #confirm} wrote, or would write. */
    public Papers papers(String id, int version) {
        String name = String.format(Locale.ROOT, "v%04d.certificate", version);
        return new Papers(
                folder.resolve(id).resolve(name + ".html"), folder.resolve(id).resolve(name + ".pdf"));
    }

    private Recipe confirmed(Recipe recipe, Proposal proposal, Confirmation confirmation) {
        DisplayScale old = recipe.scale();
        double pixel = proposal.rule().pixel();
        boolean moved = pixel != recipe.rule().pixel() && pixel > old.zero();
        DisplayScale scale = moved ? new DisplayScale(old.zero(), pixel) : old;
        boolean defectsKnown = proposal.board().defects().length > 0
                && proposal.decision().limits().stream().noneMatch(l -> l.policy() instanceof Policy.GoodOnly);
        Calibration standing = defectsKnown ? Calibration.CALIBRATED : Calibration.GOOD_PARTS_ONLY;
        return recipe.confirmed(proposal.rule(), scale, standing, evidence(proposal, confirmation));
    }

    private Evidence evidence(Proposal proposal, Confirmation confirmation) {
        Confusion c = proposal.confusion();
        Recipe recipe = proposal.recipe();
        return new Evidence(
                Evidence.binding(
                        recipe.modelSha256(),
                        proposal.profile(),
                        recipe.region(),
                        recipe.tiling(),
                        recipe.source(),
                        proposal.rule()),
                proposal.profile(),
                proposal.rule().review(),
                proposal.rule().fail(),
                proposal.decision().limits().stream()
                        .map(Limit::policy)
                        .map(Policy::text)
                        .toList(),
                proposal.promises(confirmation.locale()),
                new Evidence.Counts(
                        c.goodPass(), c.goodReview(), c.goodFail(), c.defectPass(), c.defectReview(), c.defectFail()),
                proposal.samplesSha256(),
                proposal.candidates(),
                confirmation.signature().who(),
                confirmation.signature().why(),
                Instant.now(clock).truncatedTo(ChronoUnit.MILLIS));
    }

    private Certificate certificate(Proposal proposal, Recipe recipe, Confirmation confirmation) {
        return new Certificate(
                recipe,
                recipe.evidence().orElseThrow(),
                proposal.decision(),
                proposal.images(),
                unseenTypes(proposal),
                proposal.verified(),
                confirmation.mistakes(),
                "Loupe " + Workstation.version());
    }

    private static Map<String, Rate> unseenTypes(Proposal proposal) {
        List<Limit> limits = proposal.decision().limits();
        if (limits.isEmpty()) {
            return Map.of();
        }
        Optional<Policy> review = limits.size() > 1 ? Optional.of(limits.get(1).policy()) : Optional.empty();
        return LeaveOneTypeOut.escapes(proposal.images(), limits.get(0).policy(), review);
    }

    private void write(Certificate certificate, Confirmation confirmation) {
        Papers papers = papers(certificate.recipe().id(), certificate.recipe().version());
        try {
            WholeFile.write(papers.html(), out -> CertificateHtml.write(out, certificate, confirmation.locale()));
            WholeFile.write(papers.pdf(), out -> CertificatePdf.write(out, certificate, confirmation.locale()));
        } catch (IOException e) {
            throw new InspectionFault(FaultCode.CFG_02, e, papers.html(), String.valueOf(e.getMessage()));
        }
    }

    private void record(Recipe stored) {
        stored.evidence()
                .ifPresent(e -> audit.add(
                        new AuditLog.Act(e.at(), ACT, stored.id() + " v" + stored.version(), e.who(), e.why())));
    }

    private void addMissingEntries() {
        List<AuditLog.Act> acts = audit.read().acts();
        for (Recipe recipe : recipes.list()) {
            boolean missing = recipe.evidence()
                    .filter(e -> acts.stream().noneMatch(a -> a.at().equals(e.at())))
                    .isPresent();
            if (missing) {
                LOG.warn("{} v{} was confirmed without an audit entry; it is added", recipe.id(), recipe.version());
                record(recipe);
            }
        }
    }
}
