package loupe.app;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** How another process of this very Loupe is started: its Java, its libraries, its install and cache folder. */
public final class SecondLoupe {
    /** Agents, ports, and files that two processes would write at once. */
    private static final List<String> OWN = List.of(
            "-javaagent",
            "-agent",
            "-Xrun",
            "-Xlog",
            "-Dcom.sun.management.",
            "-XX:StartFlightRecording",
            "-XX:ArchiveClassesAtExit",
            "-XX:DumpLoadedClassList");

    private SecondLoupe() {}

    /** Options of this process's Java machine, without those that only one process can have. */
    public static List<String> options() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> OWN.stream().noneMatch(option::startsWith))
                .toList();
    }

    /**
     * A process that is not started yet.
     *
     * @param machine options of the Java machine
     * @param arguments as on the command line
     */
    public static ProcessBuilder of(List<String> machine, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(java()));
        for (String property : List.of("loupe.install", "loupe.cache")) {
            if (System.getProperty(property) != null) {
                command.add("-D" + property + "=" + System.getProperty(property));
            }
        }
        command.addAll(machine);
        command.add("loupe.Main");
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        // not as an argument: it is longer than some systems let a command be
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        builder.environment().put("ORT_DISABLE_TELEMETRY", "1");
        return builder;
    }

    /** Not the command of this process: in a package of Windows or macOS that is Loupe's own launcher. */
    private static String java() {
        Path bin = Path.of(System.getProperty("java.home"), "bin");
        return Stream.of("java", "java.exe")
                .map(bin::resolve)
                .filter(Files::isExecutable)
                .findFirst()
                .map(Path::toString)
                .orElse("java");
    }
}
