package loupe.soak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What this process occupies.
 *
 * @param heapMb live objects on the Java heap, 2²⁰ bytes, after a collection
 * @param residentMb all memory that the operating system holds for it, 2²⁰ bytes; NaN where it does not tell
 * @param threads of the process, those of native libraries included; NaN where the system does not tell
 * @param handles open files and sockets; NaN where the system does not tell
 */
record Vitals(double heapMb, double residentMb, double threads, double handles) {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final Path HANDLES = Path.of("/proc/self/fd");
    private static final double MEGA = 0x1p20;

    /** Measures; collects garbage first. */
    static Vitals now() {
        Runtime machine = Runtime.getRuntime();
        machine.gc();
        double heap = (machine.totalMemory() - machine.freeMemory()) / MEGA;
        try {
            List<String> status = Files.isReadable(STATUS) ? Files.readAllLines(STATUS) : List.of();
            return new Vitals(heap, number(status, "VmRSS:") / 1024, number(status, "Threads:"), handlesNow());
        } catch (IOException e) {
            return new Vitals(heap, Double.NaN, Double.NaN, Double.NaN); // a figure is missing, the run goes on
        }
    }

    private static double number(List<String> status, String key) {
        return status.stream()
                .filter(line -> line.startsWith(key))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")))
                .findFirst()
                .orElse(Double.NaN);
    }

    private static double handlesNow() throws IOException {
        if (!Files.isDirectory(HANDLES)) {
            return Double.NaN;
        }
        try (Stream<Path> open = Files.list(HANDLES)) {
            return open.count();
        }
    }
}
