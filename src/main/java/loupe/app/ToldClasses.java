package loupe.app;

import java.util.List;
import loupe.config.RecipeBook;
import loupe.detect.profile.ProfileFile;
import loupe.detect.profile.Reading;
import loupe.detect.profile.Reading.Role;
import loupe.domain.DefectClass;
import loupe.domain.InspectionFault;
import loupe.domain.Recipe;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The defects that a recipe's model tells apart.
 *
 * @param classes in the model's order; empty for most models
 * @param graded whether it says how sure it is; else every place is of a class or of none
 */
public record ToldClasses(List<DefectClass> classes, boolean graded) {
    public static final ToldClasses NONE = new ToldClasses(List.of(), false);

    private static final Logger LOG = LoggerFactory.getLogger(ToldClasses.class);

    public ToldClasses {
        classes = List.copyOf(classes);
    }

    /** As stored beside the model; {@link #NONE} where nothing is or where it cannot be read. Blocks. */
    public static ToldClasses of(RecipeBook book, Recipe recipe) {
        try {
            return ProfileFile.find(book.modelPath(recipe), recipe.modelSha256())
                    .map(file -> file.profile().reading())
                    .filter(Reading::tellsClasses)
                    .map(r -> new ToldClasses(r.defectClasses(), !r.outputs().containsValue(Role.CLASS_MAP)))
                    .orElse(NONE);
        } catch (InspectionFault e) { // whoever opens the model will be told
            LOG.debug("no classes: {}", e.getMessage());
            return NONE;
        }
    }
}
