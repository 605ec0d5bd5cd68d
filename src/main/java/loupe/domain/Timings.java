package loupe.domain;

/**
 * Where the time of one prediction went, in nanoseconds.
 *
 * @param preprocess resize, layout and type conversion
 * @param inference the session's run
 * @param postprocess reading the outputs, region analysis
 */
public record Timings(long preprocess, long inference, long postprocess) {
    public static final Timings ZERO = new Timings(0, 0, 0);

    public long total() {
        return preprocess + inference + postprocess;
    }

    public Timings plusPostprocess(long nanos) {
        return new Timings(preprocess, inference, postprocess + nanos);
    }
}
