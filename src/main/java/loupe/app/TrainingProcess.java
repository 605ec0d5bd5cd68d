package loupe.app;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;

/**
 * A second Loupe that trains: its crash, its memory and its threads are its own. It is told what to do as a command,
 * tells where it stands on standard output line by line, complains on our standard error, and ends when its standard
 * input ends, that is when we are gone.
 */
public final class TrainingProcess implements AutoCloseable {
    private static final int STOPPED = 137;

    private final Process process;
    private final Thread guard;
    private volatile boolean stopped;

    private TrainingProcess(Process process) {
        this.process = process;
        this.guard = new Thread(process::destroyForcibly, "stop training");
        Runtime.getRuntime().addShutdownHook(guard);
    }

    /**
     * Starts a command of Loupe in a process of its own, with this one's install and cache folder and 1 GB of heap.
     *
     * @throws InspectionFault TEA-05 when no process can be started
     */
    public static TrainingProcess start(List<String> arguments) {
        String java = ProcessHandle.current()
                .info()
                .command()
                .orElse(System.getProperty("java.home") + File.separator + "bin" + File.separator + "java");
        List<String> command = new ArrayList<>(List.of(java));
        for (String property : List.of("loupe.install", "loupe.cache")) {
            if (System.getProperty(property) != null) {
                command.add("-D" + property + "=" + System.getProperty(property));
            }
        }
        command.addAll(List.of("-Xmx1g", "-XX:+UseSerialGC", "loupe.Main"));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        // not as an argument: it is longer than some systems let a command be
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        builder.environment().put("ORT_DISABLE_TELEMETRY", "1");
        try {
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

    /** Kills the process if it still runs; its last checkpoint stays. */
    @Override
    public void close() {
        stopped = true;
        process.destroyForcibly();
        if (!guard.isAlive()) {
            removeGuard();
        }
    }

    private void removeGuard() {
        try {
            Runtime.getRuntime().removeShutdownHook(guard);
        } catch (IllegalStateException e) {
            guard.setName(guard.getName() + " at shutdown"); // it is about to run; nothing is left to do here
        }
    }
}
