package loupe.config;

import java.util.Optional;
import loupe.domain.Calibration;
import loupe.domain.DecisionRule;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;
import loupe.domain.Recipe;
import loupe.domain.Region;
import loupe.domain.Tiling;

/**
 * What people do with whole recipes. Each makes a new version or a new recipe, takes along what good parts scored, and
 * deletes nothing. Methods throw REC-01 when there is no such recipe, REC-02 when it is damaged, CFG-02 when the new
 * version cannot be written.
 */
public final class RecipeChanges {
    private final RecipeBook book;

    public RecipeChanges(RecipeBook book) {
        this.book = book;
    }

    /** A copy under another name: version 1 of a recipe of its own. */
    public Recipe duplicate(String id, String name) {
        Recipe original = existing(id);
        return book.save(original.withIdentity(book.freeId(name), name), book.goodScores(original));
    }

    /** The content of an older version as a new one; the versions between stay. */
    public Recipe rollBack(String id, int version) {
        Recipe older = book.version(id, version);
        return book.save(older, book.goodScores(older));
    }

    /** This version where it is the newest, else its content as a new one. */
    public Recipe newest(String id, int version) {
        Recipe newest = existing(id);
        return newest.version() == version ? newest : rollBack(id, version);
    }

    /** A new version under another name for people; the id stays. */
    public Recipe rename(String id, String name) {
        Recipe recipe = existing(id);
        return book.save(recipe.withIdentity(id, name), book.goodScores(recipe));
    }

    /** A new version that inspects another part of the image, or in other tiles: uncalibrated. */
    public Recipe look(String id, Optional<Region> region, Optional<Tiling> tiling) {
        Recipe changed = existing(id).withView(region, tiling);
        return book.save(changed, book.goodScores(changed));
    }

    /** A new version that judges by another rule: uncalibrated. */
    public Recipe judge(String id, DecisionRule rule) {
        Recipe changed = existing(id).withRule(rule, Calibration.UNCALIBRATED);
        return book.save(changed, book.goodScores(changed));
    }

    private Recipe existing(String id) {
        return book.find(id).orElseThrow(() -> new InspectionFault(FaultCode.REC_01, id));
    }
}
