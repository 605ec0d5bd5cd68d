package loupe.cli;

/** The methods that can be taught. */
enum Method {
    NPAD
}
