package loupe.access;

/**
 * Somebody who may sign in.
 *
 * @param name 1 to {@value #LONGEST_NAME} characters, unique whatever the case
 * @param role what this user may do
 */
public record User(String name, Role role) {
    /** Characters. */
    public static final int LONGEST_NAME = 64;

    public User {
        name = name.strip();
        if (name.isEmpty() || name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("not a user's name");
        }
    }

    public boolean isCalled(String other) {
        return name.equalsIgnoreCase(other.strip());
    }
}
