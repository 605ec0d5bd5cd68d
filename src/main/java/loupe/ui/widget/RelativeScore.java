package loupe.ui.widget;

import java.util.List;
import loupe.domain.DefectRegion;
import loupe.domain.Inspection;
import loupe.domain.Recipe;

/** Raw scores in the units that people see: 0 is the median good part, 1 is the limit of the recipe. */
public final class RelativeScore {
    private RelativeScore() {}

    /** A raw image score relative to T_fail; NaN where there is no limit to compare with. */
    public static double of(double raw, Recipe recipe) {
        double zero = recipe.scale().zero();
        double limit = recipe.rule().fail();
        if (limit > zero) {
            return (raw - zero) / (limit - zero);
        }
        return limit > 0 ? raw / limit : Double.NaN;
    }

    /** The reverse of {@link #of}. */
    public static double raw(double relative, Recipe recipe) {
        double zero = recipe.scale().zero();
        double limit = recipe.rule().fail();
        return limit > zero ? zero + relative * (limit - zero) : relative * limit;
    }

    /** T_review in the same units; 1 where review is switched off. */
    public static double review(Recipe recipe) {
        double review = of(recipe.rule().review(), recipe);
        return Double.isFinite(review) ? review : 1;
    }

    /** What stands beside the worst region of a part; empty when it has none. */
    public static String callout(Inspection part, Texts texts) {
        return callout(part.verdict().regions(), of(part.verdict().score(), part.recipe()), texts);
    }

    /** The same for a part of which there is no inspection any more; without a limit the size alone. */
    public static String callout(List<DefectRegion> worstFirst, double relative, Texts texts) {
        return worstFirst.stream()
                .findFirst()
                .map(r -> r.kind().map(k -> k.name() + " · ").orElse("")
                        + texts.get(
                                "callout",
                                Double.isNaN(relative) ? "–" : texts.number(relative, 2),
                                texts.integer(Math.round(r.length()))))
                .orElse("");
    }
}
