package loupe.ui.widget;

import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import loupe.samples.Reading.Choice;
import loupe.samples.Reading.Unclear;

/** What was dropped last, and what a person has answered to the questions it left open. JavaFX thread. */
public final class Drop {
    private final ReadOnlyObjectWrapper<Optional<Unclear>> question = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final Map<Path, Set<String>> answers = new HashMap<>();
    private List<Path> paths = List.of();
    private Optional<Path> asked = Optional.empty();

    /** Other files, of which nothing is known. */
    public void take(Collection<Path> dropped) {
        paths = List.copyOf(dropped);
        answers.clear();
        question.set(Optional.empty());
    }

    /** Reading them has left a question about one of them. */
    public void ask(Path root, Unclear unclear) {
        asked = Optional.of(root);
        question.set(Optional.of(unclear));
    }

    /** The answer to the question in view. */
    public void answer(Choice choice) {
        asked.ifPresent(
                root -> answers.computeIfAbsent(root, r -> new HashSet<>()).add(choice.answer()));
        question.set(Optional.empty());
    }

    /** The question is left; what was dropped is forgotten. */
    public void forget() {
        take(List.of());
    }

    public List<Path> paths() {
        return paths;
    }

    /** The answers so far, for each of the paths that was asked about; the reader may add to them. */
    public Map<Path, Set<String>> said() {
        Map<Path, Set<String>> said = new HashMap<>();
        answers.forEach((root, all) -> said.put(root, new HashSet<>(all)));
        return said;
    }

    public ReadOnlyObjectProperty<Optional<Unclear>> questionProperty() {
        return question.getReadOnlyProperty();
    }
}
