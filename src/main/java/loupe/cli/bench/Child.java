package loupe.cli.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import loupe.app.SecondLoupe;
import loupe.config.Home;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;

/**
 * A second Loupe, with the same Java, the same options and the same classes, on a data folder that has a recipe. What
 * its window shows is told by its log. One thread.
 */
final class Child implements AutoCloseable {
    /** Seconds from the first verdict, at which the window pauses its line, to its end. */
    private static final String SECONDS = "-Dloupe.bench.seconds=";

    private static final int LIMIT_SECONDS = 120;
    private static final long LOOK_MS = 100;

    /**
     * Something in the window.
     *
     * @param seconds since before the process was started
     * @param cpuSeconds processor time of the process until then; 0 where the system does not tell
     */
    record Sight(double seconds, double cpuSeconds) {}

    private final Home home;
    private final long logged;
    private final Instant start;
    private final Process process;

    private Child(Home home, ProcessBuilder loupe) throws IOException {
        this.home = home;
        this.logged = Files.exists(home.log()) ? Files.size(home.log()) : 0;
        this.start = Instant.now();
        this.process = loupe.redirectError(ProcessBuilder.Redirect.DISCARD)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** False on a computer without a screen, where no window can be opened. */
    static boolean hasDisplay() {
        boolean needed = System.getProperty("os.name").equals("Linux");
        return !needed || Optional.ofNullable(System.getenv("DISPLAY")).isPresent();
    }

    /** Opens the window, which ends by itself so many seconds after its first verdict. */
    static Child window(Home home, int seconds) {
        try {
            return new Child(home, loupe(home, SECONDS + seconds, List.of()));
        } catch (IOException e) {
            throw new InspectionFault(FaultCode.SYS_02, e, e.toString());
        }
    }

    /** Seconds from before the process was started to its first verdict, without a window. */
    static double headless(Home home) {
        for (int seconds : List.of(2, 5, 20, LIMIT_SECONDS)) { // a busy computer needs longer
            Optional<Double> first = headless(home, seconds);
            if (first.isPresent()) {
                return first.get();
            }
        }
        throw new InspectionFault(FaultCode.SYS_02, "a second Loupe gave no verdict");
    }

    private static Optional<Double> headless(Home home, int seconds) {
        List<String> words = new ArrayList<>(List.of("live", "--headless", "--json", "--source", "demo:?rate=10"));
        words.addAll(List.of("--seconds", Integer.toString(seconds)));
        try {
            Instant start = Instant.now();
            Process process = loupe(home, SECONDS + 0, words)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            byte[] out = process.getInputStream().readAllBytes();
            end(process);
            JsonNode first = new JsonMapper().readTree(out).path("first_verdict_at");
            return Optional.of(first)
                    .filter(JsonNode::isTextual)
                    .map(at -> Duration.between(start, Instant.parse(at.textValue()))
                                    .toMillis()
                            / 1e3);
        } catch (IOException e) {
            throw new InspectionFault(FaultCode.SYS_02, e, e.toString());
        }
    }

    private static ProcessBuilder loupe(Home home, String option, List<String> words) {
        List<String> machine = new ArrayList<>(SecondLoupe.options());
        machine.add(option);
        List<String> all = new ArrayList<>(List.of("--home", home.folder().toString()));
        all.addAll(words);
        return SecondLoupe.of(machine, all);
    }

    /**
     * Waits until something is seen in its window.
     *
     * @param what {@code window} or {@code verdict}
     * @throws InspectionFault SYS-02 when the process ended without, or took too long
     */
    Sight await(String what) {
        for (long i = 0; i < LIMIT_SECONDS * 1000L / LOOK_MS; i++) {
            Optional<Sight> sight = seen(what);
            if (sight.isPresent()) {
                return sight.get();
            }
            if (waitFor(LOOK_MS)) {
                break;
            }
        }
        return seen(what).orElseThrow(() -> new InspectionFault(FaultCode.SYS_02, "a second Loupe showed no " + what));
    }

    private Optional<Sight> seen(String what) {
        Pattern line = Pattern.compile("(?m)^(\\S+) .* - seen: " + what + " after (\\d+) ms of processor time$");
        try {
            byte[] log = Files.exists(home.log()) ? Files.readAllBytes(home.log()) : new byte[0];
            int from = (int) Math.min(logged, log.length);
            Matcher found = line.matcher(new String(log, from, log.length - from, StandardCharsets.UTF_8));
            if (!found.find()) {
                return Optional.empty();
            }
            Instant at = OffsetDateTime.parse(found.group(1)).toInstant();
            return Optional.of(
                    new Sight(Duration.between(start, at).toMillis() / 1e3, Long.parseLong(found.group(2)) / 1e3));
        } catch (IOException e) {
            throw new InspectionFault(FaultCode.IMG_05, e, home.log());
        }
    }

    /** Processor time that the process has used so far; empty where the system does not tell. */
    Optional<Duration> cpu() {
        return process.info().totalCpuDuration();
    }

    /** Lets time pass; true when the process ended meanwhile. */
    boolean waitFor(long milliseconds) {
        try {
            return process.waitFor(milliseconds, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InspectionFault(FaultCode.OPS_01, e);
        }
    }

    /** Waits for its end; one that does not come to it is ended by force. */
    @Override
    public void close() {
        end(process);
    }

    private static void end(Process process) {
        try {
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
            throw new InspectionFault(FaultCode.OPS_01, e);
        }
    }
}
