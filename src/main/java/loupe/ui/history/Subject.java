package loupe.ui.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import loupe.domain.Outcome;
import loupe.domain.Recipe;
import loupe.trace.Decision;
import loupe.trace.Journal;
import loupe.trace.JournalFilter;
import loupe.trace.JournalRow;

/**
 * What trends and what-ifs are about: one recipe, the chosen one or that of the newest part. Scores are compared only
 * where the same model gave them in the same way.
 *
 * @param id of the recipe
 * @param recipe its newest version; empty when it is gone
 * @param filter of the screen, narrowed to this recipe and to any outcome and word
 */
record Subject(String id, Optional<Recipe> recipe, JournalFilter filter) {
    /** Empty when there is no part of this kind. */
    static Optional<Subject> of(Journal journal, JournalFilter screen, Versions versions) {
        JournalFilter any = JournalFilter.ALL
                .withRecipe(screen.recipe())
                .withLot(screen.lot())
                .withTime(screen.from(), screen.to());
        Optional<String> id = screen.recipe()
                .or(() -> journal.page(any, Optional.empty(), 1).stream()
                        .map(JournalRow::decidedBy)
                        .map(JournalRow.DecidedBy::recipe)
                        .findFirst());
        return id.map(i -> new Subject(i, versions.newest(i), any.withRecipe(Optional.of(i))));
    }

    /**
     * The newest parts whose scores can be compared.
     *
     * @param all oldest first
     * @param left out because another model, region or kind of score decided
     * @param byVersion parts of every version, all of them
     */
    record Parts(List<Decision> all, int left, TreeMap<Integer, Integer> byVersion) {}

    Parts parts(Journal journal, Versions versions, java.util.Set<Outcome> outcomes, int limit) {
        List<Decision> newest = journal.decisions(filter.withOutcomes(outcomes), limit);
        TreeMap<Integer, Integer> byVersion = new TreeMap<>();
        List<Decision> alike = new ArrayList<>();
        String model = recipe.map(Recipe::modelSha256)
                .orElseGet(() -> newest.isEmpty() ? "" : newest.get(0).modelSha256());
        for (Decision d : newest) {
            byVersion.merge(d.version(), 1, Integer::sum);
            if (d.modelSha256().equals(model) && isAlike(versions.find(id, d.version()))) {
                alike.add(d);
            }
        }
        java.util.Collections.reverse(alike);
        return new Parts(alike, newest.size() - alike.size(), byVersion);
    }

    private boolean isAlike(Optional<Recipe> version) {
        return version.isEmpty()
                || recipe.isEmpty()
                || (version.get().region().equals(recipe.get().region())
                        && version.get().tiling().equals(recipe.get().tiling())
                        && version.get().rule().source() == recipe.get().rule().source());
    }
}
