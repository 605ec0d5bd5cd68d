package loupe.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import loupe.config.Home;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;

/** Starts Loupe as a process of its own on a data folder that has a recipe, and waits for its first verdict. */
final class WarmStart {
    private static final long LIMIT_SECONDS = 120;

    private WarmStart() {}

    /**
     * Seconds from before the process was started to its first verdict.
     *
     * @throws InspectionFault SYS-02 when the process fails
     */
    static double seconds(Home home) {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(a -> !a.startsWith("-javaagent") && !a.startsWith("-agentlib"))
                .forEach(command::add);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "loupe.Main"));
        command.addAll(List.of("--home", home.folder().toString(), "live", "--headless", "--json"));
        command.addAll(List.of("--seconds", "5", "--source", "demo:?rate=10"));
        try {
            Instant start = Instant.now();
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            byte[] out = process.getInputStream().readAllBytes();
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            JsonNode first = Json.read(out).path("first_verdict_at");
            if (!first.isTextual()) {
                throw new InspectionFault(FaultCode.SYS_02, "a second Loupe gave no verdict");
            }
            return Duration.between(start, Instant.parse(first.textValue())).toMillis() / 1e3;
        } catch (IOException e) {
            throw new InspectionFault(FaultCode.SYS_02, e, e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InspectionFault(FaultCode.OPS_01, e);
        }
    }
}
