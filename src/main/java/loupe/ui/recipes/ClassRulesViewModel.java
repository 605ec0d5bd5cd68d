package loupe.ui.recipes;

import java.util.List;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import loupe.app.ToldClasses;
import loupe.domain.ClassRule;
import loupe.domain.DecisionRule;
import loupe.domain.DefectClass;
import loupe.domain.Outcome;
import loupe.domain.Recipe;
import loupe.domain.ScoreSource;

/** The rules of single classes of one recipe while somebody changes them. Nothing is written before it is saved. */
final class ClassRulesViewModel {
    /** Where a recipe has no threshold on the map yet: surer than not. */
    private static final double HALF_SURE = 0.5;

    /** What is being changed; {@code told} has no classes where there is nothing to rule. */
    record Subject(Recipe recipe, ToldClasses told) {
        /** Square millimetres of a square pixel; empty when nobody measured them. */
        OptionalDouble squareMillimetres() {
            OptionalDouble mm = recipe.millimetresPerPixel();
            return mm.isPresent() ? OptionalDouble.of(mm.getAsDouble() * mm.getAsDouble()) : mm;
        }

        double pixel() {
            double own = recipe.rule().pixel();
            return Double.isFinite(own) ? own : HALF_SURE;
        }
    }

    private final BiConsumer<String, DecisionRule> save;
    private final ReadOnlyObjectWrapper<Subject> subject = new ReadOnlyObjectWrapper<>();
    private final TreeMap<Integer, ClassRule> rules = new TreeMap<>();
    private final BooleanProperty deciding = new SimpleBooleanProperty();
    private final ReadOnlyBooleanWrapper changed = new ReadOnlyBooleanWrapper();

    /** The consumer takes id and rule of the recipe's next version. */
    ClassRulesViewModel(BiConsumer<String, DecisionRule> save) {
        this.save = save;
        deciding.addListener(o -> compare());
    }

    /** Begins with a recipe; what was not saved is forgotten, unless it is the one in work, only read again. */
    void load(Recipe recipe, ToldClasses told) {
        Subject other = new Subject(recipe, told);
        if (other.equals(subject.get())) {
            return;
        }
        rules.clear();
        for (DefectClass kind : told.classes()) {
            rules.put(kind.index(), recipe.rule().forClass(kind).orElseGet(() -> strict(kind, recipe)));
        }
        deciding.set(recipe.rule().source() == ScoreSource.CLASSES);
        subject.set(other);
        compare();
    }

    /** What holds for a class without a rule. */
    private static ClassRule strict(DefectClass kind, Recipe recipe) {
        return new ClassRule(kind, OptionalDouble.empty(), recipe.rule().minimumArea(), 0, Outcome.FAIL);
    }

    List<ClassRule> rules() {
        return List.copyOf(rules.values());
    }

    ClassRule of(DefectClass kind) {
        return rules.get(kind.index());
    }

    void set(ClassRule rule) {
        rules.put(rule.kind().index(), rule);
        compare();
    }

    /** The whole rule as it would be saved. */
    DecisionRule rule() {
        DecisionRule old = subject.get().recipe().rule();
        double pixel = subject.get().pixel();
        if (deciding.get()) {
            boolean confirmed = old.source() == ScoreSource.CLASSES;
            DecisionRule rule = DecisionRule.byClasses(pixel, old.minimumArea(), rules());
            return confirmed ? rule.withLimits(old.review(), old.fail(), ScoreSource.CLASSES) : rule;
        }
        boolean open = old.source() == ScoreSource.CLASSES;
        double never = Double.POSITIVE_INFINITY;
        return new DecisionRule(
                open ? -never : old.review(), // every part is for review until a score is calibrated
                open ? never : old.fail(),
                pixel,
                old.minimumArea(),
                open ? ScoreSource.MODEL : old.source(),
                rules());
    }

    private void compare() {
        changed.set(
                subject.get() != null && !rule().equals(subject.get().recipe().rule()));
    }

    void save() {
        if (changed.get()) {
            save.accept(subject.get().recipe().id(), rule());
        }
    }

    /** Null before the first recipe. */
    ReadOnlyObjectProperty<Subject> subjectProperty() {
        return subject.getReadOnlyProperty();
    }

    /** Whether the rules say what becomes of a part; else the score does. */
    BooleanProperty decidingProperty() {
        return deciding;
    }

    ReadOnlyBooleanProperty changedProperty() {
        return changed.getReadOnlyProperty();
    }
}
