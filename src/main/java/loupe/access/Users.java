package loupe.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All who may sign in, with their passwords' hashes.
 *
 * @param returnMinutes without input after which the station is an operator's again, 1 to {@value #LONGEST_RETURN}
 * @param entries one for each user
 */
record Users(int returnMinutes, List<Entry> entries) {
    static final int RETURN_MINUTES = 10;
    static final int LONGEST_RETURN = 480;

    record Entry(User user, PasswordHash password) {}

    Users {
        returnMinutes = Math.max(1, Math.min(LONGEST_RETURN, returnMinutes));
        entries = List.copyOf(entries);
    }

    Optional<Entry> find(String name) {
        return entries.stream().filter(e -> e.user().isCalled(name)).findFirst();
    }

    /** With this entry in place of one of the same name. */
    Users with(Entry entry) {
        List<Entry> others = new ArrayList<>(without(entry.user().name()).entries);
        others.add(entry);
        return new Users(returnMinutes, others);
    }

    Users without(String name) {
        return new Users(
                returnMinutes,
                entries.stream().filter(e -> !e.user().isCalled(name)).toList());
    }

    boolean hasAdministrator() {
        return entries.stream().anyMatch(e -> e.user().role() == Role.ADMINISTRATOR);
    }
}
