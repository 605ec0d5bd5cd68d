package loupe.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A second Loupe that trains: its crash, its memory and its threads are its own. It is told what to do as a command,
 * tells where it stands on standard output line by line, complains on our standard error, and when its standard input
 * ends (we are gone, or want it to stop) it writes its checkpoint and ends.
 */
public final class TrainingProcess implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TrainingProcess.class);
    /** Exit code of a process that was killed. */
    static final int STOPPED = 137;

    private static final long PATIENCE_SECONDS = 30;

    private final Process process;
    private final Thread guard;
    private volatile boolean stopped;

    private TrainingProcess(Process process) {
        this.process = process;
        this.guard = new Thread(this::end, "stop training");
        Runtime.getRuntime().addShutdownHook(guard);
    }

    /**
     * Starts a command of Loupe in a process of its own, with this one's install and cache folder.
     *
     * @param heapMegabytes what Java may take; PyTorch's memory is not in it
     * @param logs where Java notes what it knows of a crash
     * @throws InspectionFault TEA-05 when no process can be started
     */
    public static TrainingProcess start(List<String> arguments, int heapMegabytes, Path logs) {
        List<String> machine = List.of(
                "-XX:ErrorFile=" + logs.resolve("training-crash-%p.log"),
                "-Xmx" + heapMegabytes + "m",
                "-XX:+UseSerialGC");
        ProcessBuilder builder = SecondLoupe.of(machine, arguments).redirectError(ProcessBuilder.Redirect.INHERIT);
        // else PyTorch's threads wait for each other spinning, and take from others what they do not need
        builder.environment().put("OMP_WAIT_POLICY", "passive");
        try {
            Files.createDirectories(logs);
            return new TrainingProcess(builder.start());
        } catch (IOException e) {
            throw new InspectionFault(FaultCode.TEA_05, e, String.valueOf(e.getMessage()));
        }
    }

    /**
     * Hands every line on until the process ends; blocks.
     *
     * @return its exit code; {@value #STOPPED} when {@link #close} ended it
     */
    public int follow(Consumer<String> line) {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String next = lines.readLine(); next != null; next = lines.readLine()) {
                line.accept(next);
            }
            return process.waitFor();
        } catch (IOException e) {
            if (stopped) {
                return STOPPED;
            }
            throw new InspectionFault(FaultCode.TEA_05, e, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InspectionFault(FaultCode.OPS_01, e);
        }
    }

    /** Asks it to write its checkpoint and to end; returns at once, {@link #follow} returns when it has. */
    public void stop() {
        stopped = true;
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            LOG.info("the training process listens no more: {}", e.getMessage());
        }
    }

    /** Ends it at once; the last checkpoint that it wrote stays. */
    public void kill() {
        stopped = true;
        process.destroyForcibly();
    }

    /** Stops it if it still runs, and kills it when it does not end within {@value #PATIENCE_SECONDS} seconds. */
    @Override
    public void close() {
        end();
        if (!guard.isAlive()) {
            removeGuard();
        }
    }

    private void end() {
        stop();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("the training process does not end and is killed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
    }

    private void removeGuard() {
        try {
            Runtime.getRuntime().removeShutdownHook(guard);
        } catch (IllegalStateException e) {
            guard.setName(guard.getName() + " at shutdown"); // it is about to run; nothing is left to do here
        }
    }
}
