package loupe.access;

import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;

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

    /** ACC-07 when the name will not do. */
    static User named(String name, Role role) {
        try {
            return new User(name, role);
        } catch (IllegalArgumentException e) {
            throw new InspectionFault(FaultCode.ACC_07, e, LONGEST_NAME);
        }
    }

    /** What somebody typed as a name, for a log. */
    static String printable(String typed) {
        String clean = typed.strip().replaceAll("\\p{Cntrl}", "");
        return clean.substring(0, Math.min(LONGEST_NAME, clean.length()));
    }

    public boolean isCalled(String other) {
        return name.equalsIgnoreCase(other.strip());
    }
}
