package loupe;

import loupe.cli.LoupeCommand;

/** Starts Loupe: no arguments open the window, anything else is a command. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.exit(LoupeCommand.run(args));
    }
}
