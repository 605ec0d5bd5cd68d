package loupe.ui.widget;

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

    /** T_review in the same units; 1 where review is switched off. */
    public static double review(Recipe recipe) {
        double review = of(recipe.rule().review(), recipe);
        return Double.isFinite(review) ? review : 1;
    }

    /** What stands beside the worst region of a part; empty when it has none. */
    public static String callout(Inspection part, Texts texts) {
        return part.verdict().regions().stream()
                .findFirst()
                .map(r -> texts.get(
                        "callout",
                        texts.number(of(part.verdict().score(), part.recipe()), 2),
                        texts.integer(Math.round(r.length()))))
                .orElse("");
    }
}
