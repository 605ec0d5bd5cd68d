package loupe.app;

import java.util.List;
import java.util.Optional;
import loupe.config.RecipeBook;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;
import loupe.domain.Recipe;

/** Which recipe a station starts with; see {@link Workstation#activeRecipe}. */
record StartRecipe(RecipeBook recipes) {
    Optional<Recipe> choose(String chosen) {
        Optional<Recipe> known = recipes.find(chosen.isEmpty() ? Teacher.DEMO : chosen);
        if (known.isPresent()) {
            return known;
        }
        List<Recipe> all = recipes.list();
        List<InspectionFault> damaged = recipes.damaged();
        if (all.isEmpty() && damaged.isEmpty()) {
            return Optional.empty();
        }
        if (!chosen.isEmpty()) {
            throw new InspectionFault(FaultCode.REC_01, chosen);
        }
        if (all.size() == 1 && damaged.isEmpty()) {
            return Optional.of(all.get(0));
        }
        throw all.isEmpty() ? damaged.get(0) : new InspectionFault(FaultCode.REC_05);
    }
}
