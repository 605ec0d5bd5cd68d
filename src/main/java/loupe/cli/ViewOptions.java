package loupe.cli;

import java.time.Clock;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import loupe.detect.OnnxDetector;
import loupe.domain.Inspector;
import loupe.domain.Recipe;
import loupe.domain.Region;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** What the model is shown of an image: a part of it, and that in tiles or at once. */
final class ViewOptions {
    @Option(
            names = "--region",
            paramLabel = "X,Y,W,H",
            converter = PartReader.class,
            description = "Inspect this part of the image, pixels; all inspects all of it.")
    private Part part;

    @Mixin
    private TileOption tiles;

    /** A region, or the whole image. */
    private record Part(Optional<Region> region) {}

    /** Something other than what the recipe says. */
    boolean isAsked() {
        return part != null || tiles.isAsked();
    }

    /** Says so where these options would not be looked at. */
    void allow(Subcommand command, boolean used) {
        if (isAsked() && !used) {
            throw command.misuse("--tiles and --region go with --recipe or --model.");
        }
    }

    /** The recipe with the view that was asked for; uncalibrated where it is another one. */
    Recipe applied(Recipe recipe, OnnxDetector detector) {
        return recipe.withView(
                part == null ? recipe.region() : part.region(),
                tiles.isAsked() ? tiles.on(detector.profile().size()) : recipe.tiling());
    }

    /** Judges as the recipe says with the view that was asked for; closes the detector with it. */
    Inspector judge(Recipe recipe, OnnxDetector detector) {
        return new Inspector(applied(recipe, detector), detector, Clock.systemUTC());
    }

    static final class PartReader implements ITypeConverter<Part> {
        private static final Pattern NUMBERS = Pattern.compile("(\\d{1,6}),(\\d{1,6}),([1-9]\\d{0,5}),([1-9]\\d{0,5})");

        @Override
        public Part convert(String text) {
            if (text.equals("all")) {
                return new Part(Optional.empty());
            }
            Matcher m = NUMBERS.matcher(text.replace(" ", ""));
            if (!m.matches()) {
                throw new TypeConversionException("“" + text + "” is no region such as 100,50,640,480, and not all");
            }
            return new Part(Optional.of(new Region(
                    Integer.parseInt(m.group(1)),
                    Integer.parseInt(m.group(2)),
                    Integer.parseInt(m.group(3)),
                    Integer.parseInt(m.group(4)))));
        }
    }
}
