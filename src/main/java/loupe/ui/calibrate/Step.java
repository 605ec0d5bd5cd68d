package loupe.ui.calibrate;

/** The pages of the wizard, in order. */
enum Step {
    SAMPLES(1),
    SCORING(2),
    POLICY(3),
    REGIONS(4),
    CONFIRM(5);

    final int number;

    Step(int number) {
        this.number = number;
    }

    /** The page so many further on; the first and the last are the ends. */
    Step by(int steps) {
        int wanted = Math.max(1, Math.min(values().length, number + steps));
        return values()[wanted - 1];
    }
}
