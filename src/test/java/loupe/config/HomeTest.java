package loupe.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeTest {
    private static final Path USER = Path.of("/home/ada");

    @TempDir
    Path folder;

    @Test
    void followsThePlatformsConvention() {
        assertThat(Home.standard("Linux", USER, Map.of()).folder())
                .isEqualTo(USER.resolve(".local/share/loupe").toAbsolutePath());
        assertThat(Home.standard("Linux", USER, Map.of("XDG_DATA_HOME", "/data"))
                        .folder())
                .isEqualTo(Path.of("/data/loupe").toAbsolutePath());
        assertThat(Home.standard("Linux", USER, Map.of("XDG_DATA_HOME", "relative"))
                        .folder())
                .isEqualTo(USER.resolve(".local/share/loupe").toAbsolutePath());
        assertThat(Home.standard("Mac OS X", USER, Map.of()).folder())
                .isEqualTo(USER.resolve("Library/Application Support/Loupe").toAbsolutePath());
        assertThat(Home.standard("Windows 11", USER, Map.of("LOCALAPPDATA", "/local"))
                        .folder())
                .isEqualTo(Path.of("/local/Loupe").toAbsolutePath());
    }

    @Test
    void aNewFolderIsItsOwnersAlone() throws IOException {
        assumeTrue(
                folder.getFileSystem().supportedFileAttributeViews().contains("posix"),
                "skipped: this file system knows no owners");
        Path made = new Home(folder.resolve("deep").resolve("new")).create().folder();
        assertThat(Files.getPosixFilePermissions(made))
                .isEqualTo(java.nio.file.attribute.PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void makesItsFolders() {
        Home home = new Home(folder.resolve("new")).create();
        assertThat(List.of(home.recipes(), home.models(), home.archive(), home.cache(), home.logs()))
                .allMatch(Files::isDirectory);
        assertThat(home.folder()).isDirectoryNotContaining("glob:**probe*");
    }

    @Test
    void refusesAFolderThatCannotBeWritten() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "in the way");
        assertThatThrownBy(() -> new Home(file.resolve("below")).create())
                .isInstanceOfSatisfying(
                        InspectionFault.class, f -> assertThat(f.code()).isEqualTo(FaultCode.TRC_04));
    }

    @Test
    void isLockedOnceInOneProcess() {
        Home home = new Home(folder).create();
        try (HomeLock first = home.lock()) {
            assertThat(first).isNotNull();
            assertThatThrownBy(home::lock)
                    .isInstanceOfSatisfying(
                            InspectionFault.class, f -> assertThat(f.code()).isEqualTo(FaultCode.TRC_01));
        }
        home.lock().close();
    }

    @Test
    void isLockedAgainstAnotherProcess() throws Exception {
        Home home = new Home(folder).create();
        HomeLock lock = home.lock();
        assertThat(tryInAnotherProcess(home)).isEqualTo("TRC_01");
        lock.close();
        assertThat(tryInAnotherProcess(home)).isEqualTo("taken");
    }

    private static String tryInAnotherProcess(Home home) throws Exception {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        assumeTrue(Files.exists(java) || Files.exists(java.resolveSibling("java.exe")));
        Process process = new ProcessBuilder(
                        java.toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Taker.class.getName(),
                        home.folder().toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return said.lines().reduce((a, b) -> b).orElse("");
    }

    /** Runs in a process of its own. */
    static final class Taker {
        private Taker() {}

        public static void main(String[] args) {
            try (HomeLock lock = new Home(Path.of(args[0])).lock()) {
                System.out.println(lock == null ? "" : "taken");
            } catch (InspectionFault fault) {
                System.out.println(fault.code());
            }
        }
    }
}
