package loupe.domain;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Why the thresholds of a recipe can be defended, as signed by a person. It belongs to one model, profile, region,
 * tiling, camera and score source, told by {@code binding}; a recipe in which any of them differs is uncalibrated.
 *
 * @param binding lower-case hex digest, {@link #binding}
 * @param profile how the model was fed and read when the scores were made
 * @param review threshold T_review that was confirmed, raw
 * @param fail threshold T_fail that was confirmed, raw
 * @param policies the rules as typed, that of {@code fail} first
 * @param promises what they promise, in the words that were signed
 * @param counts what the thresholds decided on the sample set
 * @param samplesSha256 lower-case hex digest of the labelled scores
 * @param candidates how many models or regions were tried on these samples; more than 1 voids the bounds
 * @param who confirmed it
 * @param why in that person's words
 * @param at when
 */
public record Evidence(
        String binding,
        String profile,
        double review,
        double fail,
        List<String> policies,
        List<String> promises,
        Counts counts,
        String samplesSha256,
        int candidates,
        String who,
        String why,
        Instant at) {
    public Evidence {
        policies = List.copyOf(policies);
        promises = List.copyOf(promises);
    }

    /** Parts of the sample set by label and outcome. */
    public record Counts(
            int goodPass, int goodReview, int goodFail, int defectPass, int defectReview, int defectFail) {}

    /** The digest of everything that, once changed, makes scores incomparable with those of the calibration. */
    public static String binding(
            String modelSha256,
            String profile,
            Optional<Region> region,
            Optional<Tiling> tiling,
            String source,
            DecisionRule rule) {
        String area = region.map(r -> r.x() + "," + r.y() + "," + r.width() + "," + r.height())
                .orElse("all");
        String tiles = tiling.map(t -> "\ntiles=" + t.width() + "," + t.height() + "," + t.overlap())
                .orElse(""); // without a line of its own, older evidence holds on
        boolean pixelDecides = rule.source().readsRegions();
        String text = String.join(
                "\n",
                "loupe-binding 1",
                "model=" + modelSha256,
                "profile=" + profile,
                "region=" + area + tiles,
                "camera=" + source,
                "score=" + rule.source(),
                "pixel=" + (pixelDecides ? rule.pixel() : "any"));
        text += classes(rule);
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Nothing for rules without classes: what was signed before there were any still holds. */
    private static String classes(DecisionRule rule) {
        StringBuilder text = new StringBuilder();
        if (rule.source() == ScoreSource.CLASSES) {
            text.append("\narea=").append(rule.minimumArea());
        }
        for (ClassRule c : rule.classes()) {
            text.append("\nclass=").append(c.kind().index()).append(' ').append(rule.pixel(c.kind()));
            text.append(' ')
                    .append(c.minimumArea())
                    .append(' ')
                    .append(c.most())
                    .append(' ')
                    .append(c.consequence());
        }
        return text.toString();
    }

    boolean holdsFor(
            String modelSha256, Optional<Region> region, Optional<Tiling> tiling, String source, DecisionRule rule) {
        return binding.equals(binding(modelSha256, profile, region, tiling, source, rule))
                && review == rule.review()
                && fail == rule.fail();
    }
}
