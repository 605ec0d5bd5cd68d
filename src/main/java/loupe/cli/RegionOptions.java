package loupe.cli;

import java.util.OptionalDouble;
import loupe.app.MapRules;
import loupe.app.Proposal;
import loupe.calibrate.Metrics;
import loupe.domain.Recipe;
import picocli.CommandLine.Option;

/** What counts as a region: the pixel threshold and the smallest area. Neither changes the decision on the
 * part, but where the score is an area above the pixel threshold. */
final class RegionOptions {
    @Option(
            names = "--pixel",
            paramLabel = "RULE",
            description = {
                "Pixel threshold: quantile=0.999 of good maps, blob=AREA (no larger region on a good part), f1 on",
                "masks, or a number (default: the review threshold where it was that before, else unchanged)."
            })
    private String pixel;

    @Option(
            names = "--min-area",
            paramLabel = "AREA",
            description = "Smallest region worth reporting: image pixels², or mm² as in 0.5mm.")
    private String minimumArea;

    @Option(
            names = "--scale",
            paramLabel = "MM",
            description = "Millimetres of one image pixel, measured with a ruler.")
    private Double scale;

    /** The recipe with the measured scale, where one was given. */
    Recipe scaled(Recipe recipe, Subcommand command) {
        if (scale == null) {
            return recipe;
        }
        if (!(scale > 0)) {
            throw command.misuse("--scale must be more than 0.");
        }
        return recipe.withScale(scale);
    }

    MapRules rules(Subcommand command) {
        boolean blob = pixel != null && pixel.startsWith("blob=");
        return new MapRules(blob ? number(pixel.substring(5), command) : 0);
    }

    Proposal applied(Proposal proposal, MapRules rules, Subcommand command) {
        double threshold = pixel(rules, command).orElse(proposal.rule().pixel());
        double area = minimumArea == null ? proposal.rule().minimumArea() : area(proposal, command);
        return proposal.withRegions(threshold, area);
    }

    /** The pixel threshold that was asked for; empty when none was. */
    OptionalDouble pixel(MapRules rules, Subcommand command) {
        return pixel == null ? OptionalDouble.empty() : OptionalDouble.of(threshold(rules, command));
    }

    private double threshold(MapRules rules, Subcommand command) {
        OptionalDouble found;
        if (pixel.startsWith("quantile=")) {
            found = rules.quantile(number(pixel.substring(9), command));
        } else if (pixel.startsWith("blob=")) {
            found = rules.largestBlob();
        } else if (pixel.equals("f1")) {
            found = rules.onMasks()
                    .map(Metrics.F1Max::threshold)
                    .map(OptionalDouble::of)
                    .orElse(OptionalDouble.empty());
        } else {
            found = OptionalDouble.of(number(pixel, command));
        }
        return found.orElseThrow(() -> command.misuse("--pixel " + pixel + " finds nothing to learn from in SAMPLES."));
    }

    private double area(Proposal proposal, Subcommand command) {
        if (!minimumArea.endsWith("mm")) {
            return number(minimumArea, command);
        }
        double millimetres = number(minimumArea.substring(0, minimumArea.length() - 2), command);
        return proposal.pixelArea(millimetres)
                .orElseThrow(() -> command.misuse("An area in mm needs a scale: --scale MM."));
    }

    private static double number(String text, Subcommand command) {
        try {
            double value = Double.parseDouble(text.strip());
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw command.misuse("“" + text + "” is not a number.");
        }
        throw command.misuse("“" + text + "” is not finite.");
    }
}
