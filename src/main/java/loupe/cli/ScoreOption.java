package loupe.cli;

import java.util.Locale;
import java.util.Optional;
import loupe.domain.Recipe;
import loupe.domain.ScoreSource;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Which number of a prediction is compared with the thresholds. */
final class ScoreOption {
    @Option(
            names = "--score",
            paramLabel = "SOURCE",
            converter = Name.class,
            description = {
                "What is compared with the thresholds: model, map-max, map-top-mean (of the highest 0.1 %%),",
                "map-area (above the pixel threshold) or classes (the recipe's rules of classes; default: as in the",
                "recipe)."
            })
    private ScoreSource source;

    ScoreSource of(Recipe recipe) {
        return Optional.ofNullable(source).orElse(recipe.rule().source());
    }

    /** The names without shouting. */
    static final class Name implements ITypeConverter<ScoreSource> {
        @Override
        public ScoreSource convert(String text) {
            try {
                return ScoreSource.valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_'));
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(
                        "“" + text + "” is none of model, map-max, map-top-mean, map-area, classes");
            }
        }
    }
}
