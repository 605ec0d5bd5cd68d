package loupe.cli.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import loupe.app.Workstation;
import loupe.detect.ProviderTrials;
import loupe.imaging.Natives;

/** What the figures were measured on, for people. */
public final class Machine {
    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

    private Machine() {}

    /** Name and value, in order. */
    public static Map<String, String> describe() {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("Loupe", Workstation.version());
        processor().ifPresent(name -> facts.put("Processor", name));
        facts.put("Cores", Integer.toString(Runtime.getRuntime().availableProcessors()));
        facts.put("Memory", gigabytes(system.getTotalMemorySize()));
        facts.put("System", system.getName() + " " + system.getVersion() + ", " + system.getArch());
        facts.put("Java", Runtime.version() + ", " + System.getProperty("java.vm.name"));
        facts.put("Heap", gigabytes(Runtime.getRuntime().maxMemory()) + " at most");
        facts.put(
                "Collector",
                ManagementFactory.getGarbageCollectorMXBeans().stream()
                        .map(GarbageCollectorMXBean::getName)
                        .collect(Collectors.joining(", ")));
        facts.put("Options", options());
        facts.put("Runtimes", ProviderTrials.runtime() + ", OpenCV " + Natives.version());
        facts.put("Display", Child.hasDisplay() ? "yes" : "none");
        return facts;
    }

    /** Processes that want to run, as the system's average over a minute; "unknown" where it does not tell. */
    public static String load() {
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        return load < 0 ? "unknown" : String.format(Locale.ROOT, "%.2f", load);
    }

    private static String options() {
        List<String> told = ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(a -> a.startsWith("-X"))
                .map(a -> a.replaceFirst("=/.*/", "=…/"))
                .toList();
        return told.isEmpty() ? "none" : String.join(" ", told);
    }

    private static Optional<String> processor() {
        if (!Files.isReadable(CPU_INFO)) {
            return Optional.ofNullable(System.getenv("PROCESSOR_IDENTIFIER"));
        }
        try (Stream<String> lines = Files.lines(CPU_INFO)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty(); // the name is missing, the figures stay
        }
    }

    private static String gigabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f GiB", bytes / (double) (1L << 30));
    }
}
