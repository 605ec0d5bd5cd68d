package loupe.soak;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import loupe.app.SecondLoupe;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One process with a station in it, from its start to its end or to its being killed; remembers all that it told. */
final class StationProcess implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StationProcess.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long END_SECONDS = 60;
    private static final long GONE_SECONDS = 5;

    private final Process process;
    private final Thread reader;
    private final List<Told> told = new ArrayList<>();
    private boolean killed;

    private StationProcess(Process process) {
        this.process = process;
        this.reader = new Thread(this::listen, "soak-station");
        reader.setDaemon(true);
    }

    /** Starts one on a data folder; what it complains goes behind {@code errors}. */
    static StationProcess start(Path home, Path errors) throws IOException {
        List<String> words = List.of("live", "--headless", "--rehearsal", "--home", home.toString());
        Process process = SecondLoupe.of(SecondLoupe.options(), words)
                .redirectError(ProcessBuilder.Redirect.appendTo(errors.toFile()))
                .start();
        StationProcess station = new StationProcess(process);
        station.reader.start();
        return station;
    }

    /** Hands an order over; one for a process that ended by itself is lost, and whoever looks next finds it gone. */
    void order(String words) throws IOException, InterruptedException {
        LOG.info("order: {}", words);
        try {
            process.getOutputStream().write((words + "\n").getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
        } catch (IOException e) {
            if (!process.waitFor(GONE_SECONDS, TimeUnit.SECONDS)) { // its pipe ends a moment before it does
                throw e;
            }
            LOG.warn("“{}” found the process gone: {}", words, e.getMessage());
        }
    }

    /** SIGKILL, or what the platform has for it: nothing of the process runs any more. */
    void kill() throws InterruptedException {
        killed = true;
        process.destroyForcibly().waitFor();
        reader.join();
    }

    /** Orders the end and waits; false when it had to be killed. */
    boolean end() throws IOException, InterruptedException {
        if (process.isAlive()) {
            order("end");
        }
        boolean ended = process.waitFor(END_SECONDS, TimeUnit.SECONDS);
        if (!ended) {
            kill();
        }
        reader.join();
        return ended;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    boolean wasKilled() {
        return killed;
    }

    int exitCode() {
        return process.exitValue();
    }

    synchronized List<Told> told() {
        return List.copyOf(told);
    }

    /** The newest of a kind. */
    synchronized <T extends Told> Optional<T> newest(Class<T> kind) {
        for (int i = told.size() - 1; i >= 0; i--) {
            if (kind.isInstance(told.get(i))) {
                return Optional.of(kind.cast(told.get(i)));
            }
        }
        return Optional.empty();
    }

    /** Waits for something of a kind that was or is told after {@code since}; empty when the time is up or it ended. */
    synchronized <T extends Told> Optional<T> await(Class<T> kind, long since, Predicate<T> wanted, long seconds)
            throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        int seen = 0;
        while (true) {
            for (; seen < told.size(); seen++) {
                Told next = told.get(seen);
                if (next.nanos() > since && kind.isInstance(next) && wanted.test(kind.cast(next))) {
                    return Optional.of(kind.cast(next));
                }
            }
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0 || !process.isAlive()) {
                return Optional.empty();
            }
            wait(Math.min(left, 500));
        }
    }

    private void listen() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                hear(line);
            }
        } catch (IOException e) {
            LOG.debug("the pipe of a killed process closes under its reader: {}", e.getMessage());
        }
    }

    private void hear(String line) throws IOException {
        if (!line.startsWith("{") || !line.endsWith("}")) {
            LOG.info("not understood: {}", line); // the last one of a killed process may be cut
            return;
        }
        Optional<Told> next = parse(JSON.readTree(line));
        synchronized (this) {
            next.ifPresent(told::add);
            notifyAll();
        }
    }

    private static Optional<Told> parse(JsonNode node) {
        long now = System.nanoTime();
        Function<String, String> text = key -> node.path(key).asText("");
        Told.Counts counts = new Told.Counts(
                node.path("offered").asLong(),
                node.path("inspected").asLong(),
                node.path("skipped").asLong(),
                node.path("outages").asLong());
        return switch (text.apply("kind")) {
            case "part" ->
                Optional.of(new Told.Part(
                        now,
                        text.apply("id"),
                        node.path("serial").asInt(),
                        text.apply("outcome"),
                        text.apply("code"),
                        counts));
            case "state" ->
                Optional.of(new Told.State(
                        now,
                        text.apply("state"),
                        text.apply("line"),
                        text.apply("trace"),
                        text.apply("journal"),
                        node.path("waiting").asInt(),
                        counts));
            case "run" -> Optional.of(new Told.Run(now, node.path("drained").asBoolean(), counts));
            case "vitals" ->
                Optional.of(new Told.Measured(
                        now,
                        new Vitals(
                                node.path("heap").asDouble(Double.NaN),
                                node.path("resident").asDouble(Double.NaN),
                                node.path("threads").asDouble(Double.NaN),
                                node.path("handles").asDouble(Double.NaN)),
                        node.path("p95").asDouble(Double.NaN),
                        counts));
            default -> Optional.empty();
        };
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
