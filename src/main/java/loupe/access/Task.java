package loupe.access;

/** What is not for everybody, and the least role that may do it. The only place that says so. */
public enum Task {
    TEACH(Role.ENGINEER),
    CALIBRATE(Role.ENGINEER),
    /** Whatever makes a recipe version, imports one or puts one away; also a shadow and its promotion. */
    RECIPES(Role.ENGINEER),
    /** Where pictures come from and where models run. */
    SOURCE(Role.ENGINEER),
    /** What is kept and for how long. */
    STORAGE(Role.ADMINISTRATOR),
    /** Users, passwords, trusted keys. */
    SECURITY(Role.ADMINISTRATOR);

    private final Role least;

    Task(Role least) {
        this.least = least;
    }

    public Role least() {
        return least;
    }

    public boolean isFor(Role role) {
        return role.compareTo(least) >= 0;
    }
}
