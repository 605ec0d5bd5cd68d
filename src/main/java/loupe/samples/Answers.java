package loupe.samples;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import loupe.samples.Reading.Choice;

/** What a person has already said about a folder. */
final class Answers {
    private final Set<String> given;

    Answers(Collection<String> given) {
        this.given = Set.copyOf(given);
    }

    /** The choice that was made; empty while nobody has answered, or in two ways. */
    Optional<Choice> among(List<Choice> choices) {
        List<Choice> made =
                choices.stream().filter(c -> given.contains(c.answer())).toList();
        return made.size() == 1 ? Optional.of(made.get(0)) : Optional.empty();
    }
}
