package loupe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import loupe.app.BrightModel;
import loupe.camera.demo.DemoLine;
import loupe.config.Home;
import loupe.config.RecipeBook;
import loupe.config.SettingsFile;
import loupe.imaging.ImageCodec;
import loupe.train.gradient.Torch;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Nothing is listened to and nobody is called unless a person has configured it. Java's sockets are seen all ({@link
 * SocketWitness}); those of native libraries by looking at the process and its children every few milliseconds while
 * they run, so that one that lives shorter than that could be missed.
 */
@Tag("slow")
@EnabledOnOs(OS.LINUX)
class NoConnectionTest {
    private static final Pattern SOCKET = Pattern.compile("socket:\\[(\\d+)\\]");
    private static final List<String> TABLES = List.of("tcp", "tcp6", "udp", "udp6", "raw", "raw6", "udplite", "icmp");
    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final int INODE = 9;
    private static final int PICTURES = 3;

    @TempDir
    Path folder;

    private final Set<String> seen = new TreeSet<>();
    private int looks;

    private Process start(List<String> words) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx800m",
                "-Djava.nio.channels.spi.SelectorProvider=" + SocketWitness.class.getName(),
                "-D" + SocketWitness.RECORD + "=" + folder.resolve("sockets.txt"),
                "-Dprism.order=sw",
                SocketWitness.class.getName()));
        command.addAll(words);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output.txt").toFile());
        Map<String, String> environment = builder.environment();
        environment.put("CLASSPATH", System.getProperty("java.class.path"));
        environment.keySet().removeIf(name -> name.contains("TELEMETRY"));
        return builder.start();
    }

    private static List<String> commands(List<List<String>> commands) {
        List<String> words = new ArrayList<>();
        for (List<String> command : commands) {
            if (!words.isEmpty()) {
                words.add(SocketWitness.NEXT);
            }
            words.addAll(command);
        }
        return words;
    }

    /** Looks at the process and all it has started. */
    private void look(Process process) {
        looks++;
        Stream.concat(Stream.of(process.toHandle()), process.descendants()).forEach(p -> inspect(p.pid()));
    }

    private void inspect(long pid) {
        Path proc = Path.of("/proc", Long.toString(pid));
        Set<String> own = new HashSet<>();
        try (Stream<Path> open = Files.list(proc.resolve("fd"))) {
            open.forEach(fd -> {
                Matcher m = SOCKET.matcher(target(fd));
                if (m.matches()) {
                    own.add(m.group(1));
                }
            });
        } catch (IOException | java.io.UncheckedIOException e) {
            return; // it has ended
        }
        if (own.isEmpty()) {
            return;
        }
        for (String table : TABLES) {
            for (String line : lines(proc.resolve("net").resolve(table))) {
                String[] columns = line.strip().split("\\s+", -1);
                if (columns.length > INODE && own.contains(columns[INODE])) {
                    seen.add(table + " " + columns[1] + " → " + columns[2] + " state " + columns[3]);
                }
            }
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException e) {
            return ""; // closed meanwhile
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            return List.of();
        }
    }

    private void watch(Process process) throws InterruptedException {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!process.waitFor(10, TimeUnit.MILLISECONDS)) {
            assertThat(System.nanoTime()).as(output()).isLessThan(end);
            look(process);
        }
    }

    private String output() {
        return String.join("\n", lines(folder.resolve("output.txt")));
    }

    private void nothingWasOpened() {
        assertThat(lines(folder.resolve("sockets.txt"))).as("sockets of Java").isEmpty();
        assertThat(seen).as("sockets of the process").isEmpty();
        assertThat(looks).as("looks at the process").isGreaterThan(20);
    }

    @Test
    void whatIsOpenedIsSeen() throws Exception {
        Process process = start(List.of(SocketWitness.PROBE));
        assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(String.join("\n", lines(folder.resolve("sockets.txt"))))
                .as(output())
                .contains("a socket", "a server socket", "a socket channel", "a datagram channel");
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            inspect(ProcessHandle.current().pid());
            String port = String.format(Locale.ROOT, ":%04X", server.getLocalPort());
            assertThat(seen).as("state 0A: it listens").anyMatch(s -> s.contains(port) && s.endsWith("state 0A"));
        }
    }

    @Test
    void teachingReviewingAndRunningTheLineOpenNothing() throws Exception {
        String parts = folder.resolve("parts").toString();
        Path good = folder.resolve("parts").resolve("train").resolve("good");
        Path parcel = folder.resolve("part.loupe");
        List<List<String>> work = new ArrayList<>();
        work.add(at("demo", "--out", parts, "--count", "16"));
        work.add(at("teach", "--good", good.toString(), "--recipe", "part"));
        work.add(at("live", "--headless", "--seconds", "1", "--recipe", "part"));
        work.add(at("inspect", "--recipe", "part", good.toString()));
        work.add(at("recipes", "export", "part", parcel.toString()));
        work.add(at("recipes", "import", parcel.toString()));
        work.add(at("audit", "verify"));
        if (Torch.isBuiltIn()) {
            Path model = folder.resolve("a.onnx");
            List<String> train = List.of("--steps", "2", "--size", "128", "--threads", "1");
            List<String> words = at("teach", "--method", "autoencoder", "--good", good.toString(), "--out", model + "");
            work.add(Stream.concat(words.stream(), train.stream()).toList());
        }
        Process process = start(commands(work));
        watch(process);
        assertThat(process.exitValue()).as(output()).isLessThan(2);
        nothingWasOpened();
    }

    @Test
    void theWindowOpensNothingWhileTheLineRunsAndAllItsPlacesAreUsed() throws Exception {
        String display = System.getenv("DISPLAY");
        Assumptions.assumeTrue(display != null && display.startsWith(":"), "skipped: no display on this computer");
        Home home = new Home(folder.resolve("home")).create();
        BrightModel.store(new RecipeBook(home, Clock.systemUTC()), "bright", 0.9);
        try (SettingsFile settings = SettingsFile.open(home.settings())) {
            settings.update(s -> s.withSource("demo:?rate=20&defects=0.15&seed=1"));
        }
        List<String> words = new ArrayList<>(List.of(SocketWitness.TOUR, "--home", home()));
        for (int i = 0; i < PICTURES; i++) {
            Path picture = folder.resolve("part" + i + ".png");
            Files.write(picture, ImageCodec.png(new DemoLine(1, 0.5).good(i).image()));
            words.add(picture.toString());
        }
        Process process = start(words);
        try {
            watch(process);
        } finally {
            process.destroyForcibly();
        }
        assertThat(output()).contains(WindowTour.DONE);
        assertThat(process.exitValue()).as(output()).isZero();
        assertThat(judged("LIKE 'review: %'")).as("reviewed").isEqualTo(PICTURES);
        assertThat(judged("NOT LIKE 'review: %'")).as("on the line").isGreaterThan(PICTURES);
        nothingWasOpened();
    }

    /** Parts in the journal whose source is like this. */
    private long judged(String source) throws SQLException {
        Path database = new Home(folder.resolve("home")).journalDatabase();
        try (Connection journal = DriverManager.getConnection("jdbc:sqlite:file:" + database + "?mode=ro");
                Statement ask = journal.createStatement();
                ResultSet count = ask.executeQuery("SELECT COUNT(*) FROM inspection WHERE camera " + source)) {
            return count.getLong(1);
        }
    }

    private List<String> at(String... words) {
        return Stream.concat(Stream.of("--home", home()), Stream.of(words)).toList();
    }

    private String home() {
        return folder.resolve("home").toString();
    }
}
