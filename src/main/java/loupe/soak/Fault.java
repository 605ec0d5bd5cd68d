package loupe.soak;

import java.io.IOException;

/**
 * One kind of trouble.
 *
 * @param name short, for the command line and the report
 * @param what is done, for people
 * @param seconds how long it lasts
 * @param strike does it
 * @param lift takes it away; starting the station again is not its business
 */
record Fault(String name, String what, double seconds, Act strike, Act lift) {
    /** Something that is done to a station. */
    interface Act {
        void on(Stage stage) throws IOException, InterruptedException;
    }

    static Act nothing() {
        return stage -> {};
    }
}
