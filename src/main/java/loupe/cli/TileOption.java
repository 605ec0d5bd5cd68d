package loupe.cli;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import loupe.detect.profile.InputSize;
import loupe.domain.Tiling;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** In which tiles an image is shown to the model. */
final class TileOption {
    @Option(
            names = "--tiles",
            paramLabel = "SIZE[/OVERLAP]",
            converter = CutReader.class,
            description = {
                "Inspect in tiles: 1x shows the model every pixel, 2x half of them, 400 or 400x300 is the size of a",
                "tile in pixels; off shows it all at once. The overlap is 25%% where none is given."
            })
    private Cut cut;

    /**
     * Tiles as typed.
     *
     * @param scale in sizes of the model's input; 0 = a size in pixels, −1 = no tiles
     */
    private record Cut(double scale, int width, int height, double overlap) {
        private Optional<Tiling> on(InputSize input) {
            if (scale < 0) {
                return Optional.empty();
            }
            return Optional.of(
                    scale > 0
                            ? Tiling.of(input.width(), input.height(), scale, overlap)
                            : new Tiling(width, height, overlap));
        }
    }

    boolean isAsked() {
        return cut != null;
    }

    /** The tiles that were asked for, for a model of this input; empty when none or {@code off} was. */
    Optional<Tiling> on(InputSize input) {
        return Optional.ofNullable(cut).flatMap(c -> c.on(input));
    }

    static final class CutReader implements ITypeConverter<Cut> {
        private static final String PIXELS = "(?<width>\\d{1,5})(?:x(?<height>\\d{1,5}))?";
        private static final String TIMES = "(?<scale>\\d{1,2}(?:\\.\\d{1,3})?)x";
        private static final Pattern SIZE =
                Pattern.compile("(?:" + TIMES + "|" + PIXELS + ")(?:/(?<overlap>\\d{1,2})%?)?");

        @Override
        public Cut convert(String text) {
            if (text.equals("off")) {
                return new Cut(-1, 0, 0, 0);
            }
            Matcher m = SIZE.matcher(text.toLowerCase(Locale.ROOT).replace('×', 'x'));
            if (!m.matches()) {
                throw new TypeConversionException("“" + text + "” is no size such as 1x, 2x/25%, 400x300, and not off");
            }
            String share = m.group("overlap");
            double overlap = share == null ? Tiling.USUAL_OVERLAP : Integer.parseInt(share) / 100.0;
            try {
                return cut(m, overlap);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage() + " make no sense: sides are " + Tiling.SMALLEST + "…"
                        + Tiling.LARGEST + " pixels, the overlap is at most half");
            }
        }

        private static Cut cut(Matcher m, double overlap) {
            if (m.group("scale") == null) {
                int width = Integer.parseInt(m.group("width"));
                int height = m.group("height") == null ? width : Integer.parseInt(m.group("height"));
                Tiling sane = new Tiling(width, height, overlap);
                return new Cut(0, sane.width(), sane.height(), sane.overlap());
            }
            double scale = Double.parseDouble(m.group("scale"));
            Tiling sane = Tiling.of(InputSize.DEFAULT, InputSize.DEFAULT, scale, overlap);
            return new Cut(scale, 0, 0, sane.overlap());
        }
    }
}
